import { eigenvalue, vector } from './format.js';

/**
 * What the plots of lines show. Each: name for scripts, title, table, the abscissa's column, lines (column, label), rule
 * of the ordinate, and where it applies: by (a line for each index), of (rows of the chosen vector alone), times
 * (a factor, from n), levels, nulls (the statistic in the table of null models), figure (the report's).
 */
export const QUANTITIES = [
  { name: 'loss', title: () => 'Loss', table: 'training', rule: 'covering', figure: () => 'train-loss',
    lines: [{ column: 'train_loss', or: 'loss', label: 'training' }, { column: 'test_loss', label: 'test' }] },
  { name: 'accuracy', title: () => 'Accuracy', table: 'training', rule: 'share', figure: () => 'train-accuracy',
    lines: [{ column: 'train_accuracy', label: 'training' }, { column: 'test_accuracy', label: 'test' }] },
  { name: 'gradient', title: () => 'Gradient norm', table: 'training', rule: 'covering',
    lines: [{ column: 'gradient_norm' }] },
  { name: 'learning-rate', title: () => 'Learning rate', table: 'training', rule: 'logarithmic',
    lines: [{ column: 'learning_rate' }] },
  { name: 'eigenvalues', title: () => 'Leading eigenvalues', table: 'spectrum', rule: 'covering', by: 'index',
    lines: [{ column: 'eigenvalue', error: 'residual', label: eigenvalue }], ranked: true,
    figure: (view, optimizer) => `eigenvalues-${slug(optimizer)}` },
  { name: 'stability', title: () => 'Sharpness / threshold', table: 'stability', rule: 'covering',
    lines: [{ column: 'ratio' }], levels: [{ name: 'edge of stability', y: 1 }], figure: () => 'stability' },
  { name: 'displacement', title: view => `Displacement of ${vector(view.get('v'))} by ${view.get('label')}`,
    table: 'displacement', step: 'step_to', rule: 'share', of: true, lines: [{ column: 'displacement' }],
    hollow: 'below_resolution', nulls: 'displacement',
    figure: view => `displacement${view.get('label') === 'identity' ? '-identity' : ''}-v${view.get('v')}` },
  { name: 'ipr', title: view => `Localization n·IPR of ${vector(view.get('v'))}`, table: 'localization',
    rule: 'logarithmic', of: true, times: true, lines: [{ column: 'ipr' }], nulls: 'ipr', ranked: true,
    figure: view => `ipr-v${view.get('v')}` },
];

/** An optimizer's part of a file name. */
export const slug = name => name.replace(/[^A-Za-z0-9._-]/g, '_');
