import { h, put, svg } from './dom.js';
import { clock, whole } from './format.js';
import { json, where } from './server.js';

const BUCKETS = 100;
const HEIGHT = 70;
const WIDTH = 1000;
const NAMED = 5;

/** When events were written, by kind: a click jumps there. Bursts and silence are both seen. */
export class Histogram {
  constructor(data, filters, jump) {
    Object.assign(this, { data, filters, jump });
    this.element = h('div', { class: 'histogram' });
  }

  async load() {
    const address = new URL('events/histogram', this.data);
    const over = this.filters().over;
    this.#show(await json(where(address, { ...this.filters(), buckets: BUCKETS })), over === 'time' ? clock : whole);
  }

  #show({ from, to, last, kinds }, words) {
    const names = Object.keys(kinds).sort((a, b) => sum(kinds[b]) - sum(kinds[a]));
    const shown = names.slice(0, NAMED);
    const rest = names.slice(NAMED);
    const stacks = [...shown.map(name => [name, kinds[name]]),
      ...(rest.length ? [['other kinds', last.map((_, b) => sum(rest.map(name => kinds[name][b])))]] : [])];
    const most = Math.max(1, ...last.map((_, b) => sum(stacks.map(([, counts]) => counts[b]))));
    const wide = WIDTH / last.length;
    const floor = last.map(() => HEIGHT);
    const bars = stacks.map(([, counts], s) => svg('g', { class: `kind-${s}` }, counts.map((count, b) => {
      const height = count / most * HEIGHT;
      floor[b] -= height;
      return count === 0 ? null : svg('rect', { x: b * wide, y: floor[b], width: Math.max(1, wide - 1), height });
    })));
    const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
      'aria-label': `how many events when, at most ${most} in a part`,
      onclick: event => this.#clicked(event, last) }, bars);
    const slider = h('input', { type: 'range', min: 0, max: last.length - 1, value: last.length - 1,
      'aria-label': 'Show the events from here back', onchange: () => this.#to(last, Number(slider.value)) });
    put(this.element, picture, slider, h('p', { class: 'note' }, `${words(from)} to ${words(to)}; a click, or the slider, shows the events from there back. `,
      stacks.map(([name, counts], s) => h('span', { class: `key kind-${s}` }, `${name} ${whole(sum(counts))}`))));
  }

  #clicked(event, last) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const bucket = Math.min(last.length - 1, Math.max(0, Math.floor((event.clientX - left) / width * last.length)));
    this.#to(last, bucket);
  }

  /** The last part is the newest, and goes on growing. */
  #to(last, bucket) {
    this.jump(bucket === last.length - 1 ? '' : String(last[bucket] + 1));
  }
}

const sum = numbers => numbers.reduce((a, b) => a + b, 0);

