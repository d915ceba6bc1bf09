import fc from 'fast-check';
import { expect, it } from 'vitest';
import { styleFor } from '../../output/style.js';
import { Captured } from '../../../test/harness.js';
import type { FleetEvent, Stage } from '../terms/event.js';
import type { OutcomeKind } from '../terms/outcome.js';
import { Progress } from './progress.js';
import { progressLine, renderProgress } from './render-progress.js';

const plain = styleFor({ variable: () => undefined }, new Captured());
const region = 'ap-guangzhou';
const outcome = (instanceId: string, kind: OutcomeKind): FleetEvent => ({
  type: 'outcome',
  outcome: { region, instanceId, kind, requestIds: [], at: 0 },
});

it('Progress counts every instance in exactly one state, for any sequence of events', () => {
  const ids = ['ins-1', 'ins-2', 'ins-3', 'ins-4'];
  const stage = fc.constantFrom<Stage>('queued', 'looked-at', 'requested', 'changing', 'returned');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), stage)), fc.subarray(ids), (moves, done) => {
      const progress = new Progress(ids.length, 0);
      for (const [instanceId, to] of moves)
        progress.take({ type: 'stage', stage: to, region, instanceId }, 1);
      for (const id of done) progress.take(outcome(id, 'stopped'), 2);
      const { stages, outcomes } = progress.snapshot(3);
      const values = [...Object.values(stages), ...Object.values(outcomes)];
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(ids.length);
      expect(Math.min(...values)).toBe(0);
      expect(outcomes.stopped).toBe(done.length);
    }),
  );
});

it('Progress shows a rate and the time left once they are known', () => {
  const progress = new Progress(100, 0);
  expect(progress.snapshot(1000)).toMatchObject({ rate: undefined, timeLeft: undefined });
  for (let second = 1; second <= 10; second += 1) {
    for (let index = 0; index < 5; index += 1)
      progress.take(outcome(`ins-${second}x${index}`, 'stopped'), second * 1000);
  }
  expect(progress.snapshot(10_000)).toMatchObject({ done: 50, rate: 5, timeLeft: 10_000 });
});

it('Progress does not count what an earlier run has done into the rate', () => {
  const progress = new Progress(100, 0);
  for (let index = 0; index < 60; index += 1) progress.takeEarlier('stopped');
  for (let index = 0; index < 10; index += 1) progress.take(outcome(`ins-${index}`, 'stopped'), 5000);
  expect(progress.snapshot(5000)).toMatchObject({ done: 70, rate: 2, timeLeft: 15_000 });
});

const busy = (): Progress => {
  const progress = new Progress(5000, 0);
  for (let index = 0; index < 2850; index += 1) progress.take(outcome(`ins-${index}`, 'stopped'), 60_000);
  progress.take({ type: 'accepted', region, force: false, instanceIds: ['ins-a', 'ins-b'] }, 60_000);
  progress.take(outcome('ins-c', 'refused'), 72_000);
  progress.take(
    { type: 'notice', message: 'StopInstances in ap-guangzhou: code 4400, attempt 2 in 12s' },
    72_000,
  );
  return progress;
};
const drawing = { command: 'stop', regions: 3, unicode: true, style: plain, stopping: false } as const;

it.each([30, 40, 80, 120, 250])(
  'renderProgress never fills a terminal of %i columns to its edge',
  (width) => {
    const text = renderProgress(busy().snapshot(72_000), { ...drawing, width });
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(Math.max(width, 31));
  },
);

it('renderProgress looks like this at 80 columns', () => {
  expect(`\n${renderProgress(busy().snapshot(72_000), { ...drawing, width: 80 })}\n`).toMatchInlineSnapshot(`
        "
        Stopping 5,000 instances in 3 regions                               1m12s
          waiting          █████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░ 2,147
          shutting down    █░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░     2
          stopped          ███████████████████████████░░░░░░░░░░░░░░░░░░░░░ 2,850
          refused          █░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░     1
        57% done · 40/s · about 54s left
        StopInstances in ap-guangzhou: code 4400, attempt 2 in 12s
        "
      `);
});

it('renderProgress says what it may be waiting for when nothing is new, whichever API has the quota', () => {
  expect(renderProgress(busy().snapshot(82_000), { ...drawing, width: 100 })).toMatch(
    /\nNothing new for 10s: waiting for the instances, or for the quota\.$/,
  );
});

it('renderProgress uses ASCII where the terminal supports nothing else, and shows that the run is ending', () => {
  const text = renderProgress(busy().snapshot(72_000), {
    ...drawing,
    width: 60,
    unicode: false,
    stopping: true,
  });
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  expect(text).toContain('Ctrl-C again to leave at once');
});

it('progressLine says it all in one line', () => {
  expect(progressLine('stop', busy().snapshot(72_000))).toMatchInlineSnapshot(
    `"2,851 of 5,000 done, 2 shutting down, 1 refused, 40/s, about 54s left"`,
  );
});
