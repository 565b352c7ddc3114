const FIRST = 32;

/** A quantity between every two of the checkpoints so far: a square of numbers that grows by rows. */
export class TimeMap {
  steps = [];
  #side = FIRST;
  #values = new Float32Array(FIRST * FIRST).fill(NaN);
  #place = new Map();

  /** From the server's array, row t_w and column t, of which one half may be missing. */
  static of(steps, data) {
    const map = new TimeMap();
    steps.forEach((from, i) => steps.forEach((to, j) => {
      const value = data[i * steps.length + j];
      if (value === value) {
        map.put(from, to, value);
      } else {
        map.#at(from);
      }
    }));
    return map;
  }

  get size() {
    return this.steps.length;
  }

  /** By places; the same both ways, 0 on the diagonal, NaN where the two were not compared. */
  get(i, j) {
    return i === j ? 0 : this.#values[i * this.#side + j];
  }

  put(from, to, value) {
    const i = this.#at(from);
    const j = this.#at(to);
    this.#values[i * this.#side + j] = value;
    this.#values[j * this.#side + i] = value;
  }

  at(step) {
    return this.#place.get(step) ?? -1;
  }

  #at(step) {
    if (!this.#place.has(step)) {
      if (this.size === this.#side) {
        this.#grow();
      }
      // Checkpoints come in order; one that does not would need its rows moved, and no journal has one.
      this.#place.set(step, this.steps.length);
      this.steps.push(step);
    }
    return this.#place.get(step);
  }

  #grow() {
    const side = 2 * this.#side;
    const larger = new Float32Array(side * side).fill(NaN);
    for (let row = 0; row < this.#side; row++) {
      larger.set(this.#values.subarray(row * this.#side, (row + 1) * this.#side), row * side);
    }
    this.#values = larger;
    this.#side = side;
  }
}
