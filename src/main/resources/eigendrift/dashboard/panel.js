import { freshId, h, put, setText } from './dom.js';
import { PagedTable } from './paged.js';
import { say } from './say.js';

const narrow = matchMedia('(max-width: 700px)');
const KEYS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };

const seen = new IntersectionObserver(entries => entries.forEach(({ target, isIntersecting }) => {
  if (isIntersecting) {
    seen.unobserve(target);
    target.dispatchEvent(new Event('seen'));
  }
}), { rootMargin: '400px' });

/**
 * The frame of every panel: a figure with a name, a summary in words, a plot that keys move through, the values under
 * the cursor, and a paged table of the same numbers. What is in it is made when it comes into view.
 */
export class Panel {
  #at = -1;
  #mounted = false;
  #table = null;

  /**
   * @param name of the panel, for scripts
   * @param optimizer may be null
   * @param title what a person calls it
   * @param content { mount(host), draw(), summary(), points(), describe(i), point(i), enter(i), across(by), table,
   *     figure }: what is in it; all but mount, draw and summary may be missing
   */
  constructor({ name, optimizer, title, content, open = true }) {
    Object.assign(this, { name, optimizer, content });
    const id = freshId(name);
    const keys = Boolean(content.points);
    this.title = h('h3', { id: `${id}-title` }, title);
    this.summary = h('p', { class: 'summary', id: `${id}-summary` });
    this.plot = h('div', keys
      ? { class: 'plot', tabindex: 0, role: 'application', 'aria-roledescription': 'chart', 'aria-details': `${id}-table`,
        'aria-label': `${title}. Arrow keys move the cursor.`, 'aria-describedby': `${id}-summary`,
        onkeydown: event => this.#key(event), onblur: () => this.#leave() }
      : { class: 'plot' });
    this.readout = h('p', { class: 'readout', hidden: true });
    this.extra = h('div', { class: 'extra' });
    this.tableHost = h('details', { class: 'numbers', id: `${id}-table`, ontoggle: () => this.#showTable() },
      h('summary', {}, 'Numbers'));
    this.body = h('details', { class: 'body', open: open || !narrow.matches, ontoggle: () => this.draw() },
      h('summary', {}, this.title), h('div', { class: 'words' }, this.summary, this.readout), this.plot, this.extra,
      content.table ? this.tableHost : null);
    // The browser loads it when it prints, and then alone.
    this.printed = content.figure ? h('img', { class: 'printed', loading: 'lazy', alt: title }) : null;
    this.element = h('figure', { class: content.figure ? 'drawn' : null, 'data-panel': name, 'data-optimizer': optimizer, 'aria-labelledby': `${id}-title`,
      onseen: () => this.#mount() }, this.body, this.printed);
    seen.observe(this.element);
  }

  /** After new rows or another view. */
  draw() {
    setText(this.summary, this.content.summary());
    const figure = this.content.figure?.('svg');
    if (this.printed && this.printed.dataset.src !== figure) {
      this.printed.dataset.src = figure;
      this.printed.src = figure;
    }
    if (this.#mounted && this.body.open) {
      this.content.draw();
      if (this.tableHost.open) {
        this.#table?.show();
      }
    }
  }

  /** On paper the figure of another panel shows this one's curves too. */
  isPrintedBy(other) {
    return this.printed !== null && this.content.figure('svg') === other.content.figure('svg');
  }

  /** The numbers at the cursor, which another panel may have moved; empty where there are none. */
  read(text) {
    setText(this.readout, text);
    this.readout.hidden = text === '';
  }

  #mount() {
    this.#mounted = true;
    this.content.mount(this.plot, this.extra);
    this.draw();
  }

  #key(event) {
    const { content } = this;
    const count = content.points();
    if (event.key in KEYS && count > 0) {
      const from = this.#at < 0 ? (KEYS[event.key] < 0 ? count : -1) : this.#at;
      this.#at = Math.max(0, Math.min(count - 1, from + KEYS[event.key]));
      content.point(this.#at);
      say(`${this.title.textContent}: ${content.describe(this.#at)}`);
    } else if (event.key === 'Enter' && content.enter) {
      say(content.enter(this.#at));
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && content.across) {
      say(content.across(event.key === 'ArrowUp' ? 1 : -1));
    } else if (event.key === 'Escape') {
      this.#leave();
    } else {
      return;
    }
    event.preventDefault();
  }

  #leave() {
    this.#at = -1;
    this.content.point(-1);
  }

  #showTable() {
    if (this.tableHost.open && !this.#table) {
      this.#table = new PagedTable({ caption: this.title.textContent, ...this.content.table });
      put(this.tableHost, this.tableHost.firstChild, this.#table.element, this.#downloads());
    }
    this.#table?.show();
  }

  /** The report's figure of the same, as files. */
  #downloads() {
    const { figure } = this.content;
    return figure && h('p', { class: 'files' }, 'Figure for print: ', ['svg', 'pdf', 'png', 'csv'].map(kind =>
      [h('a', { href: figure(kind), download: true }, kind.toUpperCase()), ' ']).flat());
  }
}
