import { Stream } from './stream.js';

/** One stream an address for all tabs of a browser: HTTP/1.1 allows six connections, and a seventh tab would hang. */
const streams = new Map();

self.addEventListener('connect', ({ ports: [port] }) => {
  let own = null;
  const leave = () => {
    own?.ports.delete(port);
    if (own?.ports.size === 0) {
      own.stream.close();
      streams.delete(own.address);
    }
    own = null;
  };
  port.addEventListener('close', leave);
  port.addEventListener('message', ({ data: { address, after, bye } }) => {
    leave();
    if (!bye) {
      own = join(address, after);
      own.ports.add(port);
      port.postMessage({ type: 'open', open: own.stream.open, id: own.stream.id });
    }
  });
  port.start();
});

function join(address, after) {
  if (!streams.has(address)) {
    const ports = new Set();
    const stream = new Stream(address, after, message => ports.forEach(port => port.postMessage(message)));
    streams.set(address, { address, ports, stream });
  }
  return streams.get(address);
}
