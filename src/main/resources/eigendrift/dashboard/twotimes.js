import { Chart } from './chart.js';
import { Curve } from './curve.js';
import { h, setText } from './dom.js';
import { number, vector, whole } from './format.js';
import { HeatMap } from './heat.js';
import { isBelowResolution, pairInWords } from './pair.js';
import { Panel } from './panel.js';
import { slug } from './quantities.js';
import { SharedScale } from './scale.js';
import { npy, where } from './server.js';
import { TimeMap } from './timemap.js';

const HEIGHT = 300;
const SLICE = 150;

/** The displacement of one eigenvector of one run between every two checkpoints, growing along its edge. */
export class MapPanel {
  #map = new TimeMap();
  #bounds = new TimeMap();
  #row = -1;
  #column = -1;
  #loading = null;
  #missed = [];

  constructor(board, optimizer) {
    Object.assign(this, { board, optimizer });
    this.slider = h('input', { type: 'range', min: 0, max: 0, value: 0, oninput: () => this.#slide(this.slider.value) });
    this.sliderText = h('output', {}, '');
    this.pinned = h('p', { class: 'pinned' });
    this.slice = h('div', { class: 'slice' });
    this.frame = new Panel({ name: 'two-times', optimizer, title: this.#title(), open: false, content: {
      mount: (host, extra) => this.#mount(host, extra),
      draw: () => this.#draw(),
      summary: () => this.#summary(),
      points: () => this.#map.size,
      point: i => this.#point(i),
      describe: i => this.#words(this.#row, i),
      across: by => this.#across(by),
      enter: i => this.#pin(this.#row, i),
      table: { columns: ['steps t_w → t', 'overlap, angle'], rows: () => (this.#row < 0 ? 0 : this.#map.size),
        row: j => this.#words(this.#row, j).split(': ') },
      figure: kind => board.figure(`two-times-${slug(optimizer)}-v${board.view.get('v')}`, kind),
    } });
    board.link.listen(what => what === 'cursor' && this.#read());
  }

  /** Rows of all pairs come with the stream alone; what comes while the map is fetched is put in behind it. */
  add(touched, displacement) {
    if (!displacement || !this.heat) {
      return;
    }
    if (this.#loading) {
      this.#missed.push(displacement);
    } else if (this.#put(displacement)) {
      this.frame.draw();
    }
  }

  begin() {
    this.frame.title.textContent = this.#title();
    if (this.heat) {
      this.#load();
    }
  }

  /** The map, row by row; single precision. */
  series() {
    const { steps } = this.#map;
    return { x: [...steps], median: [], low: [], high: [], runs: [this.#run],
      each: steps.map((_, i) => steps.map((_, j) => this.#map.get(i, j))) };
  }

  get #run() {
    return this.board.runOf(this.optimizer);
  }

  get #label() {
    return this.board.view.get('label');
  }

  /** The rank; or the identity that has this rank at the last checkpoint. */
  get #index() {
    const v = Number(this.board.view.get('v'));
    const { identities } = this.board.data.tables;
    let index = v;
    for (let row = 0; row < identities.length && this.#label === 'identity'; row++) {
      if (identities.get('run', row) === this.#run && identities.get('rank', row) === v) {
        index = identities.get('identity', row);
      }
    }
    return index;
  }

  #title() {
    const what = this.#label === 'rank' ? vector(this.board.view.get('v')) : `identity ${this.#index}`;
    return `Two times of ${what}, ${this.#run}`;
  }

  #mount(host, extra) {
    this.heat = new HeatMap(host, this.board, HEIGHT, () => this.#content(), (x, y) => this.#pointed(x, y));
    host.addEventListener('click', () => this.#row >= 0 && this.#pin(this.#row, this.#column));
    const label = h('label', { class: 'slider' }, h('span', {}, 't_w'), this.slider, this.sliderText);
    extra.append(this.pinned, label, this.slice,
      h('p', { class: 'note' }, 'Dark: the same direction; bright: at right angles; hatched: below resolution; '
        + 'empty: not compared. Below: q² of the direction at t_w with later ones.'));
    const place = step => this.board.abscissa.place(this.optimizer)(step);
    this.slices = new Chart(this.slice, this.board, { scale: new SharedScale('share', [0, 1]), place, height: SLICE,
      content: () => ({ lines: [{ curve: this.#slice(), ...this.board.style(this.optimizer) }] }) });
    this.#load();
  }

  async #load() {
    const now = {};
    this.#loading = now;
    const at = `two-times/${encodeURIComponent(this.#run)}/${this.#index}`;
    const { address, analysis } = this.board.data;
    const fetched = quantity => npy(where(new URL(`${at}.npy`, address), { analysis, label: this.#label, quantity }));
    try {
      const [steps, values, bounds] = await Promise.all([
        npy(where(new URL(`${at}/steps.npy`, address), { analysis, label: this.#label })),
        fetched('displacement'), fetched('bound')]);
      if (this.#loading === now) {
        this.#map = TimeMap.of([...steps.data], values.data);
        this.#bounds = TimeMap.of([...steps.data], bounds.data);
      }
    } catch (nothing) {
      setText(this.pinned, nothing.message);
    }
    if (this.#loading === now) {
      this.#loading = null;
      this.#missed.splice(0).forEach(columns => this.#put(columns));
      this.#row = Math.min(this.#map.size - 1, Math.max(0, this.#map.at(Number(this.board.view.get('tw')))));
      this.#showPin();
      this.frame.draw();
    }
  }

  #put(columns) {
    const index = this.#index;
    let any = false;
    columns.run.forEach((run, i) => {
      if (run === this.#run && columns.label[i] === this.#label && columns.index[i] === index) {
        this.#map.put(columns.step_from[i], columns.step_to[i], columns.displacement[i] ?? NaN);
        this.#bounds.put(columns.step_from[i], columns.step_to[i], columns.bound[i] ?? NaN);
        any = true;
      }
    });
    return any;
  }

  #place(step) {
    return this.board.abscissa.place(this.optimizer)(step);
  }

  #content() {
    const places = this.#map.steps.map(step => this.#place(step));
    const { abscissa } = this.board;
    const scale = { distr: abscissa.log ? 4 : 1, range: () => [0, abscissa.max] };
    return {
      square: true,
      columns: places,
      rows: places,
      value: (row, column) => this.#map.get(row, column),
      hatched: (row, column) => row !== column && isBelowResolution(this.#map.get(row, column), this.#bounds.get(row, column)),
      ordinate: { scale, axis: { splits: (u, i, min, max) => abscissa.ticks(min, max, 4) } },
      over: (u, context) => this.#lines(u, context),
    };
  }

  /** The line of t_w. */
  #lines(u, context) {
    context.lineWidth = 2 * devicePixelRatio;
    if (this.#row >= 0) {
      const y = u.valToPos(this.#place(this.#map.steps[this.#row]), 'y', true);
      // Black and white in turn, which is seen on every colour of the map.
      for (const [colour, offset] of [['#000000', 0], ['#ffffff', 5 * devicePixelRatio]]) {
        context.strokeStyle = colour;
        context.setLineDash([5 * devicePixelRatio, 5 * devicePixelRatio]);
        context.lineDashOffset = offset;
        context.beginPath();
        context.moveTo(u.bbox.left, y);
        context.lineTo(u.bbox.left + u.bbox.width, y);
        context.stroke();
      }
    }
    context.lineDashOffset = 0;
    context.setLineDash([]);
  }

  #slice() {
    const curve = new Curve();
    for (let j = this.#row; j >= 0 && j < this.#map.size; j++) {
      curve.put(this.#run, this.#map.steps[j], 1 - this.#map.get(this.#row, j));
    }
    return curve;
  }

  #draw() {
    this.slider.max = Math.max(0, this.#map.size - 1);
    this.slider.value = this.#row;
    setText(this.sliderText, this.#row < 0 ? '' : `step ${whole(this.#map.steps[this.#row])}`);
    this.heat.draw();
    this.slices.draw();
  }

  #nearest(place) {
    const { steps } = this.#map;
    let best = -1;
    steps.forEach((step, i) => {
      best = best < 0 || Math.abs(this.#place(step) - place) < Math.abs(this.#place(steps[best]) - place) ? i : best;
    });
    return best;
  }

  #pointed(x, y) {
    if (x !== null && this.#map.size > 0) {
      const row = this.#nearest(y);
      this.#column = this.#nearest(x);
      if (row !== this.#row) {
        this.#slide(row);
      }
      this.#read();
    }
  }

  #slide(row) {
    this.#row = Number(row);
    this.board.view.set({ tw: this.#map.steps[this.#row] });
    this.#draw();
  }

  #across(by) {
    this.#slide(Math.max(0, Math.min(this.#map.size - 1, this.#row + by)));
    return `t_w = step ${whole(this.#map.steps[this.#row])}; ${this.#words(this.#row, this.#column)}`;
  }

  #point(i) {
    this.#column = i;
    this.board.link.point(i < 0 ? null : this.#place(this.#map.steps[i]), null);
  }

  #words(i, j) {
    const { steps } = this.#map;
    return i < 0 || j < 0 || j >= steps.length ? ''
      : pairInWords(steps[i], steps[j], this.#map.get(i, j), i === j ? 0 : this.#bounds.get(i, j));
  }

  #read() {
    const { cursor } = this.board.link;
    this.frame.read(cursor === null || this.#map.size === 0 ? '' : this.#words(this.#row, this.#nearest(cursor)));
  }

  #pin(i, j) {
    this.board.view.set({ pin: `${this.#map.steps[i]},${this.#map.steps[j]}` });
    this.#showPin();
    return `pinned ${this.#words(i, j)}`;
  }

  #showPin() {
    const [i, j] = String(this.board.view.get('pin')).split(',').map(step => this.#map.at(Number(step)));
    setText(this.pinned, i >= 0 && j >= 0 ? `Pinned: ${this.#words(i, j)}` : 'A click or Enter pins a pair of times.');
  }

  #summary() {
    const n = this.#map.size;
    return n === 0 ? 'Checkpoints of one seed against each other.'
      : `${n} checkpoints to step ${whole(this.#map.steps[n - 1])}; from the first to the last: 1 − q² = ${number(this.#map.get(0, n - 1))}`;
  }
}
