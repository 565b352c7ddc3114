import { Numbers } from './columns.js';

/** From so many seeds on the band is their quartiles, below it their range: the report's rule. */
export const FOR_QUARTILES = 5;

/** The quantile by linear interpolation at (N − 1)·part (type 7 of Hyndman and Fan 1996); values ascend. */
export function quantile(values, part) {
  const place = (values.length - 1) * part;
  const below = Math.trunc(place);
  const above = Math.min(values.length - 1, below + 1);
  return values[below] + (place - below) * (values[above] - values[below]);
}

/** A quantity over steps for one optimizer: every seed, their median and band. Grows at the cost of what is new. */
export class Curve {
  x = new Numbers();
  median = new Numbers();
  low = new Numbers();
  high = new Numbers();
  each = new Map();
  #place = new Map();
  #stale = new Set();
  version = 0;

  /** The value of a run at a step; what is not finite is left out. */
  put(run, step, value) {
    if (!Number.isFinite(value)) {
      return;
    }
    if (!this.each.has(run)) {
      const seed = new Numbers();
      for (let i = 0; i < this.x.length; i++) {
        seed.push(NaN);
      }
      this.each.set(run, seed);
      if (this.each.size === FOR_QUARTILES) {
        this.#place.forEach(place => this.#stale.add(place));
      }
    }
    const place = this.#make(step);
    this.each.get(run).set(place, value);
    this.#stale.add(place);
    this.version += 1;
  }

  get seeds() {
    return this.each.size;
  }

  /** Whether there is no value yet. */
  get empty() {
    return this.x.length === 0;
  }

  /** Brings median and band up to date. */
  fresh() {
    const tail = this.seeds < FOR_QUARTILES ? 0 : 0.25;
    for (const place of this.#stale) {
      const values = [...this.each.values()].map(seed => seed.get(place)).filter(Number.isFinite).sort((a, b) => a - b);
      this.median.set(place, quantile(values, 0.5));
      this.low.set(place, quantile(values, tail));
      this.high.set(place, quantile(values, 1 - tail));
    }
    this.#stale.clear();
    return this;
  }

  /** The place of a step; -1 where there is none. */
  at(step) {
    return this.#place.get(step) ?? -1;
  }

  /** The place whose abscissa is nearest, by halving; -1 without points. */
  nearest(x, place = step => step) {
    let low = 0;
    let high = this.x.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place(this.x.get(middle)) + place(this.x.get(middle + 1)) < 2 * x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** As scripts read it: plain arrays, NaN where a seed has no value. */
  plain() {
    this.fresh();
    const arrays = [...this.each.values()].map(seed => [...seed.view()]);
    return { x: [...this.x.view()], median: [...this.median.view()], low: [...this.low.view()],
      high: [...this.high.view()], each: arrays, runs: [...this.each.keys()] };
  }

  #make(step) {
    const place = this.#place.get(step);
    if (place !== undefined) {
      return place;
    }
    const last = this.x.length;
    this.#columns().forEach(column => column.push(NaN));
    if (last > 0 && step < this.x.get(last - 1)) {
      return this.#insert(step);
    }
    this.x.set(last, step);
    this.#place.set(step, last);
    return last;
  }

  /** A step before the last: everything behind it moves on. */
  #insert(step) {
    let place = this.x.length - 1;
    while (place > 0 && this.x.get(place - 1) > step) {
      this.#columns().forEach(column => column.set(place, column.get(place - 1)));
      place -= 1;
    }
    this.#columns().forEach(column => column.set(place, NaN));
    this.x.set(place, step);
    this.#place.clear();
    this.x.view().forEach((value, i) => this.#place.set(value, i));
    this.#stale = new Set(this.#place.values());
    return place;
  }

  #columns() {
    return [this.x, this.median, this.low, this.high, ...this.each.values()];
  }
}
