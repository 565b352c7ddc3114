/**
 * The way of each checkpoint, from the times of events alone: taken, then measured, compared and judged.
 *
 * <p>A probe measures one checkpoint after the other, so one waits at least until the one before it is measured; that
 * moment, or the taking if it is later, is where measuring begins here. It includes the wait for threads.
 *
 * @param heads of events, each with kind, run, step, written, sequenceNumber
 * @param steps of the checkpoints that are to be measured
 * @returns rows { run, step, taken, begun, measured, compared, judged } in the order of taking; NaN for not yet
 */
export function ways(heads, steps) {
  const planned = new Set(steps);
  const rows = new Map();
  const row = (run, step) => {
    const key = `${run}\n${step}`;
    if (!rows.has(key)) {
      rows.set(key, { run, step, taken: NaN, begun: NaN, measured: NaN, compared: NaN, judged: NaN });
    }
    return rows.get(key);
  };
  const put = (head, name, choose = Math.max) => {
    const { run, step, written } = head;
    if (run && Number.isFinite(step) && planned.has(step)) {
      const there = row(run, step);
      there[name] = Number.isNaN(there[name]) ? written : choose(there[name], written);
    }
  };
  for (const head of withSteps(heads)) {
    if (head.kind === 'checkpoint-taken') {
      put(head, 'taken', Math.min);
    } else if (head.kind === 'spectrum-measured') {
      put(head, 'measured', Math.min);
    } else if (head.kind === 'dynamics-measured') {
      put(head, 'compared', Math.min);
    } else if (head.kind === 'null-summarized') {
      put(head, 'judged');
    }
  }
  return begun([...rows.values()].filter(way => Number.isFinite(way.taken)).sort((a, b) => a.taken - b.taken));
}

/** A checkpoint's head does not hold its step, which would take its weights; the row of the log just before it does. */
function withSteps(heads) {
  const ordered = [...heads].sort((a, b) => a.sequenceNumber - b.sequenceNumber);
  const last = new Map();
  return ordered.map(head => {
    if (head.kind === 'steps-taken') {
      last.set(head.run, head.step);
    }
    return head.kind === 'checkpoint-taken' && head.step === null ? { ...head, step: last.get(head.run) } : head;
  });
}

function begun(rows) {
  const before = new Map();
  for (const way of rows) {
    const earlier = before.get(way.run) ?? -Infinity;
    way.begun = Math.max(way.taken, earlier);
    before.set(way.run, Number.isFinite(way.measured) ? way.measured : Infinity);
    if (way.begun === Infinity) {
      way.begun = NaN;
    }
  }
  return rows;
}
