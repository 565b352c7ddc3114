const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const TYPES = ['rows', 'status', 'metrics'];

/** A stream of the journal that comes back by itself, where it was, with pauses of .5, 1, 2, ... 10 s. */
export class Stream {
  #source = null;
  #pause = FIRST_PAUSE;
  #timer = 0;
  open = false;

  /** @param tell called with { type, data, id }, and with { type: 'open', open } when the connection comes or goes */
  constructor(address, after, tell) {
    Object.assign(this, { address, id: Number(after), tell });
    this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#is(false);
  }

  #connect() {
    const address = new URL(this.address);
    address.searchParams.set('after', this.id);
    const source = new EventSource(address);
    this.#source = source;
    source.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.#is(true);
    };
    source.onerror = () => {
      this.#is(false);
      if (source.readyState === EventSource.CLOSED) {
        this.#timer = setTimeout(() => this.#connect(), this.#pause * (0.75 + Math.random() / 2));
        this.#pause = Math.min(LONGEST_PAUSE, 2 * this.#pause);
      }
    };
    TYPES.forEach(type => source.addEventListener(type, ({ data, lastEventId }) => {
      // Samples of the actors have no place in the journal; the browser repeats the last one there.
      const id = type === 'metrics' || lastEventId === '' ? null : Number(lastEventId);
      this.id = id ?? this.id;
      this.tell({ type, data: JSON.parse(data), id });
    }));
  }

  #is(open) {
    if (this.open !== open) {
      this.open = open;
      this.tell({ type: 'open', open, id: this.id });
    }
  }
}
