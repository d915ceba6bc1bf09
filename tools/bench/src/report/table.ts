import type { Row } from '../row.js';
import { figureText, goalText, nameText, reached } from './figures.js';
import type { Results, RowResult } from './results.js';

const others = (row: Row, { contenders }: RowResult): string =>
  contenders
    .filter(({ contender }) => !Object.values(row.goal).includes(contender))
    .map(({ contender, figure }) => `${nameText(contender)} ${figure ? figureText(row, figure.median) : '–'}`)
    .join(', ');

/** One line of the table in README.md. */
function line(row: Row, result: RowResult | undefined): string {
  const own = result?.contenders.find(({ contender }) => contender === row.goal.of)?.figure;
  const measured = own ? figureText(row, own.median) : 'not measured yet';
  const verdict = { true: 'yes', false: '**not yet**', undefined: '' }[`${reached(row, result)}`];
  const cells = [row.title, goalText(row), measured, verdict, result ? others(row, result) : ''];
  return `| ${cells.join(' | ')} |`;
}

/** The table of README.md: every row that there is, whether it was measured or not. */
export const table = (rows: readonly Row[], results: Results): string =>
  [
    '| what | goal | qcvm | reached | others |',
    '|---|---|---|---|---|',
    ...rows.map((row) => line(row, results[row.name])),
  ].join('\n');

const begin = '<!-- measured: begin, written by npm run bench -->';
const end = '<!-- measured: end -->';

/** What stands between the two marks of a document. */
export function marked(document: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document has no ${begin} with an ${end} after it`);
  return document.slice(from + begin.length, to).trim();
}

/** A document with something else between its two marks. */
export const replaceMarked = (document: string, text: string): string => {
  const before = document.slice(0, document.indexOf(begin) + begin.length);
  return marked(document) === text
    ? document
    : `${before}\n${text}\n${document.slice(document.indexOf(end))}`;
};
