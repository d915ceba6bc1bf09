import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { api20, apis } from './api.js';
import { failureText, runRounds } from './rounds.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    round: { type: 'string' },
    parallel: { type: 'string', default: `${6 * availableParallelism()}` },
    api: { type: 'string', default: api20.name },
  },
});
const api = apis[values.api];
if (api === undefined) throw new Error(`--api: there are ${Object.keys(apis).join(', ')}`);
const wanted = Number(values.round ?? values.rounds);
const parallel = Number(values.parallel);
if (![wanted, parallel].every((value) => Number.isInteger(value) && value >= 0)) {
  throw new Error('--rounds, --round, --parallel: give whole numbers');
}
const rounds = values.round === undefined ? Array.from({ length: wanted }, (_, round) => round) : [wanted];

const startedAt = Date.now();
const rules = new Map<string, number>();
let failed = 0;
let done = 0;
for await (const result of runRounds(api, { seed: values.seed, rounds, parallel })) {
  done += 1;
  if (done % 50 === 0) console.log(`${done} of ${rounds.length} rounds, ${failed} failed`);
  if (result.convictions.length === 0) continue;
  failed += 1;
  for (const rule of new Set(result.convictions.map((each) => each.rule)))
    rules.set(rule, (rules.get(rule) ?? 0) + 1);
  console.log(`\n${failureText(result)}`);
}
const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(`\n${done} rounds of seed ${values.seed} in ${seconds} s: ${failed} failed`);
for (const [rule, number] of rules) console.log(`  ${number} rounds: ${rule}`);
process.exitCode = failed === 0 ? 0 : 1;
