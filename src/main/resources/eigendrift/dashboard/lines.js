import { Bundle } from './bundle.js';
import { Chart } from './chart.js';
import { number, whole } from './format.js';
import { Panel } from './panel.js';

const FAINTEST = 0.4;

/** A panel of lines: one quantity for one optimizer. */
export class LinePanel {
  constructor(board, quantity, optimizer, scale) {
    Object.assign(this, { board, quantity, optimizer, scale });
    this.bundle = new Bundle(board, quantity, optimizer);
    this.frame = new Panel({ name: quantity.name, optimizer, title: this.#title(), open: quantity.name === 'loss',
      content: {
        mount: host => this.#mount(host),
        draw: () => this.chart.draw(),
        summary: () => this.#summary(),
        points: () => this.bundle.main.x.length,
        point: i => board.link.point(i < 0 ? null : this.#place(this.bundle.main.x.get(i)), null),
        describe: i => this.#describe(i),
        table: this.#table(),
        figure: quantity.figure && (kind => board.figure(quantity.figure(board.view, optimizer), kind)),
      } });
    board.link.listen(what => what === 'cursor' && this.#read());
    this.#reach();
  }

  add(touched) {
    if (this.bundle.add(touched)) {
      this.#reach();
      this.frame.draw();
    }
  }

  /** After another choice. */
  begin() {
    this.bundle.begin();
    this.frame.title.textContent = this.#title();
    this.#reach();
    this.frame.draw();
  }

  series(index) {
    return (index ? this.bundle.line(index) : this.bundle.main).plain();
  }

  #title() {
    return `${this.quantity.title(this.board.view)}, ${this.optimizer}`;
  }

  #place(step) {
    return this.board.abscissa.place(this.optimizer)(step);
  }

  #mount(host) {
    this.chart = new Chart(host, this.board,
      { scale: this.scale, place: step => this.#place(step), content: () => this.#content() });
  }

  #content() {
    const { quantity, bundle, board } = this;
    const style = board.style(this.optimizer);
    const count = bundle.curves.size;
    const lines = [...bundle.curves].sort(([a], [b]) => b - a).filter(([, curve]) => !curve.empty).map(([key, curve]) => {
      const main = curve === bundle.main;
      const spec = quantity.lines[quantity.by ? 0 : key];
      return {
        curve,
        tone: style.tone,
        marker: main ? style.marker : null,
        dash: main ? style.dash : [2, 3],
        opacity: quantity.by ? 1 - (1 - FAINTEST) * (key - 1) / Math.max(1, count - 1) : main ? 1 : FAINTEST + 0.2,
        seeds: main && !quantity.by,
        label: typeof spec.label === 'function' ? spec.label(key) : count > 1 ? spec.label : null,
        hollow: quantity.hollow && (step => this.#isBelow(step)),
        error: spec.error && this.#errors(spec.error, key),
      };
    });
    return { lines, levels: quantity.levels, nulls: this.#nulls(), marked: board.marked(quantity, this.optimizer) };
  }

  #nulls() {
    const { nulls, main } = this.bundle;
    return nulls?.ranges(this.board.chosenNulls(nulls.names), main.x.view()) ?? [];
  }

  #isBelow(step) {
    const { below } = this.bundle;
    const place = below.fresh().at(step);
    return place >= 0 && below.median.get(place) >= 0.5;
  }

  /** Half the length of an error bar: the largest over the seeds. */
  #errors(column, index) {
    const table = this.board.data.tables[this.quantity.table];
    return step => Math.max(...[...this.bundle.line(index).each.keys()].map(run => {
      const row = table.find({ run, step, index });
      return row === undefined ? 0 : table.get(column, row) || 0;
    }));
  }

  #reach() {
    const arrays = [...this.bundle.curves.values()].flatMap(curve => {
      curve.fresh();
      return [curve.low.view(), curve.high.view()];
    });
    this.scale.reach(this.optimizer, [...arrays, ...this.#nulls().flatMap(({ low, high }) => [low, high]),
      ...(this.quantity.levels ?? []).filter(() => arrays.length > 0).map(level => [level.y])]);
  }

  #describe(i) {
    const curve = this.bundle.main.fresh();
    if (i < 0 || i >= curve.x.length) {
      return '';
    }
    const band = curve.seeds > 1 ? ` (${number(curve.low.get(i))} to ${number(curve.high.get(i))})` : '';
    const below = this.quantity.hollow && this.#isBelow(curve.x.get(i)) ? ', below resolution' : '';
    return `step ${whole(curve.x.get(i))}: ${number(curve.median.get(i))}${band}${below}`;
  }

  #summary() {
    const curve = this.bundle.main;
    if (curve.empty) {
      return this.board.isComplete() ? 'Not measured for this optimizer.' : 'Nothing measured yet.';
    }
    const seeds = curve.seeds === 1 ? '1 seed' : `median of ${curve.seeds} seeds`;
    const chosen = this.#nulls().map(model => model.name);
    return `${this.#describe(curve.x.length - 1)}; ${seeds}${chosen.length ? `; null: ${chosen.join(', ')}` : ''}`;
  }

  /** The numbers nearest to the cursor, wherever that is. */
  #read() {
    const { cursor } = this.board.link;
    const curve = this.bundle.main;
    this.frame.read(cursor === null ? '' : this.#describe(curve.nearest(cursor, step => this.#place(step))));
  }

  #table() {
    return {
      columns: ['step', 'median', 'low', 'high', 'seeds'],
      rows: () => this.bundle.main.x.length,
      row: i => {
        const curve = this.bundle.main.fresh();
        const each = [...curve.each.values()].map(seed => number(seed.get(i), 6)).join(', ');
        return [curve.x.get(i), ...[curve.median, curve.low, curve.high].map(c => number(c.get(i), 6)), each].map(String);
      },
    };
  }
}
