import { Numbers, Words } from './columns.js';

const WORDS = new Set(['run', 'optimizer', 'status', 'label', 'event', 'model', 'statistic', 'operator', 'reason']);

/** The columns that tell the rows of a table apart. */
export const KEYS = {
  runs: ['run'],
  training: ['run', 'step'],
  spectrum: ['run', 'step', 'index'],
  localization: ['run', 'step', 'index'],
  displacement: ['run', 'label', 'index', 'step_from', 'step_to'],
  identities: ['run', 'step', 'rank'],
  changes: ['run', 'event', 'step', 'identity', 'other'],
  stability: ['run', 'operator', 'step'],
  nulls: ['model', 'run', 'statistic', 'step', 'index'],
  'missing-spectra': ['run', 'step'],
};

/** A table that grows. A row with the key of an earlier one takes its place, so a repeat changes nothing. */
export class Table {
  #key;
  #rows = new Map();
  columns = new Map();
  length = 0;

  constructor(key) {
    this.#key = key;
  }

  /**
   * Adds rows, column by column.
   *
   * @returns the places of the rows that are new or other than before
   */
  add(columns) {
    const names = Object.keys(columns);
    const count = names.length === 0 ? 0 : columns[names[0]].length;
    const touched = [];
    for (let r = 0; r < count; r++) {
      const place = this.#place(columns, r);
      const fresh = place === this.length;
      let changed = fresh;
      for (const name of names) {
        const column = this.#column(name);
        while (column.length < this.length) {
          column.push(undefined);
        }
        if (fresh) {
          column.push(columns[name][r]);
        } else if (!same(column.get(place), columns[name][r])) {
          column.set(place, columns[name][r]);
          changed = true;
        }
      }
      this.length += fresh ? 1 : 0;
      if (changed) {
        touched.push(place);
      }
    }
    return touched;
  }

  get(name, row) {
    return this.columns.get(name)?.get(row);
  }

  /** The row with these values of the key's columns, in their order; undefined for none. */
  find(...values) {
    return this.#rows.get(values.join('\n'));
  }

  #place(columns, r) {
    const key = this.#key.map(name => columns[name][r]).join('\n');
    const place = this.#rows.get(key);
    if (place !== undefined) {
      return place;
    }
    this.#rows.set(key, this.length);
    return this.length;
  }

  #column(name) {
    if (!this.columns.has(name)) {
      this.columns.set(name, WORDS.has(name) ? new Words() : new Numbers());
    }
    return this.columns.get(name);
  }
}

const same = (there, value) => there === value || (Number.isNaN(there) && (value === null || Number.isNaN(value)));
