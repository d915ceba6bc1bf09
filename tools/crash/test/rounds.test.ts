import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { api20, api30 } from '../src/api.js';
import { failureText, runRounds } from '../src/rounds.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Three stops, a restart and a start: killed up to three times, with faults and protected instances; one is hung up on. */
const rounds = [1, 30, 36, 41, 59];

it.each([api20, api30])(
  'survives a few rounds over API $name; `npm run test:crash` runs as many as you like',
  async (api) => {
    // The built command is what is judged: it must not be an old one.
    expect(spawnSync('npx', ['tsc', '-b', 'packages/cli'], { cwd: root, encoding: 'utf8' }).stdout).toBe('');
    const failures: string[] = [];
    for await (const result of runRounds(api, { seed: 'd', rounds, parallel: rounds.length })) {
      if (result.convictions.length > 0) failures.push(failureText(result));
    }
    expect(failures.join('\n')).toBe('');
  },
  300_000,
);
