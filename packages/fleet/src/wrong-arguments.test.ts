import { ValidationError } from '@qcvm/client';
import { expect, test } from 'vitest';
import {
  checkRunId,
  credentialsOf,
  credentialsText,
  isFleetError,
  nextTimes,
  openFleet,
  parsePlan,
} from './index.js';

// Untyped code calls with anything: an argument is refused by its name and with its shape, never by an error of the engine.

const wrong = [undefined, null, 5, true, [], Symbol('x'), () => 1];
const schedule = { cron: '0 22 * * *', timeZone: 'UTC' };
const calls: readonly (readonly [name: string, argument: string, call: (value: never) => unknown])[] = [
  ['parsePlan', 'text', (value) => parsePlan(value)],
  ['openFleet', 'options', (value) => openFleet(value)],
  ['nextTimes', 'schedule', (value) => nextTimes(value, { after: 0, count: 1 })],
  ['nextTimes', 'options', (value) => nextTimes(schedule, value)],
  [
    'nextTimes',
    'options.after',
    (value) => nextTimes(schedule, { after: value === 5 ? Number.NaN : value, count: 1 }),
  ],
  [
    'nextTimes',
    'options.count',
    (value) => nextTimes(schedule, { after: 0, count: value === 5 ? -1 : value }),
  ],
  ['credentialsOf', 'options', (value) => credentialsOf(value)],
  ['a resolver', 'reference', (value) => credentialsOf({ environment: () => undefined })(value)],
  ['credentialsText', 'reference', (value) => credentialsText(value)],
];

test.each(calls)('%s says what %s must be, and what it got', async (_, argument, call) => {
  for (const value of wrong) {
    const error: unknown = await Promise.resolve()
      .then(() => call(value as never))
      .catch((thrown: unknown) => thrown);
    expect(error, String(value)).toBeInstanceOf(ValidationError);
    const [problem] = (error as ValidationError).problems;
    expect(problem?.parameter).toBe(argument);
    expect(problem?.message).toMatch(/ must be .*; received (undefined|null|a list|an? \w+)$/);
  }
});

test.each([...wrong, ['nightly'], {}])('%s is no id of a run', (id) => {
  let error: unknown;
  try {
    checkRunId(id as never);
  } catch (thrown) {
    error = thrown;
  }
  expect(isFleetError(error, 'run-id')).toBe(true);
});
