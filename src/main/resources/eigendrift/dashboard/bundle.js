import { Curve } from './curve.js';
import { NullCurves } from './nullcurves.js';

/** The curves of one quantity for one optimizer, which grow with the tables. */
export class Bundle {
  constructor(board, quantity, optimizer) {
    Object.assign(this, { board, quantity, optimizer });
    this.begin();
  }

  /** Anew, from all rows: after another choice of vector, label or analysis. */
  begin() {
    this.curves = new Map();
    this.below = new Curve();
    this.nulls = this.quantity.nulls ? new NullCurves(this.board, this.quantity, this.optimizer) : null;
    this.#table.length > 0 && this.#take(Array.from({ length: this.#table.length }, (_, i) => i));
    this.nulls?.begin();
  }

  /** Rows that are new or changed; whether they changed anything here. */
  add(touched) {
    const mine = this.#take(touched[this.quantity.table] ?? []);
    return (this.nulls?.add(touched.nulls ?? [], touched['null-draws'] ?? []) ?? false) || mine;
  }

  /** The line that summary, readout and scripts speak of. */
  get main() {
    return this.line(this.quantity.by ? 1 : 0);
  }

  /** A curve by its place: the index where there is a line for each, else the place in the list of lines. */
  line(key) {
    return this.curves.get(key) ?? new Curve();
  }

  get #table() {
    return this.board.data.tables[this.quantity.table];
  }

  #take(rows) {
    const table = this.#table;
    const { lines, by, hollow, step = 'step', times } = this.quantity;
    let any = false;
    for (const row of rows) {
      const run = table.get('run', row);
      if (this.board.optimizerOf(run) !== this.optimizer || !this.#chosen(table, row)) {
        continue;
      }
      any = true;
      const at = table.get(step, row);
      lines.forEach(({ column, or }, i) => {
        const value = table.get(column, row);
        const there = Number.isFinite(value) || !or ? value : table.get(or, row);
        this.#curve(by ? table.get(by, row) : i).put(run, at, times ? this.board.parameters * there : there);
      });
      if (hollow && Number.isFinite(table.get(lines[0].column, row))) {
        this.below.put(run, at, table.get(hollow, row));
      }
    }
    return any;
  }

  /** Whether a row is of the chosen vector; one followed by identity is shown at the rank that it has then. */
  #chosen(table, row) {
    if (!this.quantity.of) {
      return true;
    }
    const v = Number(this.board.view.get('v'));
    if (this.quantity.table !== 'displacement') {
      return table.get('index', row) === v;
    }
    const label = this.board.view.get('label');
    const index = table.get('index', row);
    return table.get('label', row) === label && (label === 'rank' ? index
      : this.board.rankOf(table.get('run', row), table.get('step_to', row), index)) === v;
  }

  #curve(key) {
    if (!this.curves.has(key)) {
      this.curves.set(key, new Curve());
    }
    return this.curves.get(key);
  }
}
