import { commands } from './commands.js';
import { h, put } from './dom.js';
import { day, whole } from './format.js';
import { hasEnded, showState } from './state.js';

const SECOND = 1000;

/** What is so of the whole experiment: status, steps, pace, how far the probe lags, whether the page is live. */
export class Strip {
  #heard = Date.now();
  #open = false;
  #status;

  constructor(board, address) {
    Object.assign(this, { board, address });
    this.#status = board.head;
    this.values = h('dl', { class: 'strip' });
    this.element = h('div', { class: 'head' }, h('h1', {}, board.head.name ?? board.head.id), this.values,
      commands(board.head, board.data.address));
    setInterval(() => this.#show(), SECOND);
    this.#show();
  }

  hear(news) {
    this.#heard = Date.now();
    if ('open' in news) {
      this.#open = news.open.open;
    }
    if (news.status) {
      this.#status = { ...this.#status, ...news.status };
    }
    if (this.board.data.complete) {
      document.body.dataset.offset = this.board.data.offset;
    }
    this.#show();
  }

  #show() {
    const head = this.#status;
    showState(head, { open: this.#open, heard: this.#heard, loading: !this.board.data.complete });
    const facts = [
      ['status', head.status],
      ['begun', day(head.begun)],
      ...(head.reason ? [['damaged', head.reason]] : []),
      ['runs', `${head.runs?.filter?.(run => hasEnded(run.status)).length ?? '–'} of ${this.board.head.runs.length}`],
      ['steps', head.totalSteps === null ? whole(head.step) : `${whole(head.step)} of ${whole(head.totalSteps)}`],
    ];
    const text = JSON.stringify(facts);
    if (this.values.dataset.text !== text) {
      this.values.dataset.text = text;
      put(this.values, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
        h('div', { class: 'bar-steps' }, h('dt', { class: 'aside' }, 'progress'), h('dd', {},
          h('progress', { max: head.totalSteps || 1, value: head.step, 'aria-label': 'steps' }))));
    }
  }
}
