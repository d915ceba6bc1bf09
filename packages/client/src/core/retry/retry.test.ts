import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import type { ErrorDescriptor, OperationDescriptor, Repeatability } from '../../model/descriptor.js';
import { describeError } from '../../model/errors/error-tables.js';
import type { Failure } from './failure.js';
import { retryDelay, defaultRetry, isRetryable, retryCost, type AttemptState } from './retry.js';

const entry = (retry: ErrorDescriptor['retry'], more: Partial<ErrorDescriptor> = {}): ErrorDescriptor => ({
  category: 'server',
  retry,
  effect: 'none',
  advice: '',
  ...more,
});

const operation = (repeatability: Repeatability): OperationDescriptor => ({
  action: 'Act',
  service: {
    name: 'service',
    version: '2.0',
    protocol: 'v2',
    hosts: ['service.example'],
    path: '/',
    quotas: [],
    commonErrors: {
      '1': entry('never'),
      '2': entry('later'),
      '3': entry('later', { effect: 'unknown' }),
      '4': entry('clock', { category: 'clock' }),
      '8': entry('clock', { category: 'clock', effect: 'unknown' }),
      '5': entry('credentials', { category: 'authentication' }),
      '6': entry('resource', { category: 'batch' }),
      '7': entry('later', { category: 'quota' }),
    },
  },
  input: {},
  output: {},
  errors: {},
  repeatability,
});

const api = (code: number, clockWrong = false): Failure => ({
  kind: 'api',
  code,
  serviceMessage: '',
  status: 200,
  clockWrong,
  raw: null,
  descriptor: describeError(operation('read'), { code }),
});
const transport = (phase: 'unsent' | 'sent' | 'response', status?: number): Failure => ({
  kind: 'transport',
  reason: '',
  phase,
  ...(status !== undefined && { status }),
});
const timeout = (phase: 'unsent' | 'sent' | 'response'): Failure => ({ kind: 'timeout', timeout: 1, phase });
const batch: Failure = {
  kind: 'batch',
  code: 5400,
  serviceMessage: '',
  succeeded: [],
  failed: [],
  unreported: [],
  unexpected: [],
  contradictions: [],
  raw: null,
  toError: () => expect.fail('nothing throws it'),
};

const fresh: AttemptState = { attempt: 1, elapsed: 0, tokens: 500, refreshable: true, random: 0.5 };
const decide = (
  failure: Failure,
  repeatability: Repeatability,
  state: Partial<AttemptState> = {},
  options = defaultRetry,
) => retryDelay(failure, operation(repeatability), { options, state: { ...fresh, ...state } });

const kinds: [name: string, failure: Failure, read: string, idempotent: string, once: string][] = [
  ['a code that is never worth it', api(1), 'never', 'never', 'never'],
  ['a code that is not documented', api(99), 'never', 'never', 'never'],
  ['a code that is worth it later', api(2), 'again', 'again', 'again'],
  ['a code after which the service may have acted', api(3), 'again', 'again', 'ambiguous'],
  ['a wrong clock', api(4), 'again', 'again', 'again'],
  ['a replay by a wrong clock', api(8, true), 'again', 'again', 'again'],
  ['a replay by a clock that is right', api(8), 'again', 'ambiguous', 'ambiguous'],
  ['refused credentials', api(5), 'again', 'again', 'again'],
  ['a failure for each resource', api(6), 'never', 'never', 'never'],
  ['a used up quota', api(7), 'again', 'again', 'again'],
  ['a partial failure', batch, 'never', 'never', 'never'],
  ['a request that was certainly not sent', transport('unsent'), 'again', 'again', 'again'],
  ['a request without an answer', transport('sent'), 'again', 'ambiguous', 'ambiguous'],
  ['an answer that is cut off', transport('response'), 'again', 'ambiguous', 'ambiguous'],
  ['an answer that makes no sense', transport('response', 200), 'again', 'ambiguous', 'ambiguous'],
  ['a gateway that is down', transport('response', 502), 'again', 'ambiguous', 'ambiguous'],
  ['a gateway that turns away what is too much', transport('response', 429), 'again', 'again', 'again'],
  ['a gateway that gave up waiting', transport('response', 408), 'again', 'ambiguous', 'ambiguous'],
  ['a gateway that refuses', transport('response', 403), 'never', 'ambiguous', 'ambiguous'],
  ['a redirect', transport('response', 302), 'never', 'ambiguous', 'ambiguous'],
  ['the first status of a redirect', transport('response', 300), 'never', 'ambiguous', 'ambiguous'],
  ['the last status of a refusal', transport('response', 499), 'never', 'ambiguous', 'ambiguous'],
  ['the first status of a breakdown', transport('response', 500), 'again', 'ambiguous', 'ambiguous'],
  ['a timeout before sending', timeout('unsent'), 'again', 'again', 'again'],
  ['a timeout after sending', timeout('sent'), 'again', 'ambiguous', 'ambiguous'],
];

