import { Abscissa } from './abscissa.js';
import { Data } from './data.js';
import { styleOf } from './ink.js';
import { Link } from './link.js';
import { json, where } from './server.js';

const NULLS_SHOWN = 2;
const CLOCK_PAGE = 500;

/** What all panels of one experiment know: its runs, its tables, the view, and how optimizers look. */
export class Board {
  #ranks = new Map();

  constructor(head, view) {
    Object.assign(this, { head, view, link: new Link(), parameters: head.parameters });
    this.optimizers = [...new Set(head.runs.map(run => run.optimizer))];
    this.runs = new Map(head.runs.map(run => [run.run, run]));
    this.data = new Data(head.id, view.get('analysis'));
    this.data.listen(({ touched }) => touched?.identities && this.#learnRanks(touched.identities));
    this.axis();
  }

  optimizerOf(run) {
    return this.runs.get(run)?.optimizer;
  }

  runsOf(optimizer) {
    return this.head.runs.filter(run => run.optimizer === optimizer).map(run => run.run);
  }

  /** The run of an optimizer whose seed is the chosen one. */
  runOf(optimizer) {
    const runs = this.runsOf(optimizer);
    return runs.find(run => String(this.runs.get(run).seed) === String(this.view.get('seed'))) ?? runs[0];
  }

  style(optimizer) {
    return styleOf(this.head.optimizers.find(({ name }) => name === optimizer));
  }

  /** The rank of an identity at a step, as the report shows it; the number itself where it has none. */
  rankOf(run, step, identity) {
    return this.#ranks.get(`${run}\n${step}\n${identity}`) ?? identity;
  }

  learnRanks() {
    this.#ranks.clear();
    this.#learnRanks(Array.from({ length: this.data.tables.identities.length }, (_, i) => i));
  }

  #learnRanks(rows) {
    const table = this.data.tables.identities;
    for (const row of rows) {
      const key = ['run', 'step', 'identity'].map(name => table.get(name, row)).join('\n');
      this.#ranks.set(key, table.get('rank', row));
    }
  }

  /** Whether the analysis has measured all it will. */
  isComplete() {
    return this.head.analyses.find(analysis => analysis.name === this.data.analysis)?.completed ?? false;
  }

  /** The null models that are shown: those that the address names, else the first two. */
  chosenNulls(names) {
    const said = this.view.get('nulls');
    return said === '' ? names.slice(0, NULLS_SHOWN) : said.split(',');
  }

  /** The points of the marked identity in a panel that knows ranks: [step, value]. */
  marked({ table, ranked, lines, times }, optimizer) {
    const { identity } = this.link;
    if (!identity || !ranked || this.optimizerOf(identity.run) !== optimizer) {
      return [];
    }
    const rows = this.data.tables[table];
    const ranks = this.data.tables.identities;
    const points = [];
    for (let i = 0; i < ranks.length; i++) {
      if (ranks.get('run', i) === identity.run && ranks.get('identity', i) === identity.identity) {
        const row = rows.find({ run: identity.run, step: ranks.get('step', i), index: ranks.get('rank', i) });
        if (row !== undefined) {
          points.push([ranks.get('step', i), rows.get(lines[0].column, row) * (times ? this.parameters : 1)]);
        }
      }
    }
    return [points];
  }

  figure(name, kind) {
    const address = new URL(`figures/${name}.${kind}`, this.data.address);
    return where(address, { analysis: this.data.analysis }).href;
  }

  /** The abscissa, after another choice of it or more rows. */
  axis() {
    const mode = this.view.get('x');
    this.abscissa = new Abscissa(mode, this.#last(), this.head.checkpointSteps);
    this.learnAxis();
  }

  /** The last step that there will be; before that is known, the last there is. */
  #last() {
    const { totalSteps, runs } = this.head;
    return totalSteps === null ? Math.max(...runs.map(run => run.step)) : totalSteps / Math.max(1, runs.length);
  }

  learnAxis() {
    const { mode } = this.abscissa;
    if (mode === 'epoch' || mode === 'eta') {
      const column = mode === 'epoch' ? 'epoch' : 'learning_rate';
      this.optimizers.forEach(name => this.abscissa.learn(name, this.runsOf(name).map(run => this.#column(run, column))));
    } else if (mode === 'clock') {
      this.optimizers.forEach(name => this.abscissa.learn(name, this.runsOf(name).map(run => this.#clock?.get(run)
        ?? { steps: [], values: [] })));
    }
  }

  #column(run, column) {
    const { training } = this.data.tables;
    const steps = [];
    const values = [];
    for (let row = 0; row < training.length; row++) {
      if (training.get('run', row) === run) {
        steps.push(training.get('step', row));
        values.push(training.get(column, row));
      }
    }
    return { steps, values };
  }

  #clock = null;

  /** When steps were written, for the wall clock: from the heads of the trainers' events. */
  async readClock() {
    const clock = new Map();
    let before = null;
    let more = true;
    while (more) {
      const address = new URL('events', this.data.address);
      const page = await json(where(address, { kind: 'steps-taken', limit: CLOCK_PAGE, before }));
      page.events.filter(event => event.step !== null).forEach(event => {
        const run = event.persistenceId.split('|')[2];
        clock.set(run, clock.get(run) ?? { steps: [], values: [] });
        clock.get(run).steps.unshift(event.step);
        clock.get(run).values.unshift(event.written);
      });
      more = page.more && page.events.length > 0;
      before = page.events.at(-1)?.ordering;
    }
    clock.forEach(run => {
      const [first] = run.values;
      run.values = run.values.map(value => (value - first) / 60_000);
    });
    this.#clock = clock;
  }
}
