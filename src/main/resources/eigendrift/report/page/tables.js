// Tables are sorted by a click on a heading; a second click turns the order round.
for (const table of document.querySelectorAll('table')) {
  const heads = [...table.querySelectorAll('thead th')];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', sign === 1 ? 'ascending' : 'descending');
      const body = table.tBodies[0];
      const rows = [...body.rows].map(row => ({row, key: key(row.cells[column])}));
      rows.sort((a, b) => compare(a.key, b.key, sign));
      body.append(...rows.map(each => each.row));
    });
  });
}

// The first number of a cell of numbers, the text of any other.
function key(cell) {
  const text = cell.textContent.trim();
  if (!cell.matches('.number, .effect')) {
    return text;
  }
  const number = text.replaceAll('−', '-').match(/-?[\d.]+(e-?\d+)?|-?∞/);
  return number === null ? NaN : Number(number[0].replace('∞', 'Infinity'));
}

// What was not measured stays last in either order.
function compare(a, b, sign) {
  if (typeof a === 'string' || typeof b === 'string') {
    return sign * String(a).localeCompare(String(b), 'en', {numeric: true});
  }
  return Number.isNaN(a) || Number.isNaN(b) ? Number.isNaN(a) - Number.isNaN(b) : sign * (a - b);
}
