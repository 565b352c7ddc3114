import { h, put, svg } from './dom.js';
import { clock, duration, whole } from './format.js';
import { Panel } from './panel.js';
import { json, where } from './server.js';
import { ways } from './waterfall.js';

const KINDS = ['checkpoint-taken', 'steps-taken', 'spectrum-measured', 'dynamics-measured', 'null-summarized'];
const LIMIT = 500;
const SHOWN = 40;
const ROW = 18;
const NAME = 210;
const WIDTH = 1100;
const STAGES = [['taken', 'begun', 'queued'], ['begun', 'measured', 'measured'], ['measured', 'compared', 'compared'],
  ['compared', 'judged', 'judged']];

/** A row a checkpoint: when it was taken, how long it waited, was measured, compared and judged. */
export class WaterfallPanel {
  #rows = [];
  #heads = new Map();
  #from = 0;
  #newest = 0;

  /** @param head as the server tells it now */
  constructor(head, data) {
    Object.assign(this, { head, data });
    this.frame = new Panel({ name: 'waterfall', optimizer: null, title: 'The way of each checkpoint', content: {
      mount: host => {
        this.host = host;
      },
      draw: () => this.#draw(),
      summary: () => this.#summary(),
      table: { columns: ['run', 'step', 'taken', 'queued', 'measuring', 'comparing', 'judging'],
        rows: () => this.#rows.length,
        row: i => {
          const way = this.#rows[i];
          return [way.run, whole(way.step), clock(way.taken), ...STAGES.map(([a, b]) => duration(way[b] - way[a]))];
        } },
    } });
  }

  /** Reads what is new. */
  async load() {
    const after = this.#newest || null;
    const pages = await Promise.all(KINDS.map(kind =>
      json(where(new URL('events', this.data), { kind, after, limit: LIMIT }))));
    pages.flatMap(page => page.events).forEach(event => {
      const [, , run] = event.persistenceId.split('|');
      this.#heads.set(event.ordering, { ...event, run: event.run ?? run });
      this.#newest = Math.max(this.#newest, event.ordering);
    });
    this.#rows = ways([...this.#heads.values()], this.head().checkpointSteps);
    this.frame.draw();
  }

  #summary() {
    const done = this.#rows.filter(way => Number.isFinite(way.measured));
    const lag = this.#rows.length - done.length;
    const waits = done.map(way => way.begun - way.taken).sort((a, b) => a - b);
    return this.#rows.length === 0 ? 'No checkpoint has been taken yet.'
      : `${this.#rows.length} taken, ${done.length} measured, ${lag} waiting; half of them waited longer than ${duration(waits[waits.length >> 1] ?? NaN)}.`;
  }

  #draw() {
    const last = Math.max(0, this.#rows.length - SHOWN - this.#from);
    const rows = this.#rows.slice(last, last + SHOWN);
    if (rows.length === 0) {
      put(this.host, h('p', { class: 'none' }, 'No checkpoint has been taken yet.'));
      return;
    }
    const times = rows.flatMap(way => [way.taken, way.begun, way.measured, way.compared, way.judged]).filter(Number.isFinite);
    const [first, end] = [Math.min(...times), Math.max(...times)];
    const x = time => NAME + (time - first) / (end - first || 1) * (WIDTH - NAME - 10);
    const open = end;
    const marks = rows.map((way, i) => svg('g', { transform: `translate(0 ${i * ROW})` },
      svg('text', { x: 0, y: 13 }, `${way.run}, ${whole(way.step)}`),
      STAGES.map(([from, to, name]) => this.#bar(way, x, from, to, name, open)),
      svg('path', { class: 'taken', d: `M${x(way.taken)} 2 v14` })));
    put(this.host, h('p', { class: 'legend note' }, STAGES.map(([, , name]) => h('span', { class: `stage ${name}` }, name)),
      `${clock(first)} to ${clock(end)}`),
    h('div', { class: 'scroll high', tabindex: 0, role: 'region', 'aria-label': 'Ways of the checkpoints' },
      svg('svg', { class: 'waterfall', width: WIDTH, height: rows.length * ROW + 6, role: 'img',
        'aria-label': 'bars from taken to judged, a row a checkpoint; the numbers are in the table below' }, marks)),
    this.#pager(last));
  }

  #bar(way, x, from, to, name, open) {
    if (!Number.isFinite(way[from])) {
      return null;
    }
    const going = !Number.isFinite(way[to]);
    if (going && !this.head().live) {
      return null;
    }
    const end = going ? open : way[to];
    const [y, height] = { queued: [8, 2], measured: [3, 12], compared: [5, 8], judged: [6, 6] }[name];
    return svg('rect', { class: `${name}${going ? ' going' : ''}`, x: x(way[from]), y, height,
      width: Math.max(1, x(end) - x(way[from])) },
    svg('title', {}, `${way.run}, step ${whole(way.step)}: ${name} in ${duration(end - way[from])}${going ? ' so far' : ''}`));
  }

  #pager(last) {
    const turn = by => {
      this.#from = Math.max(0, Math.min(this.#rows.length - SHOWN, this.#from + by));
      this.#draw();
    };
    return this.#rows.length <= SHOWN ? '' : h('p', { class: 'pager' },
      h('button', { type: 'button', class: 'quiet', disabled: this.#from === 0, onclick: () => turn(-SHOWN) }, 'Newer'),
      ` ${last + 1} to ${Math.min(this.#rows.length, last + SHOWN)} of ${this.#rows.length} `,
      h('button', { type: 'button', class: 'quiet', disabled: last === 0, onclick: () => turn(SHOWN) }, 'Older'));
  }
}
