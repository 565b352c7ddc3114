import { Board } from './board.js';
import { controls } from './controls.js';
import { h, put } from './dom.js';
import { IdentityPanel } from './identities.js';
import { LinePanel } from './lines.js';
import { MassPanel } from './masses.js';
import { NullPanel } from './nulls.js';
import { QUANTITIES } from './quantities.js';
import { runsTable } from './runs.js';
import { SharedScale } from './scale.js';
import { api, json, where } from './server.js';
import { Strip } from './strip.js';
import { MapPanel } from './twotimes.js';
import { UnitPanel } from './unit.js';
import { View } from './view.js';

const DEFAULTS = { analysis: '', x: 'step', v: '1', label: 'rank', nulls: '', seed: '', tw: '', pin: '', hide: '' };

const GROUPS = [
  ['Training', ['loss', 'accuracy', 'gradient', 'learning-rate']],
  ['Curvature', ['eigenvalues', 'stability']],
  ['Movement', ['displacement', 'two-times']],
  ['Localization', ['ipr', 'masses', 'unit']],
  ['Who is who', ['identities']],
  ['Chance', ['nulls']],
];

const OTHERS = { 'two-times': MapPanel, masses: MassPanel, unit: UnitPanel, identities: IdentityPanel, nulls: NullPanel };

/** The page of one experiment: columns are optimizers, rows are quantities. */
export async function experimentPage(main, id) {
  const address = api(`experiments/${encodeURIComponent(id)}`);
  const view = new View(DEFAULTS);
  const first = await json(address);
  view.values.analysis ||= first.analyses[0]?.name ?? '';
  const head = await json(where(address, { analysis: view.get('analysis') }));
  const board = new Board(head, view);
  const strip = new Strip(board, address);
  const panels = [];
  const rows = GROUPS.map(([title, names]) => h('section', {}, h('h2', {}, title),
    names.map(name => {
      const quantity = QUANTITIES.find(q => q.name === name);
      const scale = quantity && new SharedScale(quantity.rule);
      const own = board.optimizers.map(optimizer => (quantity
        ? new LinePanel(board, quantity, optimizer, scale) : new OTHERS[name](board, optimizer)));
      panels.push(...own);
      own.slice(1).filter(({ frame }) => frame.isPrintedBy(own[0].frame))
        .forEach(({ frame }) => frame.element.classList.add('repeated'));
      return h('div', { class: 'row', 'data-row': name }, own.map(panel => panel.frame.element));
    })));
  const runs = runsTable(board);
  put(main, strip.element, strip.commands, controls(board), rows, h('section', {}, h('h2', {}, 'Runs'), runs.element));
  listen(board, panels, strip, runs);
  scripts(board, panels);
  await board.data.start(first.offset);
  await begin(board, panels);
  runs.show();
}

function listen(board, panels, strip, runs) {
  board.data.listen(news => {
    if (news.touched) {
      if (news.touched.training) {
        board.learnAxis();
      }
      panels.forEach(panel => panel.add(news.touched, news.displacement));
      runs.show();
    }
    strip.hear(news);
    if (news.status) {
      learn(board, panels, news.status);
    }
  });
  board.view.listen(async changed => {
    if (changed.has('analysis')) {
      location.reload();
    }
    if (changed.has('x')) {
      if (board.view.get('x') === 'clock') {
        await board.readClock();
      }
      board.axis();
      board.link.range(null);
    }
    if (['x', 'v', 'label', 'nulls', 'seed'].some(name => changed.has(name))) {
      panels.forEach(panel => panel.begin());
    }
  });
}

async function begin(board, panels) {
  if (board.view.get('x') === 'clock') {
    await board.readClock();
  }
  board.learnRanks();
  board.learnAxis();
  panels.forEach(panel => panel.begin());
}

/** How far the experiment has come. With another plan, or the first length of an epoch, the page is another. */
function learn(board, panels, { totalSteps, runs, analyses }) {
  if (board.head.totalSteps !== totalSteps || board.head.runs.length !== runs.length) {
    location.reload();
  }
  const before = board.isComplete();
  board.head.analyses = analyses;
  if (board.isComplete() !== before) {
    panels.forEach(panel => panel.frame.draw());
  }
}

/** For scripts: the numbers that the panels show, and how long events took to the screen. */
function scripts(board, panels) {
  window.eigendrift = {
    series: (name, optimizer, index) =>
      panels.find(panel => panel.frame.name === name && panel.frame.optimizer === optimizer)?.series?.(index),
    get latencies() {
      return board.data.latencies;
    },
  };
}
