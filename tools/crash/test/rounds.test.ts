import { beforeAll, expect, it } from 'vitest';
import { buildCommand } from '../../../packages/cli/test/built.js';
import { api20, api30 } from '../src/api.js';
import { failureText, runRounds } from '../src/rounds.js';

beforeAll(buildCommand, 180_000);

/** Stops, a restart and a start: killed up to three times, with faults and protected instances; one is hung up on. */
it.each([
  { api: api20, rounds: [1, 36, 41] },
  { api: api30, rounds: [30, 59] },
])(
  'a few rounds over API $api.name lose no instance; `npm run test:crash` runs as many as you like',
  async ({ api, rounds }) => {
    const failures: string[] = [];
    for await (const result of runRounds(api, { seed: 'd', rounds, parallel: rounds.length })) {
      if (result.convictions.length > 0) failures.push(failureText(result));
    }
    expect(failures.join('\n')).toBe('');
  },
  300_000,
);
