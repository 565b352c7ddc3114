/** Colour, marker and dash of series i: the report's. Colour alone never says which. */
export const SERIES = [
  { tone: 'blue', marker: 'circle', dash: [] },
  { tone: 'vermilion', marker: 'square', dash: [8, 3] },
  { tone: 'green', marker: 'triangle', dash: [3, 3] },
  { tone: 'purple', marker: 'diamond', dash: [8, 3, 2, 3] },
  { tone: 'orange', marker: 'cross', dash: [12, 4] },
  { tone: 'sky', marker: 'triangle-down', dash: [2, 2, 2, 6] },
];

export const series = i => SERIES[i % SERIES.length];

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
