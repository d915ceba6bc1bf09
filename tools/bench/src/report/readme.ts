import { figureText } from './figures.js';
import type { Results } from './results.js';
import type { Row } from '../row.js';

/** The candidates of the table, which is about the vendor's own kits. */
const compared = ['qcvm', 'qcloudapi-sdk', 'tencentcloud-sdk-nodejs-cvm'];

/** A line of the table: what is measured, and the rows whose figures stand in it. */
interface Line {
  readonly title: string;
  readonly rows: readonly string[];
}

const lines: readonly Line[] = [
  { title: 'CPU of a call for 1 instance, against a hand-written one', rows: ['call-1'] },
  { title: 'a program that only stops instances, minified and compressed', rows: ['bundle-node'] },
  { title: 'installed, with dependencies', rows: ['installed', 'dependencies'] },
];

/** The figure of a candidate in a row, as docs/benchmarks.md has it. */
function cell(row: Row | undefined, { name, results }: { name: string; results: Results }): string {
  const figure = row && results[row.name]?.candidates.find(({ candidate }) => candidate === name)?.figure;
  return row && figure ? figureText(row, figure.median) : '–';
}

function summary(rows: readonly Row[], results: Results): string {
  const rowOf = (name: string): Row | undefined => rows.find((row) => row.name === name);
  return [
    `| | ${compared.map((name) => (name === 'qcvm' ? name : `\`${name}\``)).join(' | ')} |`,
    `|---|${compared.map(() => '---').join('|')}|`,
    ...lines.map(({ title, rows: names }) => {
      const cells = compared.map((name) =>
        names.map((row) => cell(rowOf(row), { name, results })).join(', '),
      );
      return `| ${title} | ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

const table = /(?<=\n## Measured\n\n[^|]*\n\n)(?:\|.*\n)+/;

/**
 * README.md with the table "Measured" written again.
 *
 * @throws Error if there is no such table.
 */
export function withSummary(
  readme: string,
  { rows, results }: { rows: readonly Row[]; results: Results },
): string {
  if (!table.test(readme)) throw new Error('README.md has no table under the heading "Measured"');
  return readme.replace(table, () => `${summary(rows, results)}\n`);
}
