import { Curve } from './curve.js';
import { put, svg } from './dom.js';
import { number } from './format.js';
import { api, json, where } from './server.js';

const WIDTH = 90;
const HEIGHT = 22;
const POINTS = 60;

/** λ₁ and n·IPR of the experiments whose rows are in view: the median over all runs, and its way. One asked at a time. */
export class Previews {
  #waiting = new Map();
  #rows = new Map();
  #busy = false;
  #seen = new IntersectionObserver(entries => entries.forEach(({ target, isIntersecting }) => {
    const row = this.#rows.get(target);
    row.visible = isIntersecting;
    this.#ask(row);
  }));

  watch(element, experiment, eigenvalue, ipr) {
    const row = { id: experiment.id, eigenvalue, ipr, parameters: experiment.parameters, events: experiment.events, shown: -1 };
    this.#rows.set(element, row);
    this.#seen.observe(element);
  }

  changed({ id, events }) {
    for (const row of this.#rows.values()) {
      if (row.id === id) {
        row.events = events;
        this.#ask(row);
      }
    }
  }

  #ask(row) {
    if (row.visible && row.shown !== row.events) {
      this.#waiting.set(row.id, row);
      this.#next();
    }
  }

  async #next() {
    const [first] = this.#waiting.values();
    if (this.#busy || !first) {
      return;
    }
    this.#busy = true;
    this.#waiting.delete(first.id);
    first.shown = first.events;
    const base = api(`experiments/${encodeURIComponent(first.id)}/tables/`);
    try {
      const read = name => json(where(new URL(`${name}.json`, base), { points: POINTS }));
      show(first.eigenvalue, (await read('spectrum')).columns, 'eigenvalue', 1);
      show(first.ipr, (await read('localization')).columns, 'ipr', first.parameters);
    } catch {
      // An experiment whose tables cannot be read has its reason on its own page.
    }
    this.#busy = false;
    this.#next();
  }
}

function show(cell, columns, name, factor) {
  const curve = new Curve();
  (columns.run ?? []).forEach((run, i) => columns.index[i] === 1 && curve.put(run, columns.step[i], factor * columns[name][i]));
  if (!curve.empty) {
    put(cell, number(curve.fresh().median.get(curve.x.length - 1)), ' ', sparkline(curve.x.view(), curve.median.view()));
  }
}

function sparkline(x, y) {
  const [low, high] = [Math.min(...y), Math.max(...y)];
  const last = x[x.length - 1] || 1;
  const at = (step, value) => `${(step / last * WIDTH).toFixed(1)},${(HEIGHT - 2 - (value - low) / (high - low || 1) * (HEIGHT - 4)).toFixed(1)}`;
  return svg('svg', { class: 'spark', width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' },
    svg('polyline', { points: Array.from(x, (step, i) => at(step, y[i])).join(' ') }));
}
