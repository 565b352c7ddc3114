/** Of all pairs of checkpoints of a run those with none between them: the others are in the two-time maps alone. */
export class Neighbours {
  #steps = new Map();

  /** The rows of displacements that are of neighbours; rows come in the order of their later step. */
  of(columns) {
    const { run = [], step_from: from, step_to: to } = columns;
    run.forEach((name, i) => this.#learn(name, from[i], to[i]));
    const keep = run.map((name, i) => this.#before(name, to[i]) === from[i]);
    return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.filter((_, i) => keep[i])]));
  }

  #learn(run, ...steps) {
    if (!this.#steps.has(run)) {
      this.#steps.set(run, []);
    }
    const known = this.#steps.get(run);
    for (const step of steps) {
      const place = at(known, step);
      if (known[place] !== step) {
        known.splice(place, 0, step);
      }
    }
  }

  #before(run, step) {
    const known = this.#steps.get(run);
    return known[at(known, step) - 1];
  }
}

/** The first place whose step is not smaller. */
function at(steps, step) {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] < step) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
