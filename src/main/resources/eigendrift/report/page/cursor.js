// A cursor over one figure stands at the same place in all figures in view that have the same axis, with the values there.
const SCALES = {
  LINEAR: [value => value, place => place],
  LOGARITHMIC: [Math.log10, place => 10 ** place],
  LOGARITHMIC_FROM_ZERO: [Math.log1p, Math.expm1],
};
const plots = [...document.querySelectorAll('figure svg')].map(plot).filter(each => each !== null);
const spoken = document.createElement('div');
spoken.className = 'unseen';
spoken.setAttribute('role', 'status');
document.body.append(spoken);

function plot(svg) {
  const frame = svg.querySelector('.frame');
  const numbers = svg.parentElement.querySelector('.data');
  if (frame === null || numbers === null || !(frame.dataset.scale in SCALES)) {
    return null;
  }
  const values = document.createElement('div');
  values.className = 'values';
  values.hidden = true;
  svg.after(values);
  const [to, from] = SCALES[frame.dataset.scale];
  const [low, high] = [to(Number(frame.dataset.min)), to(Number(frame.dataset.max))];
  const [left, width] = [Number(frame.getAttribute('x')), Number(frame.getAttribute('width'))];
  const each = {
    svg, frame, values, numbers, axis: [frame.dataset.label, frame.dataset.scale].join(),
    label: frame.dataset.label,
    place: x => left + width * (to(x) - low) / (high - low),
    value: place => from(low + (high - low) * (place - left) / width),
    line: null, data: null, at: null,
  };
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('pointermove', event => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    show(each, nearest(steps(each), each.value(point.x)));
  });
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('blur', hide);
  svg.addEventListener('keydown', event => keys(each, event));
  return each;
}

// Of each series its line, and its band where it has one.
function data(each) {
  if (each.data === null) {
    each.data = new Map();
    const [head, ...rows] = parse(each.numbers.textContent);
    for (const cells of rows) {
      const row = Object.fromEntries(head.map((name, i) => [name, cells[i]]));
      if (!each.data.has(row.series)) {
        each.data.set(row.series, {line: new Map(), band: new Map()});
      }
      const series = each.data.get(row.series);
      if (row.kind === 'line' && row.part === '' && row.y !== '') {
        series.line.set(Number(row.x), Number(row.y));
      } else if (row.kind === 'band') {
        series.band.set(Number(row.x), [Number(row.low), Number(row.high)]);
      }
    }
  }
  return each.data;
}

// Comma-separated values as rows of cells; quotes are doubled within quotes.
function parse(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') {
      rows.push([]);
    }
  }
  return rows.filter(row => row.length > 1);
}

function steps(each) {
  const all = new Set([...data(each).values()].flatMap(series => [...series.line.keys()]));
  return [...all].sort((a, b) => a - b);
}

function nearest(all, x) {
  return all.reduce((best, each) => Math.abs(each - x) < Math.abs(best - x) ? each : best, all[0]);
}

function keys(each, event) {
  const all = steps(each);
  const i = all.indexOf(each.at);
  const to = {ArrowRight: i + 1, ArrowLeft: i < 0 ? all.length - 1 : i - 1, Home: 0, End: all.length - 1}[event.key];
  if (event.key === 'Escape') {
    hide();
  } else if (to !== undefined) {
    event.preventDefault();
    show(each, all[Math.max(0, Math.min(all.length - 1, to))]);
    spoken.textContent = each.values.textContent;
  }
}

function show(from, x) {
  if (x === undefined || from.at === x) {
    return;
  }
  for (const each of plots) {
    if (each.axis === from.axis && inView(each.svg)) {
      mark(each, x);
    }
  }
}

function inView(svg) {
  const box = svg.getBoundingClientRect();
  return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}

function mark(each, x) {
  if (each.line === null) {
    each.line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    each.line.setAttribute('class', 'cursor');
    each.svg.append(each.line);
  }
  each.at = x;
  const top = Number(each.frame.getAttribute('y'));
  each.line.setAttribute('d', `M${each.place(x)} ${top}v${each.frame.getAttribute('height')}`);
  const lines = [`${each.label} ${brief(x)}`];
  for (const [name, series] of data(each)) {
    const group = [...each.svg.querySelectorAll('g[data-series]')].find(g => g.dataset.series === name);
    if (series.line.has(x) && !(group?.hasAttribute('hidden'))) {
      const band = series.band.has(x) ? ` [${series.band.get(x).map(brief).join(', ')}]` : '';
      lines.push(`${name}: ${brief(series.line.get(x))}${band}`);
    }
  }
  each.values.replaceChildren(...lines.map(text => {
    const line = document.createElement('div');
    line.textContent = text;
    return line;
  }));
  each.values.hidden = lines.length === 1;
}

function hide() {
  for (const each of plots) {
    each.at = null;
    each.line?.removeAttribute('d');
    each.values.hidden = true;
  }
}

function brief(value) {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
