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
  'null-draws': ['model', 'run', 'step', 'draw', 'index'],
  'missing-spectra': ['run', 'step'],
};

/** A table that grows. A row with the key of an earlier one takes its place, so a repeat changes nothing. */
export class Table {
  #words;
  #numbers;
  #rows = new Map();
  columns = new Map();
  length = 0;

  constructor(key) {
    this.#words = key.filter(name => WORDS.has(name));
    this.#numbers = key.filter(name => !WORDS.has(name));
  }

  /**
   * Adds rows, column by column.
   *
   * @returns the places of the rows that are new or other than before
   */
  add(columns) {
    const there = Object.entries(columns).map(([name, values]) => [this.#column(name), values]);
    const count = there.length === 0 ? 0 : there[0][1].length;
    const touched = [];
    for (let r = 0; r < count; r++) {
      const place = this.#place(name => columns[name][r]);
      const fresh = place === this.length;
      this.length += fresh ? 1 : 0;
      let changed = fresh;
      for (const [column, values] of there) {
        if (fresh) {
          column.push(values[r]);
        } else if (!same(column.get(place), values[r])) {
          column.set(place, values[r]);
          changed = true;
        }
      }
      if (changed) {
        touched.push(place);
      }
    }
    return touched;
  }

  get(name, row) {
    return this.columns.get(name)?.get(row);
  }

  /** The row with these values of the key, by name; undefined for none. */
  find(values) {
    return this.#group(name => values[name]).get(this.#number(name => values[name]));
  }

  /** The place of a row with this key, a new one at the end if there is none. */
  #place(value) {
    const group = this.#group(value);
    const number = this.#number(value);
    const place = group.get(number);
    if (place === undefined) {
      group.set(number, this.length);
    }
    return place ?? this.length;
  }

  #group(value) {
    const words = this.#words.length === 1 ? value(this.#words[0]) : this.#words.map(value).join('\n');
    if (!this.#rows.has(words)) {
      this.#rows.set(words, new Map());
    }
    return this.#rows.get(words);
  }

  #number(value) {
    return this.#numbers.length === 1 ? value(this.#numbers[0]) : this.#numbers.map(value).join();
  }

  /** A column that comes later than others is filled up: nothing was measured. */
  #column(name) {
    if (!this.columns.has(name)) {
      this.columns.set(name, WORDS.has(name) ? new Words() : new Numbers());
    }
    const column = this.columns.get(name);
    while (column.length < this.length) {
      column.push(undefined);
    }
    return column;
  }
}

const same = (there, value) => there === value || (Number.isNaN(there) && (value === null || Number.isNaN(value)));
