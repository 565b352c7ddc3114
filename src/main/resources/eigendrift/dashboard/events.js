import { choice, h, put } from './dom.js';
import { EventView } from './event.js';
import { EventList } from './eventlist.js';
import { follow } from './feed.js';
import { Histogram } from './histogram.js';
import { api, json, where } from './server.js';
import { showState } from './state.js';
import { View } from './view.js';

const FIRST = { actor: '', run: '', kind: '', analysis: '', from: '', to: '', event: '', before: '', over: 'time' };
const ACTORS = ['experiment', 'trainer', 'probe', 'tracker', 'null-model'];
const KINDS = ['planned', 'data-read', 'experiment-extended', 'run-started', 'run-completed', 'run-failed', 'analysis-planned',
  'analysis-completed', 'completed', 'cancelled', 'resumed', 'paused', 'continued', 'actors-measured', 'training-started',
  'steps-taken', 'checkpoint-taken', 'units-counted', 'training-completed', 'diverged', 'density-measured', 'trace-measured',
  'stability-measured', 'product-checked', 'eigenvector-measured', 'spectrum-measured', 'probe-failed', 'probing-completed',
  'identities-matched', 'localization-measured', 'alignment-measured', 'subspaces-measured', 'dynamics-measured',
  'spectrum-missing', 'tracking-completed', 'observed', 'passed', 'blocks-measured', 'null-sampled', 'null-summarized',
  'null-adjusted', 'nulls-completed'];
const FILTERS = ['actor', 'run', 'kind', 'analysis'];
const SECOND = 1000;
const OVER = [['time', 'time'], ['order', 'order of writing']];

/** The events of one experiment, newest first: heads alone, one event in full beside them. */
export async function eventsPage(main, id) {
  const address = api(`experiments/${encodeURIComponent(id)}`);
  const data = new URL(`${address}/`);
  const view = new View(FIRST);
  const head = await json(address);
  const filters = () => Object.fromEntries(FILTERS.map(name => [name, view.get(name)]));
  const list = new EventList({
    fetch: parameters => json(where(new URL('events', data), { ...filters(), ...parameters })),
    keep: event => within(view, event),
    open: ordering => view.set({ event: ordering }),
  });
  const event = new EventView(data, ordering => view.set({ event: ordering }));
  const histogram = new Histogram(data, () => ({ ...filters(), over: view.get('over') }), ordering => view.set({ before: ordering }));
  put(main, h('h1', {}, `Events of ${head.name ?? id}`), filterForm(view, head), histogram.element,
    h('div', { class: 'split' }, list.element, event.element));
  const load = () => {
    return Promise.all([histogram.load(), list.load(Number(view.get('before')) || null)]);
  };
  view.listen(changed => {
    if (changed.has('event')) {
      event.show(Number(view.get('event')));
    }
    if (changed.has('over')) {
      histogram.load();
    }
    if ([...changed].some(name => name !== 'event' && name !== 'over')) {
      load();
    }
  });
  await load();
  if (view.get('event')) {
    event.show(Number(view.get('event')));
  }
  watch(head, data, list);
}

/** What comes while the page is open; the list says how many, or takes them in. */
function watch(head, data, list) {
  const analysis = head.analyses[0]?.name;
  const now = { head, open: false, heard: Date.now() };
  document.body.dataset.offset = head.offset;
  follow(where(new URL('stream', data), { analysis, tables: 'runs' }), head.offset, ({ type, data: said, id, open }) => {
    now.heard = Date.now();
    if (type === 'status') {
      now.head = said;
    } else if (type === 'open') {
      now.open = open;
    }
    if (id > document.body.dataset.offset) {
      document.body.dataset.offset = id;
      list.arrived();
    }
    showState(now.head, now);
  });
  setInterval(() => showState(now.head, now), SECOND);
}

/** Whether an event is in the chosen range of steps; one whose step is not known is. */
function within(view, { step }) {
  const [from, to] = [view.get('from'), view.get('to')];
  return step === null || ((from === '' || step >= Number(from)) && (to === '' || step <= Number(to)));
}

function filterForm(view, head) {
  const any = values => [['', 'any'], ...values.map(value => [value, value])];
  const set = name => value => view.set({ [name]: value, before: '' });
  const step = (name, text) => h('label', { class: 'choice' }, h('span', {}, text),
    h('input', { type: 'number', min: 0, value: view.get(name), class: 'step', onchange: e => set(name)(e.target.value) }));
  return h('form', { class: 'controls', 'aria-label': 'Filters', onsubmit: e => e.preventDefault() },
    choice('actor', any(ACTORS), view.get('actor'), set('actor')),
    choice('run', any(head.runs.map(run => run.run)), view.get('run'), set('run')),
    choice('kind', any(KINDS), view.get('kind'), set('kind')),
    choice('analysis', any(head.analyses.map(a => a.name)), view.get('analysis'), set('analysis')),
    step('from', 'from step'), step('to', 'to step'),
    choice('histogram over', OVER, view.get('over'), value => view.set({ over: value })));
}
