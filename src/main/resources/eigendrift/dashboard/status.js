/** Whether a process may be at it: what is paused goes on measuring. */
export function isUnderWay(status) {
  return status === 'running' || status === 'paused';
}

/** Whether a run has come to its end. */
export function hasEnded(status) {
  return status === 'completed' || status === 'diverged';
}
