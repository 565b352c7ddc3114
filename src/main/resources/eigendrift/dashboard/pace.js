const WINDOW = 30_000;

/** Steps a second over the last half minute, from what is heard of the steps. */
export class Pace {
  #points = [];

  hear(step, now = Date.now()) {
    const last = this.#points.at(-1);
    if (!last || last.step !== step) {
      this.#points.push({ step, now });
    }
    while (this.#points.length > 2 && this.#points[1].now < now - WINDOW) {
      this.#points.shift();
    }
  }

  /** NaN before two different steps were heard. */
  perSecond(now = Date.now()) {
    const [first] = this.#points;
    const last = this.#points.at(-1);
    return this.#points.length < 2 ? NaN : (last.step - first.step) / (now - first.now) * 1000;
  }
}

/**
 * How many checkpoints the probe lags behind: those that runs have passed less those that are measured.
 *
 * @param runs { run, step } of each
 * @param steps of the checkpoints, as planned
 * @param tables of which spectrum and missing-spectra tell what is measured
 */
export function lag(runs, steps, { spectrum, 'missing-spectra': missing }) {
  let waiting = 0;
  for (const { run, step } of runs) {
    waiting += steps.filter(s => s <= step
      && spectrum.find({ run, step: s, index: 1 }) === undefined && missing.find({ run, step: s }) === undefined).length;
  }
  return waiting;
}
