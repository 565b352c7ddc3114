import { h, put, setText } from './dom.js';
import { day, whole } from './format.js';
import { Previews } from './previews.js';
import { api, json, page } from './server.js';
import { View } from './view.js';

const PAUSE = 3000;

/** The list of all experiments of the journal, newest first. */
export async function experimentsPage(main) {
  const view = new View({ filter: '' });
  const rows = new Map();
  const previews = new Previews();
  const body = h('tbody');
  const count = h('p', { class: 'note', role: 'status' });
  const filter = h('input', { type: 'search', value: view.get('filter'), oninput: () => view.set({ filter: filter.value }) });
  const columns = ['experiment', 'begun', 'status', 'runs', 'steps', 'λ₁', 'n·IPR of v₁', 'events'];
  put(main, h('h1', {}, 'Experiments'),
    h('p', { class: 'controls' }, h('label', { class: 'choice' }, h('span', {}, 'filter by name or status'), filter)), count,
    h('div', { class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': 'Experiments' },
      h('table', { class: 'experiments' }, h('caption', { class: 'aside' }, 'Experiments, newest first'),
        h('thead', {}, h('tr', {}, columns.map(name => h('th', { scope: 'col' }, name)))), body)));
  let experiments = [];
  const show = () => {
    const word = view.get('filter').toLowerCase();
    const shown = experiments.filter(e => `${e.name} ${e.id} ${e.status}`.toLowerCase().includes(word));
    setText(count, experiments.length === 0 ? 'This journal has no experiment yet: eigendrift run FILE begins one.'
      : `${shown.length} of ${experiments.length}; ${experiments.filter(e => e.live).length || 'none'} running now`);
    const wanted = shown.map(experiment => row(rows, previews, experiment));
    if (wanted.length !== body.children.length || wanted.some((element, i) => body.children[i] !== element)) {
      put(body, wanted);
    }
  };
  view.listen(show);
  const load = async () => {
    const { offset, experiments: all } = await json(api('experiments'));
    experiments = all;
    document.body.dataset.offset = offset;
    document.body.dataset.state = all.some(e => e.live) ? 'live' : 'ended';
    setText(document.getElementById('state'), all.some(e => e.live) ? 'live' : 'nothing is running');
    show();
  };
  await load();
  setInterval(() => document.hidden || load().catch(() => {
    document.body.dataset.state = 'stale';
    setText(document.getElementById('state'), 'the server does not answer');
  }), PAUSE);
}

/** The row of one experiment, made once and then changed where it differs. */
function row(rows, previews, experiment) {
  const { id, name, begun, status, runs, step, totalSteps, events, live, reason } = experiment;
  if (!rows.has(id)) {
    const cells = Object.fromEntries(['status', 'runs', 'events'].map(key => [key, h('td')]));
    const bar = h('progress', { 'aria-label': `steps of ${name}` });
    const steps = h('span');
    const eigenvalue = h('td', { class: 'preview' });
    const ipr = h('td', { class: 'preview' });
    const element = h('tr', {}, h('th', { scope: 'row' }, h('a', { href: page(id) }, id), name && name !== id ? ` ${name}` : ''),
      h('td', {}, begun ? day(begun) : '–'), cells.status, cells.runs, h('td', {}, bar, ' ', steps), eigenvalue, ipr, cells.events);
    rows.set(id, { element, cells, bar, steps });
    previews.watch(element, experiment, eigenvalue, ipr);
  }
  const { element, cells, bar, steps } = rows.get(id);
  cells.status.className = status;
  setText(cells.status, live ? `${status} · live` : status);
  setText(cells.runs, runs ? `${runs.ended} of ${runs.planned}${runs.diverged ? `, ${runs.diverged} diverged` : ''}` : reason);
  setText(steps, totalSteps ? `${whole(step)} of ${whole(totalSteps)}` : whole(step ?? 0));
  setText(cells.events, whole(events));
  bar.max = totalSteps || 1;
  bar.value = step ?? 0;
  previews.changed(experiment);
  return element;
}

