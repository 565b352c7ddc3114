import { tone } from './ink.js';
import { marker } from './markers.js';
import { clipped } from './plot.js';

const CROWDED = 9;

/** What a chart draws itself: bands of null models, levels, residuals, markers, a marked identity, names at the ends. */
export class Brush {
  constructor(chart) {
    this.chart = chart;
  }

  /** Below the lines. */
  under(u) {
    clipped(u, context => {
      this.chart.shown.nulls?.forEach((model, i) => this.#model(u, context, model, i));
      this.chart.shown.levels?.forEach(level => this.#level(u, context, level));
    });
  }

  /** Above the lines. */
  over(u) {
    clipped(u, context => {
      for (const line of this.chart.shown.lines) {
        this.#markers(u, context, line);
      }
      this.chart.shown.marked?.forEach(marked => this.#marked(u, context, marked));
    });
    this.#names(u);
  }

  #at(u, x, y) {
    const { scale } = this.chart;
    const low = Math.min(scale.max, Math.max(scale.min, scale.clamp(y)));
    return [u.valToPos(x, 'x', true), u.valToPos(low, 'y', true)];
  }

  /** A model known at many steps is a band with a dashed mean; one known at few a bar at each of its steps. */
  #model(u, context, { x, low, mean, high, dash, bars }, i) {
    const places = Array.from(x, this.chart.place);
    const ratio = devicePixelRatio;
    context.lineWidth = 1.3 * ratio;
    context.strokeStyle = tone('muted');
    context.fillStyle = tone('muted', 0.16);
    if (bars) {
      places.forEach((place, j) => {
        const [px, top] = this.#at(u, place, high[j]);
        const bottom = this.#at(u, place, low[j])[1];
        const middle = this.#at(u, place, mean[j])[1];
        const left = px - (6 + 7 * i) * ratio;
        context.fillRect(left - 2 * ratio, top, 4 * ratio, Math.max(1, bottom - top));
        line(context, [[left, bottom], [left, top]]);
        line(context, [[left - 4 * ratio, middle], [left + 4 * ratio, middle]]);
      });
      return;
    }
    context.beginPath();
    places.forEach((place, j) => context.lineTo(...this.#at(u, place, high[j])));
    for (let j = places.length - 1; j >= 0; j--) {
      context.lineTo(...this.#at(u, places[j], low[j]));
    }
    context.fill();
    context.setLineDash(dash.map(d => d * ratio));
    line(context, places.map((place, j) => this.#at(u, place, mean[j])));
    context.setLineDash([]);
  }

  #level(u, context, { y }) {
    context.strokeStyle = tone('text', 0.7);
    context.lineWidth = devicePixelRatio;
    context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    const { left, width } = u.bbox;
    const [, py] = this.#at(u, 0, y);
    line(context, [[left, py], [left + width, py]]);
    context.setLineDash([]);
  }

  /** Markers where there is room for them; hollow ones, which say something, always. */
  #markers(u, context, { curve, tone: name, opacity, marker: shape, hollow, error }) {
    const ratio = devicePixelRatio;
    const room = u.bbox.width / ratio / Math.max(1, curve.x.length) > CROWDED;
    const colour = tone(name, opacity ?? 1);
    for (let i = 0; i < curve.x.length; i++) {
      const step = curve.x.get(i);
      const below = hollow?.(step) ?? false;
      const [x, y] = this.#at(u, this.chart.place(step), curve.median.get(i));
      if (error) {
        const reach = error(step);
        context.strokeStyle = colour;
        context.lineWidth = ratio;
        line(context, [-1, 1].map(sign => this.#at(u, this.chart.place(step), curve.median.get(i) + sign * reach)));
      }
      if (shape && (room || below)) {
        marker(context, shape, x, y, 3.2 * ratio, colour, below, tone('paper'));
      }
    }
  }

  #marked(u, context, points) {
    context.strokeStyle = tone('text');
    context.lineWidth = 2 * devicePixelRatio;
    line(context, points.map(([step, y]) => this.#at(u, this.chart.place(step), y)));
    points.forEach(([step, y]) => {
      const [px, py] = this.#at(u, this.chart.place(step), y);
      marker(context, 'circle', px, py, 4.5 * devicePixelRatio, tone('text'), true, tone('paper'));
    });
  }

  /** Names right of the ends of lines and bands, kept apart. */
  #names(u) {
    const { ctx: context, bbox } = u;
    const ratio = devicePixelRatio;
    const { lines, nulls = [] } = this.chart.shown;
    const named = [
      ...lines.filter(line => line.label && !line.curve.empty).map(({ label, curve }) =>
        ({ label, colour: tone('text'), end: curve.median.get(curve.x.length - 1) })),
      ...nulls.filter(model => !model.bars).map(({ name, mean }) =>
        ({ label: name, colour: tone('muted'), end: mean[mean.length - 1] })),
    ].map(name => ({ ...name, y: this.#at(u, 0, name.end)[1] })).sort((a, b) => a.y - b.y);
    context.font = `${11 * ratio}px system-ui, sans-serif`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    let floor = -Infinity;
    for (const { label, colour, y } of named) {
      floor = Math.max(y, floor + 12 * ratio);
      context.fillStyle = colour;
      context.fillText(label, bbox.left + bbox.width + 7 * ratio, floor);
    }
  }
}

function line(context, points) {
  context.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}
