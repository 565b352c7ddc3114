// Optimizers are shown and hidden in all figures at once.
const choice = document.querySelector('template.optimizers');
if (choice !== null) {
  document.querySelector('nav').prepend(choice.content);
  document.querySelector('nav fieldset').addEventListener('change', event => {
    const name = event.target.value;
    const shown = event.target.checked;
    for (const part of document.querySelectorAll('g[data-series], figure[data-optimizer]')) {
      if (part.dataset.series === name || part.dataset.optimizer === name) {
        part.toggleAttribute('hidden', !shown);
      }
    }
  });
}
