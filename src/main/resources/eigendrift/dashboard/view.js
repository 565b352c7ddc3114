/** The state of the view, all of it in the address, so that a view can be sent. */
export class View {
  #listeners = [];

  constructor(defaults, search = location.search) {
    this.defaults = defaults;
    this.values = { ...defaults, ...View.read(search, defaults) };
  }

  /** What the address says of these names. */
  static read(search, defaults) {
    const said = {};
    for (const [name, value] of new URLSearchParams(search)) {
      if (name in defaults) {
        said[name] = value;
      }
    }
    return said;
  }

  /** The address's part: only what differs from the defaults, in their order. */
  static write(values, defaults) {
    const parameters = new URLSearchParams();
    for (const name of Object.keys(defaults)) {
      if (values[name] !== defaults[name] && values[name] !== null && values[name] !== undefined) {
        parameters.set(name, values[name]);
      }
    }
    const text = parameters.toString();
    return text ? `?${text}` : '';
  }

  get(name) {
    return this.values[name];
  }

  /** Changes values, writes the address and tells the listeners which names changed. */
  set(changes) {
    const changed = Object.keys(changes).filter(name => String(this.values[name]) !== String(changes[name]));
    if (changed.length === 0) {
      return;
    }
    Object.assign(this.values, changes);
    history.replaceState(null, '', location.pathname + View.write(this.values, this.defaults) + location.hash);
    this.#listeners.forEach(listener => listener(new Set(changed)));
  }

  listen(listener) {
    this.#listeners.push(listener);
  }
}
