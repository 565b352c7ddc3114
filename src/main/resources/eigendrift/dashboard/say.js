import { setText } from './dom.js';

const PAUSE = 1000;

let waiting = null;
let last = 0;
let timer = 0;

/** Tells a screen reader, at most once a second: the newest of what was to be said. */
export function say(text) {
  waiting = text;
  if (timer === 0) {
    timer = setTimeout(now, Math.max(0, last + PAUSE - Date.now()));
  }
}

function now() {
  timer = 0;
  last = Date.now();
  setText(document.getElementById('say'), waiting);
}
