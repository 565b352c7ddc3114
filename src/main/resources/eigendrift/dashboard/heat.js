import { clipped, Plot } from './plot.js';

/** Viridis (van der Walt and Smith 2015), as the report's maps. */
const STOPS = [0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725];
const LEVELS = 256;
const HATCH = 6;

/** The colour of a value in [0, 1] as a pixel: red in the lowest byte, opaque. */
const PIXELS = Uint32Array.from({ length: LEVELS }, (_, i) => {
  const place = i / (LEVELS - 1) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.trunc(place));
  const [red, green, blue] = [16, 8, 0].map(shift => {
    const from = STOPS[below] >> shift & 255;
    return Math.round(from + (place - below) * ((STOPS[below + 1] >> shift & 255) - from));
  });
  return (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
});

const WHITE = 0xffffffff;

/** The colour of a value, for keys and strips. */
export function shade(value) {
  const pixel = PIXELS[Math.round(Math.min(1, Math.max(0, value)) * (LEVELS - 1))];
  return `rgb(${pixel & 255} ${pixel >> 8 & 255} ${pixel >> 16 & 255})`;
}

/** The borders of cells around places that ascend: half way between neighbours. */
export function borders(places) {
  const n = places.length;
  if (n === 1) {
    return [places[0] - 0.5, places[0] + 0.5];
  }
  const inner = Array.from({ length: n - 1 }, (_, i) => (places[i] + places[i + 1]) / 2);
  return [2 * places[0] - inner[0], ...inner, 2 * places[n - 1] - inner[n - 2]];
}

/** For each pixel the cell that it is in, or −1. */
export function cells(count, valueAt, edges) {
  const out = new Int32Array(count).fill(-1);
  for (let p = 0; p < count; p++) {
    const value = valueAt(p);
    let low = 0;
    let high = edges.length - 1;
    if (value >= edges[0] && value < edges[high]) {
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (edges[middle] <= value) {
          low = middle;
        } else {
          high = middle;
        }
      }
      out[p] = low;
    }
  }
  return out;
}

/**
 * The picture of a map.
 *
 * @param across for each pixel of a line the column it is in, or −1; down likewise the row
 * @param value of row and column; NaN is left empty
 * @param hatched of row and column; may be null
 */
export function paint(across, down, value, hatched) {
  const [width, height] = [across.length, down.length];
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0; y < height; y++) {
    const row = down[y];
    for (let x = 0; x < width && row >= 0; x++) {
      const column = across[x];
      const v = column < 0 ? NaN : value(row, column);
      if (v === v) {
        pixels[y * width + x] = hatched && (x + y) % HATCH === 0 && hatched(row, column) ? WHITE
          : PIXELS[(v <= 0 ? 0 : v >= 1 ? 1 : v) * (LEVELS - 1) + 0.5 | 0];
      }
    }
  }
  return image;
}

/**
 * A map of cells as wide and high as the time between checkpoints. The content is a function:
 * { columns, rows (places that ascend), value(row, column), hatched(row, column), ordinate }.
 */
export class HeatMap extends Plot {
  constructor(host, board, height, content, pointed = () => {}) {
    super(host, board, height);
    this.content = content;
    this.pointed = pointed;
  }

  get square() {
    return this.shown?.square ?? false;
  }

  assemble() {
    this.shown = this.content();
    const { ordinate } = this.shown;
    return { data: [[0, 1], [null, null]], series: [{}, { show: false }], bands: [], kind: ordinate.kind, ordinate };
  }

  under(u) {
    const { columns, rows } = this.shown;
    if (columns.length > 0 && rows.length > 0) {
      clipped(u, context => this.#paint(u, context), 0);
    }
  }

  over(u) {
    clipped(u, context => this.shown.over?.(u, context));
  }

  #paint(u, context) {
    const left = Math.round(u.bbox.left);
    const top = Math.round(u.bbox.top);
    const width = Math.round(u.bbox.width);
    const height = Math.round(u.bbox.height);
    const { columns, rows, value, hatched } = this.shown;
    const across = cells(width, p => u.posToVal(left + p + 0.5, 'x', true), borders(columns));
    const down = cells(height, p => u.posToVal(top + p + 0.5, 'y', true), borders(rows));
    const image = paint(across, down, value, hatched);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d').putImageData(image, 0, 0);
    context.drawImage(canvas, left, top);
  }
}
