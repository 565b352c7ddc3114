import { commands } from './commands.js';
import { Diagram } from './diagram.js';
import { h, put, setText } from './dom.js';
import { duration } from './format.js';
import { follow } from './feed.js';
import { MEASURES, showTable } from './measures.js';
import { Panel } from './panel.js';
import { api, json, where } from './server.js';
import { showState } from './state.js';
import { WaterfallPanel } from './waterfallpanel.js';

const STALE = 5000;
const SECOND = 1000;
const RELOAD = 2000;

/** The actors of one experiment: who waits for whom, what the work costs, and the way of each checkpoint. */
export async function actorsPage(main, id) {
  const address = api(`experiments/${encodeURIComponent(id)}`);
  const head = await json(address);
  const data = new URL(`${address}/`);
  const now = { sample: null, head, open: false, heard: Date.now() };
  const diagram = new Diagram();
  const panels = MEASURES.map(measure => measurePanel(measure, now));
  const waterfall = new WaterfallPanel(() => now.head, data);
  const note = h('p', { class: 'note' });
  put(main, h('div', { class: 'head' }, h('h1', {}, `Actors of ${head.name ?? id}`), commands(head, data)), note,
    diagram.element, h('div', { class: 'row single' }, waterfall.frame.element),
    h('div', { class: 'row tables' }, panels.map(panel => panel.element)),
    h('p', { class: 'note' }, 'Not measured: time in the queues of the operating system, and within the database.'));
  const show = () => {
    state(now, note);
    diagram.show(now.sample);
    panels.forEach(panel => panel.draw());
  };
  document.body.dataset.offset = head.offset;
  await waterfall.load();
  follow(where(new URL('stream', data), { analysis: head.analyses[0]?.name }), head.offset, message => hear(now, message, show));
  setInterval(show, SECOND);
  setInterval(() => document.hidden || !now.head.live || waterfall.load().catch(() => {}), RELOAD);
  show();
}

function measurePanel(measure, now) {
  let host = null;
  return new Panel({ name: measure.name, optimizer: null, title: measure.title, content: {
    mount: plot => {
      host = plot;
    },
    summary: () => (now.sample ? measure.summary(now.sample)
      : now.head.live ? 'No sample yet.' : 'Measured only while the experiment runs.'),
    draw: () => now.sample && showTable(host, measure.title, measure.columns, measure.rows(now.sample)),
  } });
}

function hear(now, { type, data, id, open }, show) {
  now.heard = Date.now();
  if (type === 'metrics') {
    now.sample = data;
  } else if (type === 'status') {
    now.head = { ...now.head, ...data };
  } else if (type === 'open') {
    now.open = open;
  }
  if (id) {
    document.body.dataset.offset = Math.max(document.body.dataset.offset, id);
  }
  show();
}

function state({ sample, head, open, heard }, note) {
  showState(head, { open, heard });
  const age = sample ? Date.now() - sample.sampledMillis : 0;
  setText(note, age >= STALE ? `The last numbers are ${duration(age)} old.` : head.live || sample ? ''
    : 'This experiment is not running, so there are no numbers of its actors; the way of its checkpoints is in the journal. '
      + `eigendrift metrics ${head.id} shows what its last process measured.`);
}
