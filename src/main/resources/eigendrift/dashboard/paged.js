import { h, put } from './dom.js';

const PAGE = 25;

/**
 * A table of which 25 rows are in the page, newest first.
 *
 * @param caption for a screen reader
 * @param columns names
 * @param rows () => how many there are
 * @param row i => cells, as text or nodes
 */
export class PagedTable {
  #at = 0;

  constructor({ caption, columns, rows, row }) {
    Object.assign(this, { rows, row });
    this.body = h('tbody');
    this.place = h('span');
    this.newer = h('button', { type: 'button', class: 'quiet', onclick: () => this.#turn(-1) }, 'Newer');
    this.older = h('button', { type: 'button', class: 'quiet', onclick: () => this.#turn(1) }, 'Older');
    this.element = h('div', { class: 'paged' },
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
        h('table', {}, h('caption', { class: 'aside' }, caption),
          h('thead', {}, h('tr', {}, columns.map(name => h('th', { scope: 'col' }, name)))), this.body)),
      h('p', { class: 'pager' }, this.newer, this.place, this.older));
    this.show();
  }

  show() {
    const count = this.rows();
    const pages = Math.max(1, Math.ceil(count / PAGE));
    this.#at = Math.min(this.#at, pages - 1);
    const from = count - 1 - this.#at * PAGE;
    const shown = Array.from({ length: Math.max(0, Math.min(PAGE, from + 1)) }, (_, i) => from - i);
    put(this.body, shown.map(i => h('tr', {}, this.row(i).map(cell => h('td', {}, cell)))));
    this.place.textContent = ` page ${this.#at + 1} of ${pages}, ${count} rows `;
    this.newer.disabled = this.#at === 0;
    this.older.disabled = this.#at >= pages - 1;
  }

  #turn(by) {
    this.#at += by;
    this.show();
  }
}
