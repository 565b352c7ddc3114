import { h, put } from './dom.js';
import { number } from './format.js';

/** The runs, with only the columns in which they differ. */
export function runsTable(board) {
  const element = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Runs' });
  return { element, show: () => show(board, element) };
}

function show(board, element) {
  const table = board.data.tables.runs;
  const rows = Array.from({ length: table.length }, (_, i) => i);
  const names = [...table.columns.keys()].filter(name => name === 'run' || name === 'status'
    || rows.some(row => !Object.is(table.get(name, row), table.get(name, 0))));
  const cell = (name, row) => {
    const value = table.get(name, row);
    return typeof value === 'number' ? h('td', { class: 'number' }, number(value)) : h('td', {}, value ?? '–');
  };
  put(element, h('table', {},
    h('caption', { class: 'aside' }, 'Runs, with the columns in which they differ'),
    h('thead', {}, h('tr', {}, names.map(name => h('th', { scope: 'col' }, name.replaceAll('_', ' '))))),
    h('tbody', {}, rows.map(row => h('tr', {}, names.map(name => cell(name, row)))))));
}
