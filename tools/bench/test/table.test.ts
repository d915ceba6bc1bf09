import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../checks/src/repository.js';
import { details } from '../src/report/details.js';
import type { Results } from '../src/report/results.js';
import { withSummary } from '../src/report/readme.js';
import { table } from '../src/report/table.js';
import type { Row } from '../src/row.js';
import { rows } from '../src/rows/rows.js';

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
const results = async (): Promise<Results> => JSON.parse(await read('tools/bench/results.json')) as Results;

describe('the table', () => {
  it('is what was measured', async () => {
    expect(await read('docs/benchmarks.md')).toBe(details(rows, await results()));
  });

  it('is the same in README.md', async () => {
    const readme = await read('README.md');
    expect(readme).toBe(withSummary(readme, { rows, results: await results() }));
  });

  it('contains only rows and candidates that exist', async () => {
    for (const [name, { candidates }] of Object.entries(await results()))
      expect(candidates.map(({ candidate }) => candidate)).toEqual(
        rows.find((row) => row.name === name)?.candidates.map((candidate) => candidate.name),
      );
  });
});

describe('the table', () => {
  const candidates = ['qcvm', 'by hand', 'peer'].map((name) => ({
    name,
    open: () => Promise.reject(new Error()),
  }));
  const row: Row = {
    name: 'a-row',
    title: 'Something',
    unit: 'µs',
    goal: { kind: 'ratio', of: 'qcvm', to: 'by hand', atMost: 1.1 },
    candidates,
  };
  const spread = (median: number) => ({ low: median, median, high: median });
  const result = (median: number) => ({
    date: '2026-01-31',
    node: 'v20.19.0',
    machine: 'a machine',
    rounds: 3,
    candidates: [
      { candidate: 'qcvm', figure: spread(median), sampled: spread(10) },
      { candidate: 'by hand', figure: spread(1), sampled: spread(9) },
      { candidate: 'peer', unavailable: 'no network' },
    ],
  });
  const lineOf = (measured: Results): string | undefined => table([row], measured).split('\n')[2];

  it('says whether the goal is reached', () => {
    expect(lineOf({ 'a-row': result(1.05) })).toBe('| Something | ≤ 1.10× | 1.05× | yes | peer – |');
    expect(lineOf({ 'a-row': result(1.2) })).toBe('| Something | ≤ 1.10× | 1.20× | **not yet** | peer – |');
  });

  it('says that a row was not measured yet', () => {
    expect(lineOf({})).toBe('| Something | ≤ 1.10× | not measured yet |  |  |');
  });
});
