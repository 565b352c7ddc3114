import { parse } from './npy.js';

/** The server's root, whatever a proxy puts before it. */
export const root = new URL('..', import.meta.url);

export const api = path => new URL(`api/${path}`, root);

export const page = (id, part = '') =>
  new URL(id === null ? '' : `experiments/${encodeURIComponent(id)}${part && `/${part}`}`, root).href;

/** The server said no: expected, found, where and what to do, in its own words. */
export class Refused extends Error {
  constructor(status, said) {
    super([said.expected && `Expected ${said.expected}`, said.found && `found ${said.found}`, said.where, said.maybe]
      .filter(Boolean).join('. ') || `status ${status}`);
    this.status = status;
  }
}

async function answer(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) {
    throw new Refused(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

export const json = async (address, options) => (await answer(address, options)).json();

export const npy = async address => parse(await (await answer(address)).arrayBuffer());

/** An address with the parameters that have a value. */
export function where(address, parameters) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  return url;
}
