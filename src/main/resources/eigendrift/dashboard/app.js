import { h, put } from './dom.js';
import { experimentPage } from './experiment.js';
import { themeSwitch } from './ink.js';
import { page, root } from './server.js';

const PARTS = [['', 'Experiment'], ['actors', 'Actors'], ['events', 'Events']];

/** Which page the address asks for: { id, part }; id is null for the list of experiments. */
export function route(path, base) {
  const parts = path.slice(base.length).split('/').filter(Boolean);
  return { id: parts[0] === 'experiments' && parts[1] ? decodeURIComponent(parts[1]) : null, part: parts[2] ?? '' };
}

function links({ id, part }) {
  const link = (address, text, here) => h('a', { href: address, 'aria-current': here ? 'page' : null }, text);
  put(document.getElementById('pages'), link(page(null), 'Eigendrift', id === null),
    id === null ? [] : PARTS.map(([name, text]) => link(page(id, name), text, part === name)));
}

async function open(where, main) {
  if (where.id === null) {
    document.title = 'Experiments · Eigendrift';
    return (await import('./experiments.js')).experimentsPage(main);
  }
  document.title = `${where.id}${where.part && ` · ${where.part}`} · Eigendrift`;
  if (where.part === 'actors') {
    return (await import('./actors.js')).actorsPage(main, where.id);
  }
  if (where.part === 'events') {
    return (await import('./events.js')).eventsPage(main, where.id);
  }
  return experimentPage(main, where.id);
}

addEventListener('beforeprint', () => document.querySelectorAll('img.printed').forEach(image => {
  image.loading = 'eager';
}));
const where = route(location.pathname, root.pathname);
const main = document.getElementById('main');
themeSwitch(document.getElementById('theme'));
links(where);
open(where, main).catch(refused => {
  document.body.dataset.state = 'stale';
  document.getElementById('state').textContent = 'nothing to show';
  put(main, h('h1', {}, 'This cannot be shown'), h('p', { class: 'refused' }, refused.message),
    h('p', {}, h('a', { href: page(null) }, 'All experiments')));
});
