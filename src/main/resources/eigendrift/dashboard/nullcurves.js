import { Curve, quantile } from './curve.js';

const TAIL = 0.05;
const DEVIATIONS = 1.645;
const DASHES = [[6, 4], [2, 3], []];

/**
 * The range in which each null model expects a quantity for one optimizer, by the report's rule: from the 5 % to the
 * 95 % quantile of the draws of all seeds about their median; of a closed form, mean ± 1.645 standard deviations.
 */
export class NullCurves {
  #moments = new Map();
  #draws = new Map();

  constructor(board, quantity, optimizer) {
    Object.assign(this, { board, quantity, optimizer });
    this.factor = quantity.times ? board.parameters : 1;
    this.floor = quantity.times ? 1 : 0;
  }

  begin() {
    this.#moments.clear();
    this.#draws.clear();
    const { nulls, 'null-draws': draws } = this.board.data.tables;
    const all = table => Array.from({ length: table.length }, (_, i) => i);
    this.add(all(nulls), all(draws));
  }

  /** Takes in rows of both tables; whether any is of this quantity. */
  add(nulls, draws) {
    return [this.#compared(nulls), this.#drawn(draws)].some(Boolean);
  }

  /** The names of the models that have something to say here. */
  get names() {
    return [...this.#moments.keys()];
  }

  /**
   * The chosen ones, as a chart draws them: { name, x, low, mean, high, dash, bars }.
   *
   * @param chosen names
   * @param x the observed steps; a model that speaks of fewer is drawn as bars, one drawn once for all of them flat
   */
  ranges(chosen, x) {
    return this.names.filter(name => chosen.includes(name)).map((name, i) => {
      const range = this.#draws.has(name) ? this.#quantiles(name, x) : this.#closed(name);
      return { name, dash: DASHES[i % DASHES.length], bars: range.x.length < x.length, ...range };
    });
  }

  #compared(rows) {
    const table = this.board.data.tables.nulls;
    let any = false;
    for (const row of rows) {
      const run = table.get('run', row);
      if (table.get('statistic', row) === this.quantity.nulls && this.#isMine(table, row, run)) {
        any = true;
        const model = table.get('model', row);
        const { mean, reach } = this.#moments.get(model) ?? { mean: new Curve(), reach: new Curve() };
        this.#moments.set(model, { mean, reach });
        const [value, deviation] = [table.get('null_mean', row), table.get('null_sd', row)];
        mean.put(run, table.get('step', row), this.factor * value);
        // One draw has a mean but no deviation.
        const none = !Number.isFinite(deviation) && Number.isFinite(value);
        reach.put(run, table.get('step', row), none ? 0 : this.factor * DEVIATIONS * deviation);
      }
    }
    return any;
  }

  #drawn(rows) {
    const table = this.board.data.tables['null-draws'];
    let any = false;
    for (const row of rows) {
      const value = table.get(this.quantity.nulls, row);
      const step = table.get('step', row);
      if (Number.isFinite(value) && this.#isMine(table, row, step === -1 ? null : table.get('run', row))) {
        any = true;
        const model = table.get('model', row);
        this.#draws.set(model, this.#draws.get(model) ?? new Map());
        const steps = this.#draws.get(model);
        steps.set(step, steps.get(step) ?? []);
        steps.get(step).push(this.factor * value);
      }
    }
    return any;
  }

  /** @param run null where a row is of all runs */
  #isMine(table, row, run) {
    return table.get('index', row) === Number(this.board.view.get('v'))
      && (run === null || this.board.optimizerOf(run) === this.optimizer);
  }

  #quantiles(name, observed) {
    const steps = [...this.#draws.get(name)].sort(([a], [b]) => a - b);
    const parts = steps.map(([, values]) => [...values].sort((a, b) => a - b))
      .map(values => [TAIL, 0.5, 1 - TAIL].map(part => quantile(values, part)));
    const flat = steps.length === 1 && steps[0][0] === -1;
    const x = flat ? [...observed] : steps.map(([step]) => step);
    const column = i => x.map((_, place) => parts[flat ? 0 : place][i]);
    return { x, low: column(0), mean: column(1), high: column(2) };
  }

  #closed(name) {
    const { mean, reach } = this.#moments.get(name);
    const middle = [...mean.fresh().median.view()];
    const half = [...reach.fresh().median.view()];
    return { x: [...mean.x.view()], mean: middle, low: middle.map((value, i) => Math.max(this.floor, value - half[i])),
      high: middle.map((value, i) => value + half[i]) };
  }
}
