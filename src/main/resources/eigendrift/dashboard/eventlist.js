import { freshId, h, put, setText } from './dom.js';
import { bytes, clock, whole } from './format.js';

const ROW = 32;
const PAGE = 200;
const SPARE = 8;
const PAUSE = 500;

/**
 * Heads of events, newest first, of which only the rows in view are in the page. Arrows move through them, Enter opens
 * one; older ones are fetched as one comes near the end.
 */
export class EventList {
  #heads = [];
  #more = false;
  #busy = null;
  #active = -1;
  #top = true;
  #newer = 0;
  #timer = 0;

  /** @param fetch asks the server; keep says which of its answers are shown; open is called with an ordering */
  constructor({ fetch, keep, open }) {
    Object.assign(this, { fetch, keep, open });
    const id = freshId('events');
    this.id = id;
    this.rows = h('div', { class: 'rows' });
    this.space = h('div', { class: 'space', role: 'presentation' }, this.rows);
    this.box = h('div', { class: 'list', tabindex: 0, role: 'listbox', 'aria-label': 'Events, newest first', id,
      onscroll: () => this.#scrolled(), onkeydown: event => this.#key(event), onclick: event => this.#click(event) }, this.space);
    this.fresh = h('button', { type: 'button', hidden: true, onclick: () => this.load(null) }, '');
    this.following = h('input', { type: 'checkbox', checked: true, onchange: () => this.arrived() });
    this.count = h('span', { class: 'note' });
    this.element = h('div', { class: 'events' },
      h('p', { class: 'pager' }, h('label', { class: 'follow' }, this.following, ' follow'), this.fresh, this.count),
      h('p', { class: 'columns', 'aria-hidden': 'true' },
        ['', 'written', 'kind', 'of', 'step', 'size'].map(name => h('span', {}, name))), this.box);
    new ResizeObserver(() => this.#show()).observe(this.box);
  }

  get heads() {
    return this.#heads;
  }

  /** Anew: the newest, or those before an ordering. */
  async load(before) {
    const mine = {};
    this.#busy = mine;
    const page = await this.fetch({ before, limit: PAGE });
    if (this.#busy === mine) {
      this.#busy = null;
      this.#top = before === null;
      this.#newer = 0;
      this.#active = -1;
      this.#heads = page.events.filter(this.keep);
      this.#more = page.more;
      this.last = page.events.at(-1)?.ordering ?? 0;
      this.highest = page.events[0]?.ordering ?? 0;
      this.box.scrollTop = 0;
      this.#show();
    }
  }

  /** Something was written: followed at once, or counted. */
  arrived() {
    if (this.#timer === 0) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#newest();
      }, PAUSE);
    }
  }

  async #newest() {
    const page = await this.fetch({ after: this.highest ?? 0, limit: PAGE });
    const events = page.events.filter(event => event.ordering > (this.highest ?? 0)).sort((a, b) => b.ordering - a.ordering);
    const kept = events.filter(this.keep);
    if (kept.length === 0) {
      return;
    }
    if (this.following.checked && this.#top && this.box.scrollTop < ROW) {
      if (page.more) {
        await this.load(null);
      } else {
        this.#heads.unshift(...kept);
        this.#active += this.#active >= 0 ? kept.length : 0;
        this.highest = events[0].ordering;
      }
    } else {
      this.#newer = kept.length;
      this.some = page.more;
    }
    this.#show();
  }

  async #older() {
    if (!this.#more || this.#busy) {
      return;
    }
    const mine = {};
    this.#busy = mine;
    const page = await this.fetch({ before: this.last, limit: PAGE });
    if (this.#busy === mine) {
      this.#busy = null;
      this.#heads.push(...page.events.filter(this.keep));
      this.#more = page.more;
      this.last = page.events.at(-1)?.ordering ?? this.last;
      this.#show();
    }
  }

  #scrolled() {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#show();
      });
    }
  }

  #due = false;

  #show() {
    const { scrollTop, clientHeight } = this.box;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const last = Math.min(this.#heads.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
    this.space.style.height = `${this.#heads.length * ROW}px`;
    this.rows.style.transform = `translateY(${first * ROW}px)`;
    put(this.rows, this.#heads.slice(first, last).map((head, i) => this.#row(head, first + i)));
    setText(this.count, `${whole(this.#heads.length)}${this.#more ? ' loaded, more below' : ''}`);
    this.fresh.hidden = this.#newer === 0 && this.#top;
    setText(this.fresh, this.#newer > 0 ? `${this.#newer}${this.some ? ' or more' : ''} new` : 'To the newest');
    this.box.setAttribute('aria-activedescendant', this.#active >= first && this.#active < last ? `${this.id}-${this.#active}` : '');
    if (last > this.#heads.length - PAGE / 4) {
      this.#older();
    }
  }

  #row(head, i) {
    const { ordering, persistenceId, written, kind, step, run, bytes: size } = head;
    const parts = persistenceId.split('|').filter((_, part) => part !== 1);
    const of = [...parts, ...(run && !parts.includes(run) ? [run] : [])].join(' · ');
    return h('div', { class: `event ${i === this.#active ? 'active' : ''}`, role: 'option', id: `${this.id}-${i}`,
      'aria-selected': String(i === this.#active), 'aria-posinset': i + 1, 'aria-setsize': this.#more ? -1 : this.#heads.length,
      'data-ordering': ordering },
    [ordering, clock(written), kind, of, step === null ? '' : whole(step), bytes(size)].map(text => h('span', {}, String(text))));
  }

  #click(event) {
    const row = event.target.closest('[data-ordering]');
    if (row) {
      this.#active = this.#heads.findIndex(head => head.ordering === Number(row.dataset.ordering));
      this.#show();
      this.open(row.dataset.ordering);
    }
  }

  #key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (by !== undefined) {
      this.#active = Math.max(0, Math.min(this.#heads.length - 1, this.#active + by));
      const y = this.#active * ROW;
      if (y < this.box.scrollTop) {
        this.box.scrollTop = y;
      } else if (y + ROW > this.box.scrollTop + this.box.clientHeight) {
        this.box.scrollTop = y + ROW - this.box.clientHeight;
      }
      this.#show();
    } else if (event.key === 'Enter' && this.#active >= 0) {
      this.open(String(this.#heads[this.#active].ordering));
    } else {
      return;
    }
    event.preventDefault();
  }
}
