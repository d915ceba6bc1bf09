// @ts-check
/**
 * `npm run test:mutation`: Stryker for one group of files after the other, then what each reached against its goal.
 * `npm run test:mutation -- retry flatten` for some groups, `-- packages/client/src/retry.ts` for single files.
 * Ends with 1 when a group is under its goal.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { groups } from './mutation-groups.mjs';

/** Neither of these tells anything about the tests: the mutant does not compile, or is not asked for. */
const uncounted = new Set(['CompileError', 'RuntimeError', 'Ignored', 'Pending']);
const noticed = new Set(['Killed', 'Timeout']);

const wanted = process.argv.slice(2);

/** @param {string} file @param {string} pattern */
const isOf = (file, pattern) =>
  file === pattern || (pattern.endsWith('/*.ts') && dirname(file) === dirname(pattern));

const chosen = groups
  .map((group) => ({
    ...group,
    // A file by its path stands for itself, a group by its name for all of its files.
    files:
      wanted.length === 0 || wanted.includes(group.name)
        ? group.files
        : wanted.filter((file) => group.files.some((pattern) => isOf(file, pattern))),
  }))
  .filter(({ files }) => files.length > 0);
if (chosen.length === 0) {
  console.error(
    `There is no group or file such as ${wanted.join(', ')}. Groups: ${groups.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

/** @param {readonly { status: string }[]} mutants */
const scoreOf = (mutants) => {
  const counted = mutants.filter(({ status }) => !uncounted.has(status));
  const killed = counted.filter(({ status }) => noticed.has(status)).length;
  return {
    killed,
    of: counted.length,
    percent: (100 * killed) / Math.max(1, counted.length),
  };
};

/** @type {string[]} */
const lines = [];
let under = 0;
for (const { name, goal, files, tests } of chosen) {
  mkdirSync('reports/mutation', { recursive: true });
  const found = await new Stryker({
    configFile: 'tools/contract/stryker.config.mjs',
    mutate: [...files, '!**/*.test.ts'],
    testFiles: [...tests],
    jsonReporter: { fileName: `reports/mutation/${name}.json` },
    htmlReporter: { fileName: `reports/mutation/${name}.html` },
  }).runMutationTest();
  const results = found.map(({ fileName, status }) => ({ fileName: relative('', fileName), status }));
  const all = scoreOf(results);
  // A group in which nothing was mutated has lost its files, not reached its goal.
  const reached = all.of > 0 && all.percent >= goal;
  if (!reached) under += 1;
  lines.push(row(name, all, `${goal} %${reached ? '' : ', not reached'}`));
  for (const file of [...new Set(results.map(({ fileName }) => fileName))].sort())
    lines.push(row(`  ${file}`, scoreOf(results.filter(({ fileName }) => fileName === file)), ''));
}

/** @param {string} what @param {{ killed: number, of: number, percent: number }} score @param {string} goal */
function row(what, { killed, of, percent }, goal) {
  return `${what.padEnd(60)} ${`${killed} of ${of}`.padStart(12)} ${`${percent.toFixed(1)} %`.padStart(8)}  ${goal}`.trimEnd();
}

const table = lines.join('\n');
writeFileSync('reports/mutation/scores.txt', `${table}\n`);
console.log(`\nFaults noticed by the tests, and the goal of each group\n${table}`);
process.exitCode = under > 0 ? 1 : 0;
