import { follow } from './feed.js';
import { Neighbours } from './neighbours.js';
import { api, json, where } from './server.js';
import { KEYS, Table } from './table.js';

const LATENCIES = 1000;
const CATCH_UP = 3000;

/** The tables of one analysis, as the journal has them up to {@code offset}, and what comes after. */
export class Data {
  tables = Object.fromEntries(Object.entries(KEYS).map(([name, key]) => [name, new Table(key)]));
  offset = 0;
  complete = false;
  latencies = [];
  #loaded = {};
  #waiting = [];
  #goal = Infinity;
  #neighbours = new Neighbours();
  #listeners = [];

  constructor(id, analysis) {
    this.address = api(`experiments/${encodeURIComponent(id)}/`);
    this.analysis = analysis;
  }

  /** Called with { name: places } of what has come, { status }, { metrics } or { open }. */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** Opens the stream, then reads the tables: nothing can fall between them, and what comes twice changes nothing. */
  async start(after) {
    const tables = Object.keys(KEYS).join();
    follow(where(new URL('stream', this.address), { analysis: this.analysis, tables }), after, message => this.#hear(message));
    await Promise.all(Object.keys(KEYS).map(name => this.#load(name)));
    const offsets = Object.values(this.#loaded);
    this.#goal = Math.max(after, ...offsets);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting.forEach(message => this.#rows(message));
    if (Math.min(...offsets) === this.#goal) {
      this.#reached(this.#goal);
    } else {
      // Where nothing more comes that has rows, the tables are those of the last place all the same.
      setTimeout(() => this.#reached(this.#goal), CATCH_UP);
    }
  }

  /** The tables were read at places that differ; from the last of these on they belong together. */
  #reached(id) {
    if (id >= this.#goal) {
      this.offset = Math.max(this.offset, id);
      this.complete = true;
      this.#tell({});
    }
  }

  async #load(name) {
    const pairs = name === 'displacement' ? 'neighbours' : null;
    const address = where(new URL(`tables/${name}.json`, this.address), { analysis: this.analysis, pairs });
    const { offset, columns } = await json(address);
    this.#loaded[name] = offset;
    this.#add(name, columns);
  }

  #hear(message) {
    if (message.type !== 'rows') {
      this.#tell({ [message.type]: message.data ?? message });
      if (message.type === 'status') {
        this.#reached(message.id);
      }
    } else if (this.#waiting) {
      this.#waiting.push(message);
    } else {
      this.#rows(message);
    }
  }

  /** Rows that complete the tables up to data.offset; many come in parts, of which the last has it as its place. */
  #rows({ id, data }) {
    const touched = {};
    for (const [name, columns] of Object.entries(data)) {
      if (name in KEYS && data.offset > this.#loaded[name]) {
        touched[name] = this.#add(name, columns);
      }
    }
    this.#reached(id);
    this.#tell({ touched, displacement: data.displacement });
    if (id === data.offset) {
      this.#painted(id, data.written);
    }
  }

  /** When the frame after this one has begun, this one is on the screen. */
  #painted(id, written) {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      this.latencies.push([id, written, Date.now()]);
      this.latencies.splice(0, this.latencies.length - LATENCIES);
    }));
  }

  #add(name, columns) {
    return this.tables[name].add(name === 'displacement' ? this.#neighbours.of(columns) : columns);
  }

  #tell(news) {
    this.#listeners.forEach(listener => listener(news));
  }
}
