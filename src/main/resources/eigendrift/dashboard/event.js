import { h, put, svg } from './dom.js';
import { bytes, clock, day, number, whole } from './format.js';
import { json } from './server.js';

const HEIGHT = 60;
const BAR = 12;

/** One event in full: its head, where it comes from, what it leads to, its fields. Arrays are numbers about them. */
export class EventView {
  #wanted = 0;

  constructor(data, open) {
    Object.assign(this, { data, open });
    this.element = h('section', { class: 'one', tabindex: -1, 'aria-live': 'polite', 'aria-label': 'One event' },
      h('p', { class: 'none' }, 'Choose an event to see what it holds.'));
  }

  async show(ordering) {
    this.#wanted = ordering;
    try {
      const event = await json(new URL(`events/${ordering}`, this.data));
      if (this.#wanted === ordering) {
        put(this.element, this.#whole(event));
        this.element.dataset.ordering = ordering;
      }
    } catch (refused) {
      put(this.element, h('p', { class: 'refused' }, refused.message));
    }
  }

  #whole(event) {
    const facts = [['written', `${day(event.written)}, ${clock(event.written)}`], ['of', event.persistenceId],
      ['number there', whole(event.sequenceNumber)], ['form', `${event.kind}:${event.version}`], ['size', bytes(event.bytes)]];
    return [h('h2', {}, `${event.kind}, ${whole(event.ordering)}`),
      h('dl', { class: 'facts' }, facts.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]).flat()),
      this.#ways('Comes from', event.from), this.#ways('Leads to', event.to),
      event.reason ? h('p', { class: 'refused' }, event.reason) : null,
      h('h3', {}, 'Fields'), this.#value(event.fields ?? {})];
  }

  #ways(title, events = []) {
    return h('div', { class: 'ways' }, h('h3', {}, title), events.length === 0 ? h('p', { class: 'none' }, 'nothing known')
      : h('ul', {}, events.map(({ ordering, kind }) => h('li', {},
        h('button', { type: 'button', onclick: () => this.open(String(ordering)) }, `${kind}, ${whole(ordering)}`)))));
  }

  #value(value) {
    if (value === null || typeof value !== 'object') {
      return typeof value === 'number' ? number(value, 8) : String(value);
    }
    if (typeof value.length === 'number' && value.npy !== undefined) {
      return this.#array(value);
    }
    if (Array.isArray(value)) {
      return this.#list(value);
    }
    const entries = Object.entries(value);
    return entries.length === 0 ? '–'
      : h('dl', { class: 'fields' }, entries.map(([name, v]) => [h('dt', {}, name),
        h('dd', { class: v !== null && typeof v === 'object' ? 'wide' : null }, this.#value(v))]).flat());
  }

  /** Records of one form are a table, a row each; anything else is told one after the other. */
  #list(values) {
    const records = values.filter(v => v !== null && typeof v === 'object' && !Array.isArray(v) && v.more === undefined);
    if (records.length === 0 || Object.values(records[0]).some(v => v !== null && typeof v === 'object')) {
      return values.length === 0 ? '–' : values.map((v, i) => h('div', { class: 'item' },
        typeof v === 'object' && v !== null ? [h('span', { class: 'note' }, `${i}`), this.#value(v)] : this.#value(v)));
    }
    const names = Object.keys(records[0]);
    const rest = values.find(v => v?.more !== undefined);
    return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${records.length} entries` }, h('table', {},
      h('thead', {}, h('tr', {}, names.map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, records.map(v => h('tr', {}, names.map(name => h('td', { class: 'number' }, this.#value(v[name]))))))),
    rest ? h('p', { class: 'note' }, `and ${whole(rest.more)} more`) : null);
  }

  /** An array of many numbers: what they are like, never all of them. */
  #array({ length, min, max, norm, first, histogram, npy: path }) {
    const address = path && new URL(path, new URL('events/', this.data));
    return h('div', { class: 'array' },
      `${whole(length)} numbers from ${number(min)} to ${number(max)}, norm ${number(norm)}: ${(first ?? []).map(v => number(v)).join(', ')}${length > 8 ? ', …' : ''} `,
      address ? h('a', { href: address.href, download: true }, '.npy') : null,
      histogram ? bars(histogram, min, max) : null);
  }
}

function bars(counts, min, max) {
  const most = Math.max(...counts);
  const heights = counts.map(count => Math.log1p(count) / Math.log1p(most) * HEIGHT);
  return h('figure', {}, svg('svg', { class: 'bars', viewBox: `0 0 ${counts.length * BAR} ${HEIGHT}`, role: 'img',
    'aria-label': `histogram: ${counts.join(', ')}` },
  heights.map((height, i) => svg('rect', { x: i * BAR, y: HEIGHT - height, width: BAR - 1, height }))),
  h('figcaption', {}, `${number(min)} to ${number(max)}; heights are logarithms of counts up to ${whole(most)}`));
}
