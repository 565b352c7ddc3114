import { Brush } from './brush.js';
import { decimate, join } from './decimate.js';
import { tone } from './ink.js';
import { Plot } from './plot.js';

const HEIGHT = 208;
const SEED_LINES = 5;
const BAND = 0.16;
/** Room for a character of the names at the ends of the lines. */
const CHARACTER = 6.3;
const SEED = 0.45;
const HIDDEN = { stroke: 'transparent', points: { show: false } };

/**
 * Lines: bands below, then seeds, then medians. The content is a function, asked at each drawing:
 * { lines: [{ curve, tone, opacity, dash, marker, seeds, label, hollow(step), error(step) }], nulls, levels, marked }.
 */
export class Chart extends Plot {
  /** @param place from a step to the abscissa */
  constructor(host, board, { place, scale, content, height = HEIGHT }) {
    super(host, board, height);
    Object.assign(this, { place, scale, content, brush: new Brush(this) });
    scale.listen(() => this.draw());
  }

  assemble(width) {
    this.shown = this.content();
    this.margin = Math.max(18, ...this.#names().map(name => 18 + CHARACTER * name.length));
    const series = [{}];
    const bands = [];
    const parts = [];
    for (const line of this.shown.lines) {
      const curve = line.curve.fresh();
      const several = curve.seeds > 1;
      const seeds = several && curve.seeds <= SEED_LINES && line.seeds ? [...curve.each.values()] : [];
      const columns = [...(several ? [curve.low, curve.high] : []), ...seeds, curve.median];
      parts.push(decimate(Float64Array.from(curve.x.view(), this.place), columns.map(c => c.view()), width));
      if (several) {
        series.push(HIDDEN, HIDDEN);
        bands.push({ series: [series.length - 1, series.length - 2], fill: () => tone(line.tone, BAND) });
      }
      seeds.forEach(() => series.push({ stroke: () => tone(line.tone, SEED), width: 1, points: { show: false } }));
      series.push({ stroke: () => tone(line.tone, line.opacity ?? 1), width: 2, dash: line.dash, points: { show: false } });
    }
    const joined = parts.length === 0 ? { x: [], series: [] } : join(parts);
    const data = [Array.from(joined.x), ...joined.series.map(y => Array.from(y, v => this.#drawn(v)))];
    const scale = { distr: this.scale.log ? 3 : 1, range: () => [this.scale.min, this.scale.max] };
    const names = this.shown.lines.map(line => [line.tone, line.dash, line.opacity]);
    return { data, series, bands, kind: [this.scale.log, names], ordinate: { scale, axis: { splits: () => this.scale.ticks(4) } } };
  }

  #names() {
    const models = (this.shown.nulls ?? []).filter(model => !model.bars).map(model => model.name);
    return [...this.shown.lines.flatMap(line => line.label ?? []), ...models];
  }

  #drawn(value) {
    return Number.isNaN(value) ? null : this.scale.clamp(value);
  }

  under(u) {
    this.brush.under(u);
  }

  over(u) {
    this.brush.over(u);
  }
}
