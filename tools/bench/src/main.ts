/**
 * `npm run bench`: measures us and our peers side by side, prints what came out, and writes it into
 * docs/benchmarks.md and README.md. `npm run bench -- call-1 sign-1 --rounds 51` for some of the rows; `--dry-run` writes nothing;
 * `--report` measures nothing and writes what was measured.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '@qcvm-tools/checks/repository';
import { measure } from './harness/measure.js';
import { removePlaces } from './harness/place.js';
import { details } from './report/details.js';
import { printRow } from './report/print.js';
import { withSummary } from './report/readme.js';
import { here, readResults, writeResults, type RowResult } from './report/results.js';
import { rows } from './rows/rows.js';

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '21' },
    'dry-run': { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const unknown = names.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0 || !Number.isSafeInteger(rounds) || rounds < 1) {
  if (unknown.length > 0) console.error(`There is no row called ${unknown.join(', ')}.`);
  else console.error('--rounds is how often each candidate is measured: a whole number from 1 up.');
  console.error(`Rows: ${rows.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const measured: Record<string, RowResult> = {};
try {
  for (const row of rows) {
    if (values.report || (names.length > 0 && !names.includes(row.name))) continue;
    try {
      const result = here(await measure(row, rounds));
      printRow(row, result);
      measured[row.name] = result;
    } catch (error) {
      // The rows that were measured are worth keeping.
      console.error(`\n${row.name}: could not be measured.`, error);
      process.exitCode = 1;
    }
  }
} finally {
  await removePlaces();
}

if (!values['dry-run']) {
  const results = { ...(await readResults()), ...measured };
  await writeResults(results);
  await writeFile(join(root, 'docs/benchmarks.md'), details(rows, results));
  const readme = join(root, 'README.md');
  await writeFile(readme, withSummary(await readFile(readme, 'utf8'), { rows, results }));
}
