import { Curve } from './curve.js';

const DEVIATIONS = 2;
const DASHES = [[6, 4], [2, 3], []];

/** What each null model expects of a quantity for one optimizer: medians over its seeds. */
export class NullCurves {
  #models = new Map();

  constructor(board, quantity, optimizer) {
    Object.assign(this, { board, quantity, optimizer });
  }

  begin() {
    this.#models.clear();
    this.add(Array.from({ length: this.board.data.tables.nulls.length }, (_, i) => i));
  }

  add(rows) {
    const table = this.board.data.tables.nulls;
    const v = Number(this.board.view.get('v'));
    let any = false;
    for (const row of rows) {
      const run = table.get('run', row);
      if (table.get('statistic', row) === this.quantity.nulls && table.get('index', row) === v
          && this.board.optimizerOf(run) === this.optimizer) {
        this.#put(table, row, run);
        any = true;
      }
    }
    return any;
  }

  /** The names of the models that have something to say here. */
  get names() {
    return [...this.#models.keys()];
  }

  /**
   * The chosen ones, as a chart draws them.
   *
   * @param chosen names
   * @param observed how many steps the observed curve has; a model known at fewer is drawn as bars
   */
  drawn(chosen, observed) {
    return this.names.filter(name => chosen.includes(name)).map(name => {
      const { mean, deviation } = this.#models.get(name);
      mean.fresh();
      deviation.fresh();
      const factor = this.quantity.times ? this.board.parameters : 1;
      const floor = this.quantity.times ? 1 : 0;
      const centre = Array.from(mean.median.view(), value => factor * value);
      const reach = Array.from(deviation.median.view(), value => DEVIATIONS * factor * value);
      return {
        name,
        x: mean.x.view(),
        mean: centre,
        low: centre.map((value, i) => Math.max(floor, value - reach[i])),
        high: centre.map((value, i) => value + reach[i]),
        dash: DASHES[this.names.indexOf(name) % DASHES.length],
        bars: mean.x.length < observed,
      };
    });
  }

  /** One draw has a mean but no deviation. */
  #put(table, row, run) {
    const name = table.get('model', row);
    if (!this.#models.has(name)) {
      this.#models.set(name, { mean: new Curve(), deviation: new Curve() });
    }
    const mean = table.get('null_mean', row);
    const deviation = table.get('null_sd', row);
    const { mean: means, deviation: deviations } = this.#models.get(name);
    means.put(run, table.get('step', row), mean);
    deviations.put(run, table.get('step', row), Number.isFinite(deviation) || !Number.isFinite(mean) ? deviation : 0);
  }
}
