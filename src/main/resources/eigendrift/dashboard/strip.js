import { commands } from './commands.js';
import { h, setText } from './dom.js';
import { day, duration, number, whole } from './format.js';
import { lag, Pace } from './pace.js';
import { hasEnded, showState } from './state.js';

const SECOND = 1000;
/** What stays in view on a phone. */
const FIRST = ['status', 'steps', 'remaining'];

/** What is so of the whole experiment: status, steps, pace, how far the probe lags, whether the page is live. */
export class Strip {
  #heard = Date.now();
  #open = false;
  #status;
  #pace = new Pace();
  #facts = new Map();

  constructor(board, address) {
    Object.assign(this, { board, address });
    this.#status = board.head;
    this.values = h('dl', { class: 'strip' });
    this.bar = h('progress', { 'aria-label': 'steps' });
    this.element = h('div', { class: 'head' }, h('h1', {}, board.head.name ?? board.head.id), this.values, this.bar);
    this.commands = commands(board.head, board.data.address);
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
      this.#pace.hear(this.#status.step);
    }
    if (this.board.data.complete) {
      document.body.dataset.offset = this.board.data.offset;
    }
    this.#show();
  }

  #show() {
    const head = this.#status;
    const { data } = this.board;
    showState(head, { open: this.#open, heard: this.#heard, loading: !data.complete });
    const rate = this.#pace.perSecond();
    const facts = {
      status: head.status,
      begun: day(head.begun),
      elapsed: head.live ? duration(Date.now() - head.begun) : '',
      remaining: head.live && rate > 0 && head.totalSteps > head.step
        ? duration((head.totalSteps - head.step) / rate * SECOND) : '',
      'steps/s': head.live && rate > 0 ? number(rate, 3) : '',
      'not yet measured': data.complete ? checkpoints(lag(head.runs, this.board.head.checkpointSteps, data.tables)) : '',
      damaged: head.reason ?? '',
      runs: `${head.runs.filter(run => hasEnded(run.status)).length} of ${head.runs.length}`,
      steps: head.totalSteps === null ? whole(head.step) : `${whole(head.step)} of ${whole(head.totalSteps)}`,
    };
    for (const [name, value] of Object.entries(facts)) {
      setText(this.#fact(name), value);
      this.#fact(name).parentElement.hidden = value === '';
      this.#fact(name).parentElement.classList.toggle('first', FIRST.includes(name));
    }
    this.bar.max = head.totalSteps || 1;
    this.bar.value = head.step;
  }

  #fact(name) {
    if (!this.#facts.has(name)) {
      this.#facts.set(name, h('dd'));
      this.values.append(h('div', {}, h('dt', {}, name), this.#facts.get(name)));
    }
    return this.#facts.get(name);
  }
}

const checkpoints = count => (count === 0 ? '' : `${count} checkpoint${count === 1 ? '' : 's'}`);
