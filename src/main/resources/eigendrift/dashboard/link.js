/** What the panels of a page share: where the cursor is, on which part of the abscissa, which identity is marked. */
export class Link {
  #listeners = [];
  cursor = null;
  zoom = null;
  identity = null;

  listen(listener) {
    this.#listeners.push(listener);
  }

  /** The cursor's abscissa, or null; in two-time maps also its ordinate. */
  point(x, from) {
    if (this.cursor !== x) {
      this.cursor = x;
      this.#tell('cursor', from);
    }
  }

  range(zoom) {
    this.zoom = zoom;
    this.#tell('zoom', null);
  }

  /** Marks an identity of a run in every panel: { run, identity }, or null. */
  mark(identity) {
    if (JSON.stringify(this.identity) !== JSON.stringify(identity)) {
      this.identity = identity;
      this.#tell('identity', null);
    }
  }

  #tell(what, from) {
    this.#listeners.forEach(listener => listener(what, from));
  }
}
