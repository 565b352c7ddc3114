/**
 * Rows for drawing: where there are more than two points a pixel, of every series the smallest and the largest in each
 * pixel, in the order in which they occur. Nothing else may use them: statistics are made of all points.
 *
 * @param x ascending
 * @param series arrays as long as x; NaN is a gap
 * @param pixels how wide the drawing is
 */
export function decimate(x, series, pixels) {
  const buckets = Math.max(1, Math.floor(pixels));
  if (x.length <= 2 * buckets) {
    return { x, series };
  }
  const first = x[0];
  const width = (x[x.length - 1] - first) / buckets || 1;
  const ends = [];
  for (let i = 0; i < x.length;) {
    const bucket = Math.min(buckets - 1, Math.floor((x[i] - first) / width));
    const edge = first + (bucket + 1) * width;
    let j = i + 1;
    while (j < x.length && (x[j] < edge || bucket === buckets - 1)) {
      j += 1;
    }
    ends.push([i, j]);
    i = j;
  }
  const thin = new Float64Array(2 * ends.length);
  ends.forEach(([i, j], b) => {
    thin[2 * b] = x[i];
    thin[2 * b + 1] = x[j - 1];
  });
  return { x: thin, series: series.map(y => extremes(y, ends)) };
}

function extremes(y, ends) {
  const out = new Float64Array(2 * ends.length);
  ends.forEach(([i, j], b) => {
    let least = -1;
    let most = -1;
    for (let at = i; at < j; at++) {
      if (!Number.isNaN(y[at])) {
        least = least < 0 || y[at] < y[least] ? at : least;
        most = most < 0 || y[at] > y[most] ? at : most;
      }
    }
    out[2 * b] = least < 0 ? NaN : y[Math.min(least, most)];
    out[2 * b + 1] = least < 0 ? NaN : y[Math.max(least, most)];
  });
  return out;
}

/** Series over axes of their own, on the union of the axes; NaN where a series has no point. */
export function join(parts) {
  const [first] = parts;
  if (parts.every(part => part.x === first.x || (part.x.length === first.x.length
      && part.x.every((value, i) => value === first.x[i])))) {
    return { x: first.x, series: parts.flatMap(part => part.series) };
  }
  const x = Float64Array.from(new Set(parts.flatMap(part => [...part.x]))).sort();
  const place = new Map([...x].map((value, i) => [value, i]));
  const series = parts.flatMap(part => part.series.map(y => {
    const wide = new Float64Array(x.length).fill(NaN);
    part.x.forEach((value, i) => {
      wide[place.get(value)] = y[i];
    });
    return wide;
  }));
  return { x, series };
}
