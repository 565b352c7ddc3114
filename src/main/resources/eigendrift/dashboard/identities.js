import { number, whole } from './format.js';
import { series, tone } from './ink.js';
import { marker } from './markers.js';
import { Panel } from './panel.js';
import { clipped, Plot } from './plot.js';
import { slug } from './quantities.js';

const SIGNS = { born: 'triangle', returned: 'diamond', died: 'triangle-down', crossed: 'cross' };
const RANK = 26;
const AXES = 46;

/** Identities of one run through the ranks: who is born, dies, returns, crosses. */
export class IdentityPanel {
  #ways = new Map();
  #steps = [];
  #chosen = -1;

  constructor(board, optimizer) {
    Object.assign(this, { board, optimizer });
    this.frame = new Panel({ name: 'identities', optimizer, title: this.#title(), open: false, content: {
      mount: host => {
        this.plot = new IdentityPlot(host, board, this);
        host.addEventListener('pointerleave', () => board.link.mark(null));
      },
      draw: () => this.plot.draw(),
      summary: () => this.#summary(),
      points: () => this.#steps.length,
      point: i => this.#point(i),
      describe: i => this.#words(i),
      across: by => this.#across(by),
      table: {
        columns: ['step', 'event', 'identity', 'from rank', 'to rank', 'overlap'],
        rows: () => this.changes.length,
        row: i => {
          const { step, event, identity, from, to, overlap } = this.changes[i];
          return [step, event, identity, from || '–', to || '–', number(overlap)].map(String);
        },
      },
      figure: kind => board.figure(`identities-${slug(optimizer)}`, kind),
    } });
  }

  add(touched) {
    if (touched.identities || touched.changes) {
      this.begin();
    }
  }

  begin() {
    this.#ways.clear();
    const steps = new Set();
    const table = this.board.data.tables.identities;
    for (let row = 0; row < table.length; row++) {
      if (table.get('run', row) === this.#run) {
        const identity = table.get('identity', row);
        this.#ways.set(identity, this.#ways.get(identity) ?? new Map());
        this.#ways.get(identity).set(table.get('step', row), table.get('rank', row));
        steps.add(table.get('step', row));
      }
    }
    this.#steps = [...steps].sort((a, b) => a - b);
    this.changes = this.#changes();
    this.frame.title.textContent = this.#title();
    this.frame.draw();
  }

  /** Each identity's ranks at the steps; NaN where it is not among them. */
  series() {
    const each = [...this.#ways.values()].map(way => this.#steps.map(step => way.get(step) ?? NaN));
    return { x: [...this.#steps], median: [], low: [], high: [], each, runs: [...this.#ways.keys()] };
  }

  get steps() {
    return this.#steps;
  }

  get ways() {
    return this.#ways;
  }

  get last() {
    return Math.max(1, ...[...this.#ways.values()].flatMap(way => [...way.values()]));
  }

  get marked() {
    const { identity } = this.board.link;
    return identity?.run === this.#run ? identity.identity : null;
  }

  place(step) {
    return this.board.abscissa.place(this.optimizer)(step);
  }

  /** The identity drawn nearest to these values of the plot. */
  mark(x, rank) {
    let best = null;
    let distance = 0.6;
    for (const [identity, way] of this.#ways) {
      for (const [step, r] of way) {
        const off = Math.hypot((this.place(step) - x) / this.board.abscissa.max * 12, r - rank);
        if (off < distance) {
          distance = off;
          best = identity;
        }
      }
    }
    this.board.link.mark(best === null ? null : { run: this.#run, identity: best });
  }

  get #run() {
    return this.board.runOf(this.optimizer);
  }

  #title() {
    return `Identities through the ranks, ${this.#run}`;
  }

  #changes() {
    const table = this.board.data.tables.changes;
    const rows = [];
    for (let row = 0; row < table.length; row++) {
      if (table.get('run', row) === this.#run) {
        const get = name => table.get(name, row);
        rows.push({ step: get('step'), event: get('event'), identity: get('identity'), from: get('rank_from'),
          to: get('rank_to'), other: get('other'), overlap: get('overlap') });
      }
    }
    return rows;
  }

  #summary() {
    const counts = Object.keys(SIGNS).map(event => [event, this.changes?.filter(row => row.event === event).length ?? 0]);
    return this.#steps.length === 0 ? 'Nothing matched yet.'
      : `${this.#ways.size} identities at ${this.#steps.length} checkpoints; ${counts.map(([e, n]) => `${n} ${e}`).join(', ')}`;
  }

  #point(i) {
    this.#chosen = i < 0 ? -1 : Math.max(1, this.#chosen);
    this.board.link.point(i < 0 ? null : this.place(this.#steps[i]), null);
    if (i < 0) {
      this.board.link.mark(null);
    }
    this.at = i;
  }

  #across(by) {
    this.#chosen = Math.max(1, Math.min(this.last, this.#chosen - by));
    const step = this.#steps[Math.max(0, this.at ?? 0)];
    const found = [...this.#ways].find(([, way]) => way.get(step) === this.#chosen);
    this.board.link.mark(found ? { run: this.#run, identity: found[0] } : null);
    return found ? `identity ${found[0]} at rank ${this.#chosen}` : `nobody at rank ${this.#chosen}`;
  }

  #words(i) {
    const step = this.#steps[i];
    const here = [...this.#ways].filter(([, way]) => way.has(step)).sort(([, a], [, b]) => a.get(step) - b.get(step));
    return `step ${whole(step)}: ${here.map(([identity, way]) => `rank ${way.get(step)} identity ${identity}`).join(', ')}`;
  }
}

class IdentityPlot extends Plot {
  constructor(host, board, panel) {
    super(host, board, AXES + RANK * panel.last);
    this.panel = panel;
  }

  assemble() {
    const { last } = this.panel;
    this.height = AXES + RANK * last;
    const ranks = Array.from({ length: last }, (_, i) => i + 1);
    return { data: [[0, 1], [null, null]], series: [{}, { show: false }], bands: [], kind: last, ordinate: {
      scale: { range: () => [0.5, last + 0.5], dir: -1 }, axis: { splits: () => ranks, label: 'rank', labelSize: 16 } } };
  }

  pointed(x, y) {
    if (x === null) {
      this.board.link.mark(null);
    } else {
      this.panel.mark(x, y);
    }
  }

  over(u) {
    const { panel } = this;
    const at = (step, rank) => [u.valToPos(panel.place(step), 'x', true), u.valToPos(rank, 'y', true)];
    clipped(u, context => {
      for (const [identity, way] of panel.ways) {
        this.#line(context, identity, panel.steps.map(step => (way.has(step) ? at(step, way.get(step)) : null)));
      }
      for (const { event, step, from, to } of panel.changes) {
        const before = panel.steps[panel.steps.indexOf(step) - 1];
        const [x, y] = event === 'died' ? at(before ?? step, from) : at(step, to);
        marker(context, SIGNS[event], x, y, 4 * devicePixelRatio, tone(event === 'crossed' ? 'muted' : 'text'), false);
      }
    });
  }

  #line(context, identity, points) {
    const { tone: name, dash } = series(identity - 1);
    const marked = this.panel.marked;
    context.strokeStyle = tone(name, marked === null || marked === identity ? 1 : 0.3);
    context.lineWidth = (marked === identity ? 4 : 2) * devicePixelRatio;
    context.setLineDash(dash.map(d => d * devicePixelRatio));
    context.beginPath();
    let down = false;
    for (const point of points) {
      if (point) {
        down ? context.lineTo(...point) : context.moveTo(...point);
      }
      down = point !== null;
    }
    context.stroke();
    context.setLineDash([]);
  }
}
