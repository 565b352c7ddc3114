import { h, setText } from './dom.js';
import { whole } from './format.js';
import { spread } from './measures.js';

/** The five actors, and what each follows. */
const ACTORS = [
  ['experiment', 'Experiment', 'starts and ends all'],
  ['trainer', 'Trainer', 'takes checkpoints'],
  ['probe', 'HessianProbe', 'follows the checkpoints'],
  ['tracker', 'Tracker', 'follows the spectra'],
  ['null-model', 'NullModel', 'follows the comparisons'],
];

export class Diagram {
  #cells = new Map();

  constructor() {
    this.element = h('ol', { class: 'diagram', 'aria-label': 'The actors, each following the one before it' },
      ACTORS.map(([name, title, does]) => {
        const facts = Object.fromEntries(['waiting', 'in mailbox', 'processing', 'messages'].map(fact => [fact, h('dd', {}, '–')]));
        this.#cells.set(name, facts);
        return h('li', { class: name }, h('h2', {}, title), h('p', { class: 'note' }, does),
          h('dl', { class: 'facts' }, Object.entries(facts).map(([fact, value]) => [h('dt', {}, fact), value]).flat()));
      }));
  }

  show(sample) {
    for (const [name, facts] of this.#cells) {
      const actor = sample?.actors.find(row => row.actor === name);
      setText(facts.waiting, actor ? whole(actor.waiting) : '–');
      setText(facts['in mailbox'], actor ? spread(actor.mailbox) : '–');
      setText(facts.processing, actor ? spread(actor.processing) : '–');
      setText(facts.messages, actor ? whole(actor.processing.total.count) : '–');
    }
  }
}
