import { MODES } from './abscissa.js';
import { choice, h, put } from './dom.js';
import { vector } from './format.js';

/** What can be chosen for all panels at once; every choice is in the address. */
export function controls(board) {
  const { view, head } = board;
  const set = name => value => view.set({ [name]: value });
  const seeds = [...new Set(head.runs.map(run => String(run.seed)))];
  const vectors = Array.from({ length: head.k }, (_, i) => [String(i + 1), vector(i + 1)]);
  const nulls = h('fieldset', { class: 'choice nulls' }, h('legend', {}, 'null models'));
  const whole = h('button', { type: 'button', class: 'quiet', hidden: true, onclick: () => board.link.range(null) },
    'Whole range');
  board.link.listen(what => {
    whole.hidden = what === 'zoom' ? board.link.zoom === null : whole.hidden;
  });
  board.data.listen(() => showNulls(board, nulls));
  return h('form', { class: 'controls', 'aria-label': 'View', onsubmit: event => event.preventDefault() },
    head.analyses.length > 1
      ? choice('analysis', head.analyses.map(a => [a.name, a.name]), view.get('analysis'), set('analysis')) : null,
    choice('abscissa', MODES, view.get('x'), set('x')),
    vectors.length > 1 ? choice('vector', vectors, view.get('v'), set('v')) : null,
    choice('followed by', [['rank', 'rank'], ['identity', 'identity']], view.get('label'), set('label')),
    seeds.length > 1 ? choice('seed of maps', seeds.map(s => [s, s]), view.get('seed') || seeds[0], set('seed')) : null,
    nulls, whole);
}

function showNulls(board, fieldset) {
  const table = board.data.tables.nulls;
  const names = new Set();
  for (let row = 0; row < table.length; row++) {
    if (['ipr', 'displacement'].includes(table.get('statistic', row))) {
      names.add(table.get('model', row));
    }
  }
  if (fieldset.dataset.names === [...names].join()) {
    return;
  }
  fieldset.dataset.names = [...names].join();
  const chosen = board.chosenNulls([...names]);
  const boxes = [...names].map(name => h('input', { type: 'checkbox', value: name, checked: chosen.includes(name),
    onchange: () => board.view.set({ nulls: boxes.filter(box => box.checked).map(box => box.value).join() || 'none' }) }));
  put(fieldset, h('legend', {}, 'null models'), boxes.map(box => h('label', {}, box, ` ${box.value}`)));
  fieldset.hidden = names.size === 0;
}
