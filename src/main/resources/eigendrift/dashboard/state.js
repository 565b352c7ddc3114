import { setText } from './dom.js';
import { duration } from './format.js';

const STALE = 5000;

/** Whether a run has come to its end. */
export const hasEnded = status => status === 'completed' || status === 'diverged';

/**
 * How live what is shown is: "loading", "live" (a process writes), "ended" (completed, or stopped by its user), "stale"
 * (the process is gone, or the server has not been heard for five seconds). For people in the corner of the page, for
 * scripts as an attribute of the body.
 *
 * @param head status and live, as the server tells them
 * @param open whether the stream is
 * @param heard when something came last
 */
export function showState(head, { open, heard, loading = false }) {
  const quiet = Date.now() - heard;
  const name = loading ? 'loading' : !open && quiet > STALE ? 'stale' : head.live ? 'live'
    : ['completed', 'interrupted'].includes(head.status) ? 'ended' : 'stale';
  document.body.dataset.state = name;
  setText(document.getElementById('state'), words(name, head, open, quiet));
}

function words(name, head, open, quiet) {
  if (name === 'live') {
    return `live · ${duration(quiet)} ago`;
  }
  if (name === 'stale') {
    return open ? `${head.status}: no process writes to it` : `no connection for ${duration(quiet)}`;
  }
  return name === 'ended' ? head.status : 'loading';
}
