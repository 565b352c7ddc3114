import { h, put } from './dom.js';
import { Panel } from './panel.js';
import { slug } from './quantities.js';
import { json, where } from './server.js';

/** The entries of v₁ on the weights into one unit of the first layer, as the report draws them. */
export class UnitPanel {
  constructor(board, optimizer) {
    this.frame = new Panel({ name: 'unit', optimizer, title: `First-layer unit, ${optimizer}`, open: false,
      content: {
        summary: () => 'The entries of v₁ on the weights into the unit of layer 1 with the largest share of it.',
        mount: async host => {
          const name = `unit-${slug(optimizer)}`;
          const { figures } = await json(where(new URL('figures', board.data.address), { analysis: board.data.analysis }));
          put(host, figures.includes(name) ? h('img', { alt: `Entries of v₁ of ${optimizer} as an image`, src: board.figure(name, 'svg') })
            : h('p', { class: 'none' }, 'No picture: the inputs are no square images, or v₁ is not in layer 1, '
              + 'or nothing is measured yet.'));
        },
        draw: () => {},
      } });
  }

  add() {}

  begin() {}
}
