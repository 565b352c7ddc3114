import { Curve } from './curve.js';
import { number, vector, whole } from './format.js';
import { HeatMap } from './heat.js';
import { Panel } from './panel.js';
import { slug } from './quantities.js';

const LAYER = /^layer(\d+)_mass$/;
const STRIP = 34;
const AXES = 46;

/** The share of an eigenvector in each layer, a strip a layer: the mean over the seeds, as the report has it. */
export class MassPanel {
  #layers = new Map();

  constructor(board, optimizer) {
    Object.assign(this, { board, optimizer });
    this.frame = new Panel({ name: 'masses', optimizer, title: this.#title(), open: false, content: {
      mount: host => {
        this.heat = new HeatMap(host, board, AXES + STRIP * Math.max(1, this.#layers.size), () => this.#content());
      },
      draw: () => {
        this.heat.height = AXES + STRIP * Math.max(1, this.#layers.size);
        this.heat.draw();
      },
      summary: () => (this.#steps.length === 0 ? 'Nothing measured yet.' : this.#words(this.#steps.length - 1)),
      points: () => this.#steps.length,
      point: i => board.link.point(i < 0 ? null : this.#place(this.#steps[i]), null),
      describe: i => this.#words(i),
      table: { columns: ['step', 'share of each layer, mean over the seeds'], rows: () => this.#steps.length,
        row: i => this.#words(i).replace('step ', '').split(': ') },
      figure: kind => board.figure(`layers-${slug(optimizer)}-v${board.view.get('v')}`, kind),
    } });
    board.link.listen(what => what === 'cursor' && this.#read());
  }

  add(touched) {
    if (this.#take(touched.localization ?? [])) {
      this.frame.draw();
    }
  }

  begin() {
    this.#layers.clear();
    this.#take(Array.from({ length: this.board.data.tables.localization.length }, (_, i) => i));
    this.frame.title.textContent = this.#title();
    this.frame.draw();
  }

  /** The means of one layer, 1 by default. */
  series(layer = 1) {
    const curve = this.#layers.get(layer) ?? new Curve();
    return { ...curve.plain(), mean: this.#steps.map((_, i) => this.#mean(layer, i)) };
  }

  #title() {
    return `Layers of ${vector(this.board.view.get('v'))}, ${this.optimizer}`;
  }

  #take(rows) {
    const table = this.board.data.tables.localization;
    const names = [...table.columns.keys()].filter(name => LAYER.test(name));
    const v = Number(this.board.view.get('v'));
    let any = false;
    for (const row of rows) {
      const run = table.get('run', row);
      if (table.get('index', row) === v && this.board.optimizerOf(run) === this.optimizer) {
        any = true;
        for (const name of names) {
          const layer = Number(LAYER.exec(name)[1]);
          this.#layers.set(layer, this.#layers.get(layer) ?? new Curve());
          this.#layers.get(layer).put(run, table.get('step', row), table.get(name, row));
        }
      }
    }
    return any;
  }

  get #steps() {
    return [...(this.#layers.get(1)?.x.view() ?? [])];
  }

  #place(step) {
    return this.board.abscissa.place(this.optimizer)(step);
  }

  #mean(layer, i) {
    const values = [...this.#layers.get(layer).each.values()].map(seed => seed.get(i)).filter(Number.isFinite);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  #content() {
    const count = this.#layers.size;
    const layers = Array.from({ length: count }, (_, i) => i + 1);
    return {
      columns: this.#steps.map(step => this.#place(step)),
      rows: layers,
      value: (row, column) => this.#mean(row + 1, column),
      ordinate: { kind: count, scale: { range: () => [0.5, count + 0.5], dir: -1 },
        axis: { splits: () => layers, values: (u, ticks) => ticks.map(layer => `layer ${layer}`), grid: { show: false } } },
    };
  }

  #words(i) {
    const shares = [...this.#layers.keys()].map(layer => `layer ${layer} ${number(this.#mean(layer, i), 3)}`);
    return i < 0 || i >= this.#steps.length ? '' : `step ${whole(this.#steps[i])}: ${shares.join(', ')}`;
  }

  #read() {
    const { cursor } = this.board.link;
    const curve = this.#layers.get(1);
    this.frame.read(cursor === null || !curve ? '' : this.#words(curve.nearest(cursor, step => this.#place(step))));
  }
}
