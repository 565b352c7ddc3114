const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const REPLACED = 409;
const TYPES = ['rows', 'status', 'metrics'];

/** A stream of the journal that comes back by itself, where it was, with pauses of .5, 1, 2, ... 10 s. */
export class Stream {
  #source = null;
  #pause = FIRST_PAUSE;
  #timer = 0;
  #journal = '';
  #closed = false;
  open = false;

  /** @param tell called with { type, data, id }, and with { type: 'open', open } when the connection comes or goes */
  constructor(address, after, tell) {
    Object.assign(this, { address, id: Number(after), tell });
    this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#is(false);
  }

  #connect() {
    const source = new EventSource(this.#here());
    this.#source = source;
    source.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.#is(true);
    };
    source.onerror = () => {
      this.#is(false);
      if (source.readyState === EventSource.CLOSED) {
        this.#later();
      }
    };
    TYPES.forEach(type => source.addEventListener(type, ({ data, lastEventId }) => {
      // What has no place in the journal, samples and all but the last part of many rows, repeats the last place.
      this.id = Math.max(this.id, Number(lastEventId));
      const said = JSON.parse(data);
      this.#journal = said.journal ?? this.#journal;
      this.tell({ type, data: said, id: this.id });
    }));
  }

  #here() {
    const address = new URL(this.address);
    address.searchParams.set('after', this.id);
    if (this.#journal) {
      address.searchParams.set('journal', this.#journal);
    }
    return address;
  }

  /** An EventSource that was refused does not say why: whether the journal is another one now is asked. */
  async #later() {
    const pause = this.#pause * (0.75 + Math.random() / 2);
    this.#pause = Math.min(LONGEST_PAUSE, 2 * this.#pause);
    const asked = new AbortController();
    const answer = await fetch(this.#here(), { signal: asked.signal }).catch(() => null);
    asked.abort();
    if (answer?.status === REPLACED) {
      this.tell({ type: 'replaced' });
    } else if (!this.#closed) {
      this.#timer = setTimeout(() => this.#connect(), pause);
    }
  }

  #is(open) {
    if (this.open !== open) {
      this.open = open;
      this.tell({ type: 'open', open, id: this.id });
    }
  }
}
