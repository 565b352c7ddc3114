const SHAPES = {
  circle: (path, x, y, r) => path.arc(x, y, r, 0, 2 * Math.PI),
  square: (path, x, y, r) => path.rect(x - r, y - r, 2 * r, 2 * r),
  triangle: (path, x, y, r) => polygon(path, [[x, y - 1.2 * r], [x + 1.1 * r, y + r], [x - 1.1 * r, y + r]]),
  'triangle-down': (path, x, y, r) => polygon(path, [[x, y + 1.2 * r], [x + 1.1 * r, y - r], [x - 1.1 * r, y - r]]),
  diamond: (path, x, y, r) => polygon(path, [[x, y - 1.4 * r], [x + 1.4 * r, y], [x, y + 1.4 * r], [x - 1.4 * r, y]]),
  cross: (path, x, y, r) => {
    path.moveTo(x - r, y - r);
    path.lineTo(x + r, y + r);
    path.moveTo(x - r, y + r);
    path.lineTo(x + r, y - r);
  },
};

function polygon(path, points) {
  points.forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
  path.closePath();
}

/** One marker at canvas pixels x, y; a hollow one lets the paper through. */
export function marker(context, shape, x, y, radius, colour, hollow, paper) {
  context.beginPath();
  SHAPES[shape](context, x, y, radius);
  context.lineWidth = radius / 2;
  context.strokeStyle = colour;
  context.fillStyle = hollow ? paper : colour;
  if (shape !== 'cross') {
    context.fill();
  }
  context.stroke();
  if (hollow && shape === 'cross') {
    context.beginPath();
    context.arc(x, y, radius * 1.5, 0, 2 * Math.PI);
    context.stroke();
  }
}
