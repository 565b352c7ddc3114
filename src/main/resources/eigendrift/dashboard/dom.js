const SVG = 'http://www.w3.org/2000/svg';

/** An element. Text reaches the page as text alone: children are nodes or strings, never markup. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** Puts these children in place of what is there. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** Changes the text only where it differs, so that a screen reader and the layout are left in peace. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

let next = 0;

/** A fresh id, for aria attributes. */
export function freshId(prefix) {
  next += 1;
  return `${prefix}-${next}`;
}

/** A labelled choice: [value, text] pairs. */
export function choice(label, options, value, change) {
  const select = h('select', { onchange: () => change(select.value) },
    options.map(([name, text]) => h('option', { value: name, selected: name === value }, text)));
  return h('label', { class: 'choice' }, h('span', {}, label), select);
}
