import type { Row } from '../row.js';
import { figureText, goalText, nameText, reached } from './figures.js';
import type { Results, RowResult } from './results.js';

const others = (row: Row, { candidates }: RowResult): string =>
  candidates
    .filter(({ candidate }) => !Object.values(row.goal).includes(candidate))
    .map(({ candidate, figure }) => `${nameText(candidate)} ${figure ? figureText(row, figure.median) : '–'}`)
    .join(', ');

/** One line of the table. */
function line(row: Row, result: RowResult | undefined): string {
  const own = result?.candidates.find(({ candidate }) => candidate === row.goal.of)?.figure;
  const measured = own ? figureText(row, own.median) : 'not measured yet';
  const verdict = { true: 'yes', false: '**not yet**', undefined: '' }[`${reached(row, result)}`];
  const cells = [row.title, goalText(row), measured, verdict, result ? others(row, result) : ''];
  return `| ${cells.join(' | ')} |`;
}

/** The table of all rows, whether they were measured or not. */
export const table = (rows: readonly Row[], results: Results): string =>
  [
    '| what | goal | qcvm | reached | others |',
    '|---|---|---|---|---|',
    ...rows.map((row) => line(row, results[row.name])),
  ].join('\n');
