import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf, spreadOf } from '../src/harness/statistics.js';
import type { Goal } from '../src/row.js';

describe('spreadOf', () => {
  it('gives median and quartiles, between neighbours in proportion', () => {
    expect(spreadOf([4, 1, 3, 2, 5])).toEqual({ low: 2, median: 3, high: 4 });
    expect(spreadOf([1, 2, 3, 4])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
    expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
  });

  it('refuses to make a number of nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('does not hang on the order, and stays within what was measured', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (values) => {
          const { low, median, high } = spreadOf(values);
          expect(spreadOf(values.toReversed())).toEqual({ low, median, high });
          expect(low).toBeLessThanOrEqual(median);
          expect(median).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(Math.min(...values));
          expect(high).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
    );
  });
});

describe('figureOf', () => {
  const ratio: Goal = { kind: 'ratio', of: 'ours', to: 'theirs', atMost: 1 };
  const samples = new Map([
    ['ours', [2, 30, 4]],
    ['theirs', [1, 10, 1]],
    ['absent', []],
  ]);

  it('compares within a round, not medians with each other', () => {
    // The medians are 4 and 1, but no round but the last saw four times as much.
    expect(figureOf('ours', ratio, samples)?.median).toBe(3);
    expect(figureOf('theirs', ratio, samples)).toEqual({ low: 1, median: 1, high: 1 });
  });

  it('compares what is above a common floor, also within a round', () => {
    const floored = new Map([...samples, ['floor', [0, 5, 0.5]]]);
    // (2 − 0) / (1 − 0), (30 − 5) / (10 − 5), (4 − 0.5) / (1 − 0.5)
    expect(figureOf('ours', { ...ratio, over: 'floor' }, floored)).toMatchObject({
      median: 5,
      low: 3.5,
      high: 6,
    });
    expect(figureOf('floor', { ...ratio, over: 'floor' }, floored)?.median).toBe(0);
    expect(figureOf('ours', { ...ratio, over: 'unknown' }, floored)).toBeUndefined();
  });

  it('gives values in the same way', () => {
    expect(figureOf('ours', { kind: 'value', of: 'ours', atMost: 1 }, samples)?.median).toBe(4);
  });

  it('gives nothing for what was not measured, nor against it', () => {
    expect(figureOf('unknown', ratio, samples)).toBeUndefined();
    expect(figureOf('absent', ratio, samples)).toBeUndefined();
    expect(figureOf('ours', { ...ratio, to: 'unknown' }, samples)).toBeUndefined();
  });
});
