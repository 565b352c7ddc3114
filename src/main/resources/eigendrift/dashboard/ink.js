const DASHES = { solid: [], dashed: [8, 3], dotted: [3, 3], 'dash-dot': [8, 3, 2, 3] };
const TONES = ['blue', 'vermilion', 'green', 'purple', 'orange', 'sky'];

/** The look that the report gives an optimizer, for a canvas. Colour alone never says which it is. */
export const styleOf = ({ tone, stroke, symbol }) => ({ tone, dash: DASHES[stroke], marker: symbol });

/** Line i of many that have no name of their own. */
export const series = i => ({ tone: TONES[i % TONES.length],
  dash: Object.values(DASHES)[Math.trunc(i / TONES.length) % Object.keys(DASHES).length] });

const listeners = [];
let style = null;

/** The colour of a tone on today's paper: a variable of the style sheet. */
export function tone(name, opacity = 1) {
  style ??= getComputedStyle(document.documentElement);
  const colour = style.getPropertyValue(`--${name}`).trim();
  return opacity === 1 ? colour : colour + Math.round(255 * opacity).toString(16).padStart(2, '0');
}

/** Called when the colours have changed: canvases draw anew. */
export const onTheme = listener => listeners.push(listener);

function changed() {
  style = null;
  listeners.forEach(listener => listener());
}

const CHOICES = ['system', 'light', 'dark'];

/** The switch: the system's colours, light, dark. */
export function themeSwitch(button) {
  const show = () => {
    button.textContent = `Colours: ${document.documentElement.dataset.theme ?? 'system'}`;
  };
  button.addEventListener('click', () => {
    const now = CHOICES.indexOf(document.documentElement.dataset.theme ?? 'system');
    const next = CHOICES[(now + 1) % CHOICES.length];
    if (next === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = next;
    }
    try {
      localStorage.setItem('eigendrift-theme', next);
    } catch {
      // Without storage the choice holds for this page.
    }
    show();
    changed();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  show();
}
