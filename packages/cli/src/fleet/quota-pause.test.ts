import { describe, expect, it } from 'vitest';
import { quotaPause, RecentCalls } from './quota-pause.js';

const now = 1_000_000;
const calls = (count: number, at: number) =>
  new Map([['DescribeInstances', Array.from({ length: count }, () => at)]]);

describe('quotaPause', () => {
  it('waits until the calls of the interrupted run no longer count', () => {
    expect(quotaPause(calls(95, now - 20_000), { now, left: 2000 })).toBe(41_500);
  });

  it('does not wait where both runs fit into one minute, or the calls are long ago', () => {
    expect(quotaPause(calls(5, now - 1000), { now, left: 200 })).toBe(0);
    expect(quotaPause(calls(95, now - 62_000), { now, left: 2000 })).toBe(0);
    expect(quotaPause(new Map(), { now, left: 2000 })).toBe(0);
  });
});

describe('RecentCalls', () => {
  it('remembers a minute, tells the listener at once, and does not grow without end', () => {
    const recent = new RecentCalls();
    const heard: number[] = [];
    recent.listener = ({ at }) => void heard.push(at);
    for (let at = 0; at < 2_000_000; at += 1000) recent.add({ action: 'StopInstances', at });
    expect(heard).toHaveLength(2000);
    expect(recent.recent(2_000_000)).toHaveLength(61);
  });
});
