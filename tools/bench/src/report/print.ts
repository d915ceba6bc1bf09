import type { Row } from '../row.js';
import { digits, figureText, goalText, reached, spreadText } from './figures.js';
import type { RowResult } from './results.js';

/** A row on a terminal. */
export function printRow(row: Row, result: RowResult): void {
  console.log(`\n${row.name}: ${row.title}`);
  const width = Math.max(...row.candidates.map(({ name }) => name.length));
  for (const { candidate, figure, sampled, unavailable } of result.candidates) {
    const name = candidate.padEnd(width);
    if (unavailable !== undefined) console.log(`  ${name}  not measured: ${unavailable}`);
    else if (figure && sampled) {
      const spread = result.rounds > 1 ? `  (${spreadText(row, figure)})` : '';
      const raw = row.goal.kind === 'value' ? '' : `  ${digits(sampled.median)} ${row.unit}`;
      console.log(`  ${name}  ${figureText(row, figure.median).padStart(10)}${spread}${raw}`);
    }
  }
  const verdict = { true: 'reached', false: 'not reached', undefined: 'not measured' }[
    `${reached(row, result)}`
  ];
  console.log(`  goal of ${row.goal.of}: ${goalText(row)}, ${verdict}`);
}
