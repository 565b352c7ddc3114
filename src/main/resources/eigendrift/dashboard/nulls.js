import { h, put } from './dom.js';
import { number, vector, whole } from './format.js';
import { Panel } from './panel.js';
import { quantile } from './curve.js';

/**
 * How far the chosen eigenvector is from what each null model expects, at the last step at which it was compared.
 * p only when the analysis is complete: who looks at p while it grows stops when it suits.
 */
export class NullPanel {
  constructor(board, optimizer) {
    Object.assign(this, { board, optimizer });
    this.host = null;
    this.frame = new Panel({ name: 'nulls', optimizer, title: this.#title(), open: false, content: {
      mount: host => {
        this.host = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Null models, ${optimizer}` });
        host.append(this.host);
      },
      draw: () => this.#show(),
      summary: () => (this.board.isComplete() ? 'Complete: p counts, over the seeds the median.'
        : 'Not complete: no p yet, as p looked at while it grows rejects too often.'),
    } });
  }

  add(touched) {
    if (touched.nulls) {
      this.frame.draw();
    }
  }

  begin() {
    this.frame.title.textContent = this.#title();
    this.frame.draw();
  }

  /** Medians of z over the seeds, by model and statistic. */
  series() {
    return { x: [], median: this.#rows().map(row => row.z), low: [], high: [], each: [], rows: this.#rows() };
  }

  #title() {
    return `${vector(this.board.view.get('v'))} against chance, ${this.optimizer}`;
  }

  #rows() {
    const table = this.board.data.tables.nulls;
    const v = Number(this.board.view.get('v'));
    const groups = new Map();
    for (let row = 0; row < table.length; row++) {
      const run = table.get('run', row);
      if (table.get('index', row) === v && this.board.optimizerOf(run) === this.optimizer) {
        const key = `${table.get('model', row)}\n${table.get('statistic', row)}`;
        const step = table.get('step', row);
        const group = groups.get(key);
        if (!group || step > group.step) {
          groups.set(key, { step, rows: [row] });
        } else if (step === group.step) {
          group.rows.push(row);
        }
      }
    }
    return [...groups].map(([key, { step, rows }]) => {
      const [model, statistic] = key.split('\n');
      const middle = name => median(rows.map(row => table.get(name, row)));
      return { model, statistic, step, observed: middle('observed'), expected: middle('null_mean'), z: middle('z'),
        ratio: middle('ratio'), p: this.board.isComplete() ? middle('p') : NaN };
    });
  }

  #show() {
    const rows = this.#rows();
    const complete = this.board.isComplete();
    const names = ['model', 'statistic', 'step', 'observed', 'expected', 'ratio', 'z', ...(complete ? ['p'] : [])];
    put(this.host, rows.length === 0 ? h('p', { class: 'none' }, 'No null model has been compared yet.') : h('table', {},
      h('caption', { class: 'aside' }, this.#title()),
      h('thead', {}, h('tr', {}, names.map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map(row => h('tr', {}, names.map(name => (typeof row[name] === 'number'
        ? h('td', { class: 'number' }, name === 'step' ? whole(row[name]) : number(row[name])) : h('td', {}, row[name]))))))));
  }
}

function median(values) {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  return finite.length === 0 ? NaN : quantile(finite, 0.5);
}
