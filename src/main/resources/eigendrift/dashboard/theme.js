'use strict';
// Runs before the first paint, so that a page chosen to be dark is never shown light.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('eigendrift-theme');
  } catch {
    // Storage may be switched off; the system's colours then hold.
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
