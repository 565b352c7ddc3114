/** Multiples of 1, 2 or 5 times a power of ten (Heckbert 1990). */
export function linear(min, max, about) {
  const rough = (max - min) / about;
  const exponent = Math.floor(Math.log10(rough));
  const mantissa = rough / 10 ** exponent;
  const round = mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10;
  const spacing = exponent < 0 ? round / 10 ** -exponent : round * 10 ** exponent;
  const ticks = [];
  for (let i = Math.ceil(min / spacing - 1e-9); i <= Math.floor(max / spacing + 1e-9); i++) {
    ticks.push(exponent < 0 ? i * round / 10 ** -exponent : i * spacing);
  }
  return ticks;
}

/** Powers of ten, every second or third one where they are many; 1, 2, 5 where they are few. */
export function logarithmic(min, max, about) {
  const decades = Math.log10(max / min);
  if (decades < 0.7) {
    return linear(min, max, about - 1);
  }
  const mantissas = decades < 2.2 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / about));
  const ticks = [];
  for (let exponent = Math.floor(Math.log10(min)); exponent <= Math.ceil(Math.log10(max)); exponent++) {
    for (const mantissa of mantissas) {
      const value = exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent;
      if (((exponent % stride) + stride) % stride === 0 && value >= min && value <= max) {
        ticks.push(value);
      }
    }
  }
  return ticks;
}

/** 0, 1, 10, 100, ... for an axis that is logarithmic from 0 on. */
export function fromZero(min, max, about) {
  const decades = Math.floor(Math.log10(Math.max(max, 1)));
  const stride = Math.max(1, Math.trunc((decades + about) / about));
  const ticks = [0];
  for (let exponent = 0; exponent <= decades; exponent += stride) {
    ticks.push(10 ** exponent);
  }
  return ticks.filter(tick => tick >= min && tick <= max);
}
