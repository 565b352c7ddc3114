import { linear, logarithmic } from './ticks.js';

const WORTH_A_LOGARITHM = 50;
const MARGIN = 0.04;
const MOST_DECADES = 1e-12;
/** uPlot's logarithmic axes fail below it. */
const SMALLEST = 1e-14;

/**
 * The ordinate that the panels of one row share, by the report's rules: "covering" reaches every value and is
 * logarithmic where none is negative and the positive ones span a factor of 50; "share" is the same, else 0 to 1;
 * "logarithmic" always is.
 */
export class SharedScale {
  #parts = new Map();
  #listeners = [];
  #before = '';

  constructor(rule, fixed = null) {
    this.rule = rule;
    this.fixed = fixed;
    this.#settle();
  }

  /** What one panel must reach; tells all panels where that changes the scale. */
  reach(panel, values) {
    let part = { min: Infinity, max: -Infinity, positive: Infinity };
    for (const array of values) {
      for (const value of array) {
        if (Number.isFinite(value)) {
          part.min = Math.min(part.min, value);
          part.max = Math.max(part.max, value);
          part.positive = value > 0 ? Math.min(part.positive, value) : part.positive;
        }
      }
    }
    this.#parts.set(panel, part);
    this.#settle();
  }

  listen(listener) {
    this.#listeners.push(listener);
  }

  ticks(about) {
    return (this.log ? logarithmic : linear)(this.min, this.max, about);
  }

  /** Zeros of a logarithmic axis lie on its lower edge. */
  clamp(value) {
    return this.log ? Math.max(value, this.min) : value;
  }

  #settle() {
    const parts = [...this.#parts.values()];
    const low = Math.min(...parts.map(part => part.min), Infinity);
    const high = Math.max(...parts.map(part => part.max), -Infinity);
    const positive = Math.min(...parts.map(part => part.positive), Infinity);
    if (this.fixed) {
      Object.assign(this, { log: false, min: this.fixed[0], max: this.fixed[1] });
    } else if (low > high) {
      Object.assign(this, { log: false, min: 0, max: 1 });
    } else if (this.rule === 'logarithmic' || (low >= 0 && high >= WORTH_A_LOGARITHM * positive)) {
      this.#logarithmic(positive, high);
    } else if (this.rule === 'share') {
      Object.assign(this, { log: false, min: 0, max: 1 });
    } else {
      const margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(high), 1) / 2;
      Object.assign(this, { log: false, min: low === 0 ? 0 : low - margin, max: high + margin });
    }
    const now = `${this.log} ${this.min} ${this.max}`;
    if (now !== this.#before) {
      this.#before = now;
      this.#listeners.forEach(listener => listener());
    }
  }

  #logarithmic(positive, high) {
    if (!(positive <= high)) {
      Object.assign(this, { log: true, min: 0.1, max: 1 });
      return;
    }
    const low = Math.max(positive, high * MOST_DECADES, SMALLEST);
    const margin = Math.max((high / low) ** MARGIN, 1.15);
    Object.assign(this, { log: true, min: low / margin, max: high * margin });
  }
}
