import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { root } from '@qcvm-tools/checks/repository';
import { join } from 'node:path';
import type { CandidateResult, Measurement } from '../harness/measure.js';

/** What was measured of a row, and where. */
export interface RowResult extends Measurement {
  /** The day, as `2026-01-31`. */
  readonly date: string;
  readonly node: string;
  readonly machine: string;
}

/** By the names of the rows. Rows that were not measured yet are not in it. */
export type Results = Readonly<Record<string, RowResult>>;

const file = join(root, 'tools/bench/results.json');

export const readResults = async (): Promise<Results> => JSON.parse(await readFile(file, 'utf8')) as Results;

export const writeResults = (results: Results): Promise<void> =>
  writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);

/** Enough digits to see what matters, and few enough for a difference to be read. */
const round = (value: number): number => Number(value.toPrecision(4));

function rounded(result: CandidateResult): CandidateResult {
  const all = JSON.stringify(result, (_, value: unknown) =>
    typeof value === 'number' ? round(value) : value,
  );
  return JSON.parse(all) as CandidateResult;
}

/** Adds where and when it was measured. */
export const here = ({ rounds, candidates }: Measurement): RowResult => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  machine: `${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  rounds,
  candidates: candidates.map(rounded),
});
