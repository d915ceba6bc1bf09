import { describe, expect, it } from 'vitest';
import { measure } from '../src/harness/measure.js';
import { Unavailable, type Contender, type Goal } from '../src/row.js';

const goal: Goal = { kind: 'ratio', of: 'a', to: 'b', atMost: 1 };

/** A contender that gives these numbers, and writes down when it is asked. */
const contender = (name: string, numbers: readonly number[], told: string[]): Contender => ({
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

const failing = (name: string, error: Error): Contender => ({
  name,
  open: async () => {
    throw error;
  },
});

describe('measure', () => {
  it('takes the contenders in turn, and closes them', async () => {
    const told: string[] = [];
    const contenders = [contender('a', [2, 4], told), contender('b', [1, 1], told)];
    const { rounds, contenders: results } = await measure({ goal, contenders }, 2);
    expect(told).toEqual(['open a', 'open b', 'a', 'b', 'a', 'b', 'close a', 'close b']);
    expect(rounds).toBe(2);
    expect(
      results.map(({ contender, figure, sampled }) => [contender, figure?.median, sampled?.median]),
    ).toEqual([
      ['a', 3, 3],
      ['b', 1, 1],
    ]);
  });

  it('measures as often as the row wants, if it wants something else', async () => {
    const told: string[] = [];
    const { rounds } = await measure({ goal, contenders: [contender('a', [1], told)], rounds: 1 }, 50);
    expect(rounds).toBe(1);
    expect(told).toEqual(['open a', 'a', 'close a']);
  });

  it('goes on without one that is not available, and says why in a line', async () => {
    const absent = failing('b', new Unavailable('no network\nand more'));
    const { contenders } = await measure({ goal, contenders: [contender('a', [1], []), absent] }, 1);
    expect(contenders[1]).toEqual({ contender: 'b', unavailable: 'no network' });
    expect(contenders[0]?.figure).toBeUndefined();
    expect(contenders[0]?.sampled?.median).toBe(1);
  });

  it('closes what is open when another fails for a reason of ours', async () => {
    const told: string[] = [];
    const contenders = [contender('a', [1], told), failing('b', new TypeError('ours'))];
    await expect(measure({ goal, contenders }, 1)).rejects.toThrow('ours');
    expect(told).toEqual(['open a', 'close a']);
  });
});
