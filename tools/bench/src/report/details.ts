import { peers } from '../peers.js';
import type { Row } from '../row.js';
import { digits, figureText, goalText, nameText, reached, spreadText } from './figures.js';
import type { Results, RowResult } from './results.js';
import { table } from './table.js';

function rowDetails(row: Row, result: RowResult | undefined): readonly string[] {
  const heading = [`## ${row.title}`, ''];
  if (result === undefined) return [...heading, `\`npm run bench -- ${row.name}\`: not measured yet.`, ''];
  const verdict = reached(row, result) === true ? 'reached' : 'not reached';
  return [
    ...heading,
    `\`npm run bench -- ${row.name}\`, ${result.date}, Node ${result.node}, ${result.machine}, ` +
      `${result.rounds} ${result.rounds === 1 ? 'round' : 'rounds'}. Goal of ${row.goal.of}: ${goalText(row)}, ${verdict}.`,
    '',
    `| candidate | figure | middle half | ${row.unit === '' ? 'sampled' : `${row.unit}, median`} |`,
    '|---|---|---|---|',
    ...result.candidates.map(({ candidate, figure, sampled, unavailable }) =>
      unavailable === undefined
        ? `| ${nameText(candidate)} | ${figure ? figureText(row, figure.median) : ''} | ${figure ? spreadText(row, figure) : ''} | ${sampled ? digits(sampled.median) : ''} |`
        : `| ${nameText(candidate)} | not measured | ${unavailable.replaceAll('|', '\\|')} | |`,
    ),
    '',
  ];
}

/** docs/benchmarks.md: everything that was measured, with its spread. */
export const details = (rows: readonly Row[], results: Results): string =>
  [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; how it measures, and how to add a row: [tools/bench](../tools/bench/README.md). The candidates of a',
    'row are measured in turn in the same run, each in a process of its own, and compared round by round: a figure is the median of that, and',
    'half of the rounds are within the middle half. A figure is a multiple of what the goal names, or the value itself. A goal that is',
    'not reached stands here too.',
    '',
    '| peer | version |',
    '|---|---|',
    ...Object.entries(peers).map(([name, version]) => `| \`${name}\` | ${version} |`),
    '',
    table(rows, results),
    '',
    ...rows.flatMap((row) => rowDetails(row, results[row.name])),
  ]
    .join('\n')
    .trimEnd() + '\n';
