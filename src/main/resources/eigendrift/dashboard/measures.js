import { h, put } from './dom.js';
import { bytes, duration, number, whole } from './format.js';

const SECOND = 1000;

/** A duration of a sample, in seconds there. */
export const seconds = value => (value === null || value === undefined ? '–' : duration(SECOND * value));

/** p50 and p99 of a window; a dash where nothing came. */
export const spread = ({ window: durations }) =>
  (durations.count === 0 ? '–' : `${seconds(durations.p50)} / ${seconds(durations.p99)}`);

const rate = (count, sample) => `${number(count / (sample.windowSeconds || 1), 3)}/s`;

/**
 * The tables of the actors' page: name, title, columns, rows of a sample, summary of a sample. Durations are p50 / p99 of
 * the last ten seconds.
 */
export const MEASURES = [
  { name: 'actors', title: 'Actors: p50 / p99 of the last ten seconds',
    columns: ['actor', 'how many', 'waiting', 'in mailbox', 'processing', 'messages', 'failures', 'longest wait'],
    rows: sample => [...sample.actors].sort((a, b) => (b.mailbox.window.p99 ?? -1) - (a.mailbox.window.p99 ?? -1)).map(actor => [
      actor.actor, whole(actor.count), whole(actor.waiting), spread(actor.mailbox), spread(actor.processing),
      rate(actor.processing.window.count, sample), whole(actor.failures), seconds(actor.mailbox.total.max)]),
    summary: ({ actors }) => `${actors.length} kinds, ${whole(actors.reduce((n, a) => n + a.waiting, 0))} messages waiting, `
      + `${whole(actors.reduce((n, a) => n + a.failures, 0))} failures` },
  { name: 'jobs', title: 'Jobs on the measuring threads',
    columns: ['job', 'queued', 'running', 'threads', 'waited', 'worked', 'done', 'thread seconds'],
    rows: ({ jobs }) => jobs.map(job => [job.kind, whole(job.queued), whole(job.running), whole(job.threads),
      spread(job.waiting), spread(job.working), whole(job.working.total.count), number(job.threadSeconds, 3)]),
    summary: ({ jobs }) => `${whole(jobs.reduce((n, job) => n + job.running, 0))} running, `
      + `${whole(jobs.reduce((n, job) => n + job.queued, 0))} queued` },
  { name: 'pools', title: 'Pools of threads', columns: ['pool', 'busy', 'threads', 'queued', 'waited', 'worked'],
    rows: ({ pools }) => pools.map(pool => [pool.pool, whole(pool.busy), whole(pool.size), whole(pool.queued),
      spread(pool.waiting), spread(pool.working)]),
    summary: ({ pools }) => pools.map(pool => `${pool.pool} ${pool.busy} of ${pool.size} busy`).join(', ') },
  { name: 'journal', title: 'Journal: events in the last ten seconds',
    columns: ['kind', 'events', 'bytes', 'events in all', 'bytes in all'],
    rows: ({ journal }) => [...journal.events].sort((a, b) => b.bytes.total - a.bytes.total).map(event => [event.kind,
      whole(event.count.window), bytes(event.bytes.window), whole(event.count.total), bytes(event.bytes.total)]),
    summary: sample => {
      const size = sample.journal.events.reduce((n, event) => n + event.bytes.window, 0);
      return `${rate(sample.journal.writing.window.count, sample)} writes of ${spread(sample.journal.writing)}, `
        + `${bytes(size / (sample.windowSeconds || 1))}/s`;
    } },
  { name: 'jvm', title: 'Java', columns: ['what', 'value'],
    rows: ({ jvm }) => [['heap used', bytes(jvm.heapUsed)], ['heap held', bytes(jvm.heapCommitted)],
      ['heap at most', jvm.heapMax < 0 ? 'no limit' : bytes(jvm.heapMax)], ['CPU time', seconds(jvm.cpuSeconds)],
      ['pauses of the collector, p50 / p99', spread(jvm.collecting)], ['pauses in all', seconds(jvm.collecting.total.total)]],
    summary: ({ jvm }) => `${bytes(jvm.heapUsed)} of heap used` },
];

/** A table that is changed in place, so that neither place nor selection is lost each second. */
export function showTable(host, caption, columns, rows) {
  let body = host.querySelector('tbody');
  if (!body) {
    body = h('tbody');
    put(host, h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      h('table', {}, h('caption', { class: 'aside' }, caption),
        h('thead', {}, h('tr', {}, columns.map(name => h('th', { scope: 'col' }, name)))), body)));
  }
  while (body.children.length > rows.length) {
    body.lastChild.remove();
  }
  rows.forEach((cells, r) => {
    const row = body.children[r] ?? body.appendChild(h('tr', {}, columns.map((_, c) => h('td', { class: c > 0 ? 'number' : '' }))));
    cells.forEach((text, c) => {
      if (row.children[c].textContent !== text) {
        row.children[c].textContent = text;
      }
    });
  });
}
