import { Stream } from './stream.js';

/**
 * Follows a stream of the journal: through the one worker of all tabs, or, where there is none, by a stream of this
 * tab's own, closed while the tab is hidden.
 *
 * @param after journal position behind which it begins, at the latest
 * @param hear called with { type: rows, status, metrics or open, data, id }
 */
export function follow(address, after, hear) {
  // A journal that is not the one the page was made from has other tables.
  const tell = message => (message.type === 'replaced' ? location.reload() : hear(message));
  if (typeof SharedWorker === 'function') {
    try {
      through(new SharedWorker(new URL('worker.js', import.meta.url), { type: 'module', name: 'eigendrift' }));
      return;
    } catch {
      // Some browsers have the name alone.
    }
  }
  alone();

  function through(worker) {
    const begin = () => worker.port.postMessage({ address: String(address), after });
    worker.port.onmessage = ({ data }) => {
      after = Math.max(after, data.id ?? 0);
      tell(data);
    };
    addEventListener('pagehide', () => worker.port.postMessage({ bye: true }));
    addEventListener('pageshow', event => event.persisted && location.reload());
    begin();
  }

  function alone() {
    let stream = new Stream(address, after, tell);
    document.addEventListener('visibilitychange', () => {
      stream.close();
      if (!document.hidden) {
        stream = new Stream(address, stream.id, tell);
      }
    });
  }
}
