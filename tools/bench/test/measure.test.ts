import { describe, expect, it } from 'vitest';
import { measure } from '../src/harness/measure.js';
import { Unavailable, type Candidate, type Goal } from '../src/row.js';

const goal: Goal = { kind: 'ratio', of: 'a', to: 'b', atMost: 1 };

/** A candidate that gives these numbers, and writes down when it is asked. */
const candidate = (name: string, numbers: readonly number[], told: string[]): Candidate => ({
  name,
  open: async () => {
    told.push(`open ${name}`);
    let round = 0;
    return {
      sample: async () => {
        told.push(name);
        return numbers[round++] ?? NaN;
      },
      close: async () => void told.push(`close ${name}`),
    };
  },
});

const failing = (name: string, error: Error): Candidate => ({
  name,
  open: async () => {
    throw error;
  },
});

describe('measure', () => {
  it('takes the candidates in turn, and closes them', async () => {
    const told: string[] = [];
    const candidates = [candidate('a', [2, 4], told), candidate('b', [1, 1], told)];
    const { rounds, candidates: results } = await measure({ goal, candidates }, 2);
    expect(told).toEqual(['open a', 'open b', 'a', 'b', 'a', 'b', 'close a', 'close b']);
    expect(rounds).toBe(2);
    expect(
      results.map(({ candidate, figure, sampled }) => [candidate, figure?.median, sampled?.median]),
    ).toEqual([
      ['a', 3, 3],
      ['b', 1, 1],
    ]);
  });

  it('measures as often as the row wants, if it wants something else', async () => {
    const told: string[] = [];
    const { rounds } = await measure({ goal, candidates: [candidate('a', [1], told)], rounds: 1 }, 50);
    expect(rounds).toBe(1);
    expect(told).toEqual(['open a', 'a', 'close a']);
  });

  it('goes on without one that is not available, and says why in a line', async () => {
    const absent = failing('b', new Unavailable('no network\nand more'));
    const { candidates } = await measure({ goal, candidates: [candidate('a', [1], []), absent] }, 1);
    expect(candidates[1]).toEqual({ candidate: 'b', unavailable: 'no network' });
    expect(candidates[0]?.figure).toBeUndefined();
    expect(candidates[0]?.sampled?.median).toBe(1);
  });

  it('closes what is open when another fails for a reason of ours', async () => {
    const told: string[] = [];
    const candidates = [candidate('a', [1], told), failing('b', new TypeError('ours'))];
    await expect(measure({ goal, candidates }, 1)).rejects.toThrow('ours');
    expect(told).toEqual(['open a', 'close a']);
  });
});
