// Each figure can be enlarged and taken along, as SVG on light paper and as its numbers.
const enlarged = document.createElement('dialog');
enlarged.setAttribute('aria-label', 'Enlarged figure');
document.body.append(enlarged);

for (const figure of document.querySelectorAll('figure')) {
  const name = figure.querySelector('figcaption a').textContent;
  const file = figure.id.replace(/^fig-/, '');
  const svg = figure.querySelector('svg');
  tool(figure, 'enlarge', name, () => enlarge(figure, svg));
  tool(figure, 'SVG', name, () => save(file + '.svg', 'image/svg+xml', alone(svg)));
  const numbers = figure.querySelector('.data');
  if (numbers !== null) {
    tool(figure, 'CSV', name, () => save(file + '.csv', 'text/csv', numbers.textContent));
  }
}

function tool(figure, text, name, action) {
  const button = document.createElement('button');
  button.textContent = text;
  button.setAttribute('aria-label', text + ', ' + name);
  button.addEventListener('click', action);
  figure.querySelector('figcaption').append(button);
}

function enlarge(figure, svg) {
  const place = figure.firstChild;
  const close = document.createElement('button');
  close.textContent = 'close';
  close.addEventListener('click', () => enlarged.close());
  enlarged.replaceChildren(close, svg);
  enlarged.addEventListener('close', () => figure.insertBefore(svg, place === svg ? figure.firstChild : place), {once: true});
  enlarged.showModal();
}

// The colours of the style sheet's first rule are those of light paper.
function alone(svg) {
  const light = document.styleSheets[0].cssRules[0].style;
  const copy = svg.cloneNode(true);
  copy.querySelectorAll('.cursor').forEach(mark => mark.remove());
  const box = svg.viewBox.baseVal;
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', box.width);
  paper.setAttribute('height', box.height);
  paper.setAttribute('fill', light.getPropertyValue('--paper'));
  copy.prepend(paper);
  copy.setAttribute('width', box.width);
  copy.setAttribute('height', box.height);
  copy.setAttribute('font-family', 'DejaVu Sans, Verdana, sans-serif');
  const text = new XMLSerializer().serializeToString(copy);
  return text.replace(/var\((--[a-z]+)\)/g, (all, tone) => light.getPropertyValue(tone).trim());
}

function save(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
