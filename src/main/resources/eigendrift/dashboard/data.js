import { follow } from './feed.js';
import { Neighbours } from './neighbours.js';
import { api, json, where } from './server.js';
import { KEYS, Table } from './table.js';

const LATENCIES = 1000;

/** The tables of one analysis, as the journal has them up to {@code offset}, and what comes after. */
export class Data {
  tables = Object.fromEntries(Object.entries(KEYS).map(([name, key]) => [name, new Table(key)]));
  offset = 0;
  complete = false;
  latencies = [];
  #loaded = {};
  #waiting = [];
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
    follow(where(new URL('stream', this.address), { analysis: this.analysis }), after, message => this.#hear(message));
    await Promise.all(Object.keys(KEYS).map(name => this.#load(name)));
    this.offset = Math.max(after, ...Object.values(this.#loaded));
    this.complete = true;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting.forEach(message => this.#rows(message));
    this.#tell({});
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
      if (message.type === 'status' && message.id) {
        this.offset = Math.max(this.offset, message.id);
        this.#tell({});
      }
    } else if (this.#waiting) {
      this.#waiting.push(message);
    } else {
      this.#rows(message);
    }
  }

  #rows({ id, data }) {
    const touched = {};
    for (const [name, columns] of Object.entries(data)) {
      if (name in KEYS && id > this.#loaded[name]) {
        touched[name] = this.#add(name, columns);
      }
    }
    this.offset = Math.max(this.offset, id);
    this.#tell({ touched, displacement: data.displacement });
    if (data.written) {
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
