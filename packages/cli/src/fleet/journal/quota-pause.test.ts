import { expect, it } from 'vitest';
import { quotaPause, quotasOf, RecentCalls } from './quota-pause.js';

const now = 1_000_000;
const quotas = await quotasOf('2.0');
const calls = (count: number, at: number) =>
  new Map([['DescribeInstances', Array.from({ length: count }, () => at)]]);

it('quotaPause waits until the calls of the interrupted run no longer count', () => {
  expect(quotaPause(calls(95, now - 20_000), { quotas, now, left: 2000 })).toBe(41_500);
});

it('quotaPause does not wait where both runs fit into one minute, or the calls are long ago', () => {
  expect(quotaPause(calls(5, now - 1000), { quotas, now, left: 200 })).toBe(0);
  expect(quotaPause(calls(95, now - 62_000), { quotas, now, left: 2000 })).toBe(0);
  expect(quotaPause(new Map(), { quotas, now, left: 2000 })).toBe(0);
});

it('quotaPause counts what fits to the call: 100 a minute for one Action, 12 for each batch that is left', () => {
  expect(quotaPause(calls(88, now - 1000), { quotas, now, left: 100 })).toBe(0);
  expect(quotaPause(calls(89, now - 1000), { quotas, now, left: 100 })).toBe(60_500);
  expect(quotaPause(calls(76, now - 1000), { quotas, now, left: 101 })).toBe(0);
  expect(quotaPause(calls(77, now - 1000), { quotas, now, left: 101 })).toBe(60_500);
});

it('quotaPause waits for the latest of the calls, and leaves out those that no longer count', () => {
  const times = [
    ...Array.from({ length: 50 }, () => now - 61_500),
    ...Array.from({ length: 95 }, () => now - 30_000),
    now - 500,
  ];
  expect(quotaPause(new Map([['StopInstances', times]]), { quotas, now, left: 500 })).toBe(61_000);
});

it('quotaPause waits no longer than a second over API 3.0, which counts by the second', async () => {
  const bySecond = await quotasOf('3.0');
  expect(quotaPause(calls(95, now - 100), { quotas: bySecond, now, left: 2000 })).toBe(950);
  expect(quotaPause(calls(95, now - 1100), { quotas: bySecond, now, left: 2000 })).toBe(0);
});

it('quotaPause counts all Actions together as well', () => {
  const many = new Map(
    Array.from({ length: 11 }, (_, index) => [
      `Action${index}`,
      Array.from({ length: 88 }, () => now - 1000),
    ]),
  );
  expect(quotaPause(many, { quotas, now, left: 1 })).toBe(0);
  many.set(
    'Another',
    Array.from({ length: 88 }, () => now - 900),
  );
  expect(quotaPause(many, { quotas, now, left: 1 })).toBe(60_600);
});

it('the window of a quota excludes its end, and counts only calls inside it', () => {
  expect(quotaPause(calls(95, now - 61_500), { quotas, now, left: 100 })).toBe(0);
  const old = Array.from({ length: 95 }, () => now - 62_000);
  const recent = Array.from({ length: 5 }, () => now - 1000);
  expect(quotaPause(new Map([['StopInstances', [...old, ...recent]]]), { quotas, now, left: 100 })).toBe(0);
});

it('the window of a quota is forgotten by recent calls as well, with or without a listener', () => {
  const recent = new RecentCalls();
  expect(recent.recent(0)).toEqual([]);
  recent.add({ action: 'StopInstances', at: 0 });
  expect(recent.recent(61_499)).toEqual([{ action: 'StopInstances', at: 0 }]);
  expect(recent.recent(61_500)).toEqual([]);
});

it('RecentCalls keeps one minute of calls, notifies the listener at once, and stays bounded', () => {
  const recent = new RecentCalls();
  const heard: number[] = [];
  recent.listener = ({ at }) => void heard.push(at);
  for (let at = 0; at < 2_000_000; at += 1000) recent.add({ action: 'StopInstances', at });
  expect(heard).toHaveLength(2000);
  expect(recent.recent(2_000_000)).toHaveLength(61);
});
