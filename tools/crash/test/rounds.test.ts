import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { api20 } from '../src/api.js';
import { failureText, runRounds } from '../src/rounds.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Two stops and a restart, all of them killed; one with protected instances. */
const rounds = [15, 51, 53];

it('survives a few rounds; `npm run test:crash` runs as many as you like', async () => {
  // The built command is what is judged: it must not be an old one.
  expect(spawnSync('npx', ['tsc', '-b', 'packages/cli'], { cwd: root, encoding: 'utf8' }).stdout).toBe('');
  const failures: string[] = [];
  for await (const result of runRounds(api20, { seed: 'c', rounds, parallel: rounds.length })) {
    if (result.convictions.length > 0) failures.push(failureText(result));
  }
  expect(failures.join('\n')).toBe('');
}, 300_000);
