import { h, setText } from './dom.js';
import { json } from './server.js';

const COMMANDS = [['pause', 'Pause'], ['continue', 'Continue'], ['checkpoint', 'Checkpoint now'], ['stop', 'Stop']];

/** The token that came behind the address's #, which no request carries; kept for the pages of this tab. */
export function token() {
  const said = new URLSearchParams(location.hash.slice(1)).get('token');
  if (said) {
    sessionStorage.setItem('eigendrift-token', said);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem('eigendrift-token');
}

/** Buttons, where the page has a token: the server refuses them where the experiment is in another process. */
export function commands(head, address) {
  const own = token();
  if (!own || !head.live) {
    return null;
  }
  const said = h('span', { class: 'said', role: 'status' });
  const send = async command => {
    if (command === 'stop' && !confirm('Stop this experiment, as Ctrl-C does? It can be resumed.')) {
      return;
    }
    try {
      await json(new URL('commands', address), { method: 'POST',
        headers: { Authorization: `Bearer ${own}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ command }) });
      setText(said, `${command}: passed on`);
    } catch (refused) {
      setText(said, refused.message);
    }
  };
  return h('div', { class: 'commands', role: 'group', 'aria-label': 'Commands' },
    COMMANDS.map(([command, text]) => h('button', { type: 'button', 'data-command': command, onclick: () => send(command) },
      text)), said);
}
