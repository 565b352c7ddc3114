import { number, whole } from './format.js';

const DEGREES = 180 / Math.PI;
/** Maps have single precision; where nothing moved, the bound is the displacement itself but for its rounding. */
const ROUNDING = 1 + 1e-6;

const angle = displacement => Math.asin(Math.sqrt(Math.min(1, Math.max(0, displacement))));

/**
 * Whether the certificates of two eigenvectors allow that nothing moved. The bound on the displacement grows with the
 * resolution of the angle θ, so it must be at least that of a resolution of θ.
 */
export function isBelowResolution(displacement, bound) {
  const theta = angle(displacement);
  const high = Math.min(Math.PI / 2, 2 * theta);
  return bound * ROUNDING >= Math.max(Math.sin(high - theta) * Math.sin(high + theta), Math.sin(theta) ** 2);
}

/** Two times of one eigenvector in words: overlap, angle and how far the certificates let it be off. */
export function pairInWords(from, to, displacement, bound) {
  const times = `${whole(from)} → ${whole(to)}`;
  if (!Number.isFinite(displacement)) {
    return `${times}: not compared`;
  }
  const low = angle(displacement - bound) * DEGREES;
  const high = angle(displacement + bound) * DEGREES;
  const theta = angle(displacement) * DEGREES;
  const off = Number.isFinite(bound) ? ` ± ${number(Math.max(high - theta, theta - low), 2)}°` : '';
  const below = isBelowResolution(displacement, bound) ? ', below resolution' : '';
  return `${times}: overlap |q| = ${number(Math.sqrt(1 - Math.min(1, displacement)))}, angle ${number(theta)}°${off}${below}`;
}