describe.each(kinds)('after %s', (_, failure, ...expected) => {
  test.each([
    ['read', expected[0]],
    ['idempotent', expected[1]],
    ['once', expected[2]],
  ] as const)('a call of kind %s: %s', (repeatability, want) => {
    expect(decide(failure, repeatability) !== undefined).toBe(want === 'again');
    expect(isRetryable(failure, operation(repeatability))).toBe(want === 'again');
  });
});

test('credentials that cannot be refreshed, or already were, are not retried', () => {
  expect(decide(api(5), 'read', { refreshable: false })).toBe(undefined);
});

test('retries end at the limits: attempts, budget, deadline, and retries switched off', () => {
  expect(decide(api(2), 'read', { attempt: 4 })).toBe(undefined);
  expect(decide(api(2), 'read', { attempt: 3 })).not.toBe(undefined);
  expect(decide(api(2), 'read', { tokens: retryCost - 1 })).toBe(undefined);
  expect(decide(api(2), 'read', { tokens: retryCost })).not.toBe(undefined);
  expect(decide(api(2), 'read', { elapsed: 119_999 })).toBe(undefined);
  // Half of 200 ms is 100: the deadline itself is too late for another attempt, a millisecond before it is not.
  expect(decide(api(2), 'read', { elapsed: 119_900 })).toBe(undefined);
  expect(decide(api(2), 'read', { elapsed: 119_899 })).toEqual(100);
  expect(retryDelay(api(2), operation('read'), { options: false, state: fresh })).toBe(undefined);
});

test('the range of delays doubles from the base up to the maximum, and starts longer after a quota error', () => {
  const longest = (code: number, attempt: number): unknown =>
    decide(api(code), 'read', { attempt, random: 0.999_999 }, { ...defaultRetry, maxAttempts: 20 });
  expect([1, 2, 3, 4, 9].map((attempt) => longest(2, attempt))).toEqual([200, 400, 800, 1_600, 30_000]);
  expect([1, 2, 3, 4].map((attempt) => longest(7, attempt))).toEqual([5_000, 10_000, 20_000, 30_000]);
});

test('a corrected clock and refreshed credentials are tried at once, the first time', () => {
  for (const code of [4, 5]) {
    expect(decide(api(code), 'read', { random: 0.9 })).toEqual(0);
    expect(decide(api(code), 'read', { attempt: 2, random: 0.999 })).toEqual(400);
  }
});

test('a delay is a whole number within the range, and never reaches beyond the deadline', () => {
  const options = fc.record({
    maxAttempts: fc.integer({ min: 1, max: 30 }),
    baseDelay: fc.integer({ min: 1, max: 60_000 }),
    maxDelay: fc.integer({ min: 1, max: 600_000 }),
    deadline: fc.integer({ min: 1, max: 600_000 }),
    budget: fc.integer({ min: 1, max: 1000 }),
  });
  const state = fc.record({
    attempt: fc.integer({ min: 1, max: 40 }),
    elapsed: fc.integer({ min: 0, max: 700_000 }),
    tokens: fc.integer({ min: 0, max: 20 }),
    refreshable: fc.boolean(),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  const repeatability = fc.constantFrom<Repeatability>('read', 'idempotent', 'once');
  const failure = fc.constantFrom(...kinds.map(([, kind]) => kind));
  fc.assert(
    fc.property(options, state, repeatability, failure, (limits, at, kind, what) => {
      const delay = decide(what, kind, at, limits);
      if (delay === undefined) return;
      expect(at.attempt).toBeLessThan(limits.maxAttempts);
      expect(at.tokens).toBeGreaterThanOrEqual(retryCost);
      expect(Number.isInteger(delay)).toBe(true);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(
        Math.min(limits.maxDelay, limits.baseDelay * 25 * 2 ** (at.attempt - 1)),
      );
      expect(at.elapsed + delay).toBeLessThan(limits.deadline);
    }),
    runs(),
  );
});

test('after a quota error a call is retried when the quota renews: within a second for quotas per second', () => {
  const bySecond: OperationDescriptor = {
    ...operation('read'),
    quotas: [{ calls: 10, seconds: 1, per: 'action' }],
  };
  const at = { attempt: 1, elapsed: 0, tokens: 500, refreshable: false, random: 1 - 1e-9 };
  const delays = (about: OperationDescriptor): unknown[] =>
    [1, 2, 3].map((attempt) =>
      retryDelay(api(7), about, { options: defaultRetry, state: { ...at, attempt } }),
    );
  expect(delays(bySecond)).toEqual([1000, 2000, 4000]);
  expect(delays(operation('read'))).toEqual([5000, 10_000, 20_000]);
  const slow = { ...defaultRetry, baseDelay: 3000 };
  expect(retryDelay(api(7), bySecond, { options: slow, state: at })).toEqual(3000);
  const ofService = { ...operation('read').service, quotas: bySecond.quotas! };
  expect(delays({ ...operation('read'), service: ofService })).toEqual(delays(bySecond));
});
