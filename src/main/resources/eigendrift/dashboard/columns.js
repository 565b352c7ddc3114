const FIRST = 64;

/** Numbers that only become more; NaN where nothing was measured. */
export class Numbers {
  #data = new Float64Array(FIRST);
  length = 0;

  push(value) {
    if (this.length === this.#data.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.length] = value ?? NaN;
    this.length += 1;
  }

  set(i, value) {
    this.#data[i] = value ?? NaN;
  }

  get(i) {
    return this.#data[i];
  }

  /** What is there now, without a copy; void after the next push. */
  view() {
    return this.#data.subarray(0, this.length);
  }
}

/** Words, of which few are different: their numbers in a column. */
export class Words {
  #codes = new Numbers();
  #words = [];
  #code = new Map();

  get length() {
    return this.#codes.length;
  }

  push(word) {
    this.#codes.push(this.#of(word));
  }

  set(i, word) {
    this.#codes.set(i, this.#of(word));
  }

  get(i) {
    return this.#words[this.#codes.get(i)];
  }

  #of(word) {
    if (!this.#code.has(word)) {
      this.#code.set(word, this.#words.length);
      this.#words.push(word);
    }
    return this.#code.get(word);
  }
}
