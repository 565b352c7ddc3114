const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const BELOW = '₀₁₂₃₄₅₆₇₈₉';

export const subscript = number => [...String(number)].map(digit => BELOW[digit] ?? digit).join('');
export const vector = index => `v${subscript(index)}`;
export const eigenvalue = index => `λ${subscript(index)}`;

/** Four significant digits by default; a power of ten beyond 0.001 and 99 999; a dash for what was not measured. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, Math.min(digits, 3) - 1)).split('e');
    const short = mantissa.replace(/\.?0+$/, '');
    const power = [...exponent.replace('+', '')].map(c => (c === '-' ? '⁻' : DIGITS[c])).join('');
    return `${short === '1' ? '' : minus(`${short}·`)}10${power}`;
  }
  return minus(String(Number(value.toPrecision(digits))));
}

const minus = text => text.replace('-', '−');

export const whole = value => Number(value).toLocaleString('en').replaceAll(',', ' ');

export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let i = 0;
  let size = count;
  while (size >= 1000 && i < units.length - 1) {
    size /= 1000;
    i += 1;
  }
  return `${i === 0 || size >= 100 ? Math.round(size) : number(size, 2)} ${units[i]}`;
}

/** 340 ms, 1.2 s, 3 min 5 s, 2 h 4 min, 3 d 2 h. */
export function duration(millis) {
  if (!Number.isFinite(millis)) {
    return '–';
  }
  if (millis < 1000) {
    return millis > 0 && millis < 10 ? `${number(millis, 2)} ms` : `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${number(seconds, seconds < 10 ? 2 : 3)} s`;
  }
  const s = Math.round(seconds);
  if (s < 3600) {
    return `${Math.floor(s / 60)} min ${s % 60} s`;
  }
  const minutes = Math.floor(s / 60);
  return minutes < 1440
    ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
    : `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

const two = n => String(n).padStart(2, '0');

/** Local time: 14:03:09.120, with the date where it is not today's. */
export function clock(millis) {
  const date = new Date(millis);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function day(millis) {
  const date = new Date(millis);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}
