import { fromZero, linear } from './ticks.js';

const EARLY = 0.1;

export const MODES = [['step', 'step'], ['epoch', 'epoch'], ['eta', 'η·t'], ['clock', 'wall clock']];
const LABELS = { step: 'step', epoch: 'epoch', eta: 'Σ η, effective time', clock: 'minutes since the run began' };

/** The abscissa of all panels: steps, or what stands for them. */
export class Abscissa {
  #ways = new Map();

  /**
   * @param mode one of MODES
   * @param last the last step that there will be
   * @param steps those of the checkpoints, as planned
   */
  constructor(mode, last, steps) {
    this.mode = mode;
    this.last = Math.max(1, last);
    const middle = steps[Math.floor(steps.length / 2)];
    this.log = mode === 'step' && steps.length > 2 && middle < EARLY * last;
  }

  get label() {
    return LABELS[this.mode];
  }

  /**
   * Where the steps of an optimizer lie, from what its rows say.
   *
   * @param runs rows of each run: { steps, values }, the values being epochs, learning rates or milliseconds
   */
  learn(optimizer, runs) {
    const ways = runs.filter(run => run.steps.length > 1).map(run => this.#way(run));
    if (ways.length > 0) {
      this.#ways.set(optimizer, ways);
    }
  }

  /** From a step to its place; steps themselves where there is no other measure yet. */
  place(optimizer) {
    const ways = this.#ways.get(optimizer);
    if (this.mode === 'step' || !ways) {
      return step => step;
    }
    return step => middle(ways.map(way => interpolate(way, step)));
  }

  /** The end of the axis: the farthest of all optimizers. */
  get max() {
    const ends = [...this.#ways.keys()].map(optimizer => this.place(optimizer)(this.last));
    return this.mode === 'step' || ends.length === 0 ? this.last : Math.max(...ends);
  }

  ticks(min, max, about) {
    return this.log ? fromZero(min, max, about) : linear(min, max, about);
  }

  #way({ steps, values }) {
    if (this.mode !== 'eta') {
      return { x: steps, y: values };
    }
    const sums = new Float64Array(steps.length);
    for (let i = 1; i < steps.length; i++) {
      sums[i] = sums[i - 1] + (Number.isFinite(values[i]) ? values[i] * (steps[i] - steps[i - 1]) : 0);
    }
    return { x: steps, y: sums };
  }
}

/** On the line through the neighbours, also beyond the ends. */
function interpolate({ x, y }, at) {
  let i = 1;
  while (i < x.length - 1 && x[i] < at) {
    i += 1;
  }
  return y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / (x[i] - x[i - 1]);
}

function middle(values) {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}
