import { onTheme, tone } from './ink.js';
import { number } from './format.js';

const FONT = '12px system-ui, sans-serif';

/**
 * A plot over the abscissa that all panels share: axes, cursor and zoom by uPlot, at most one drawing a frame. Who
 * extends it says what is on it.
 */
export class Plot {
  #plot = null;
  #signature = '';
  #due = false;
  #moving = false;

  constructor(host, board, height) {
    Object.assign(this, { host, board, link: board.link, height });
    this.link.listen((what, from) => this.#linked(what, from));
    onTheme(() => this.draw());
    new ResizeObserver(() => this.draw()).observe(host);
  }

  /** Whether the ordinate is the abscissa too, so that the cursor is on both. */
  get square() {
    return false;
  }

  get abscissa() {
    return this.board.abscissa;
  }

  /** Draws at the next frame, once however often asked. */
  draw() {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#now();
      });
    }
  }

  #now() {
    const width = Math.floor(this.host.clientWidth);
    if (width === 0 || !this.host.isConnected) {
      return;
    }
    const { data, series, bands, ordinate, kind } = this.assemble(width);
    const signature = JSON.stringify([width, this.height, this.margin, series.length, kind, this.abscissa.mode, this.abscissa.log, tone('paper')]);
    if (signature === this.#signature) {
      this.#plot.setData(data, true);
      return;
    }
    this.#signature = signature;
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(width, series, bands, ordinate), data, this.host);
    this.#linked('cursor', null);
  }

  #options(width, series, bands, { scale, axis }) {
    const look = { stroke: () => tone('muted'), font: FONT, ticks: { show: false }, gap: 4, filter: (u, ticks) => ticks };
    const words = (u, ticks) => ticks.map(value => number(value));
    return {
      width,
      height: this.height,
      padding: [10, this.margin ?? 18, 0, 0],
      legend: { show: false },
      series,
      bands,
      scales: {
        x: { time: false, distr: this.abscissa.log ? 4 : 1, range: () => this.link.zoom ?? [0, this.abscissa.max] },
        y: scale,
      },
      axes: [
        { ...look, grid: { show: false }, size: 30, values: words,
          splits: (u, i, min, max) => this.abscissa.ticks(min, max, Math.max(2, Math.floor(width / 90))) },
        { ...look, grid: { stroke: () => tone('grid'), width: 1 }, size: 54, values: words, ...axis },
      ],
      cursor: { y: this.square, points: { show: false }, drag: { x: true, y: false, setScale: false },
        bind: { dblclick: () => () => this.link.range(null) } },
      hooks: {
        drawAxes: [u => this.under(u)],
        draw: [u => this.over(u)],
        setCursor: [u => this.#pointed(u)],
        setSelect: [u => this.#selected(u)],
      },
    };
  }

  under() {}

  over() {}

  /** The pointer is at these values. */
  pointed() {}

  #pointed(u) {
    if (this.#moving) {
      return;
    }
    const { left, top } = u.cursor;
    const inside = left !== null && left >= 0;
    this.link.point(inside ? u.posToVal(left, 'x') : null, this);
    this.pointed(inside ? u.posToVal(left, 'x') : null, inside ? u.posToVal(top, 'y') : null);
  }

  #selected(u) {
    if (u.select.width > 4) {
      const range = [u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')];
      u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      this.link.range(range);
    }
  }

  #linked(what, from) {
    if (what !== 'cursor') {
      this.draw();
    } else if (this.#plot && from !== this) {
      this.#moving = true;
      const { cursor } = this.link;
      const top = this.square && cursor !== null ? this.#plot.valToPos(cursor, 'y') : 1;
      this.#plot.setCursor(cursor === null ? { left: -10, top: -10 } : { left: this.#plot.valToPos(cursor, 'x'), top });
      this.#moving = false;
    }
  }
}

/** Draws on the plotting area alone, with room for markers at its edges. */
export function clipped(u, draw, room = 6) {
  const { ctx: context, bbox } = u;
  context.save();
  context.beginPath();
  context.rect(bbox.left - room, bbox.top - room, bbox.width + 2 * room, bbox.height + 2 * room);
  context.clip();
  draw(context);
  context.restore();
}
