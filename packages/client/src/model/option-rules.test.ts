import { describe, expect, test } from 'vitest';
import {
  createCvm,
  ensureStopped,
  ensureStoppedEvents,
  isQcvmError,
  paginate,
  ValidationError,
  waitUntilRunning,
  waitUntilStopped,
} from '../index.js';
import { checkOptions, positive, withDefaults } from './option-rules.js';

const sent: string[] = [];
const cvm = createCvm({
  region: 'ap-guangzhou',
  credentials: { secretId: 'AKIDexample', secretKey: 'secret' },
  transport: {
    send(request) {
      sent.push(request.url);
      return Promise.reject(new Error('not sent'));
    },
  },
  retry: false,
});
const ids = ['ins-09dx96dg'];

/** What a function says of wrong options, whether it throws it or rejects with it. */
async function problemsOf(call: () => unknown): Promise<string[]> {
  try {
    await call();
  } catch (error) {
    if (isQcvmError(error) && error instanceof ValidationError)
      return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

const functions: Readonly<Record<string, (options: never) => unknown>> = {
  'a call': (options) => cvm.describeInstances({}, options),
  paginate: (options) => paginate(cvm.describeInstances, {}, options),
  waitUntilStopped: (options) => waitUntilStopped(cvm, ids, options),
  waitUntilRunning: (options) => waitUntilRunning(cvm, ids, options),
  ensureStopped: (options) => ensureStopped(cvm, ids, options),
};

describe.each(Object.entries(functions))('%s', (_name, call) => {
  test.each([
    [null, 'options must be a plain object; received null'],
    [7, 'options must be a plain object; received the number 7'],
    [[], 'options must be a plain object; received a list of length 0'],
    [{ signl: 1 }, 'options.signl is unknown (did you mean signal?)'],
    [{ signal: {} }, 'options.signal must be an AbortSignal; received a plain object'],
    [{ signal: { aborted: false } }, 'options.signal must be an AbortSignal; received a plain object'],
    [
      { region: '' },
      'options.region must be a region such as ap-guangzhou; received a string of length 0, ""',
    ],
    [
      { region: 'ap guangzhou' },
      'options.region must be a region such as ap-guangzhou; received a string of length 12, "ap guangzhou"',
    ],
  ])('refuses the options %j before anything is sent', async (options, message) => {
    expect(await problemsOf(() => call(options as never))).toEqual([message]);
    expect(sent).toEqual([]);
  });
});

test.each(Object.entries(functions))(
  '%s refuses options that cannot be read, and sends nothing',
  async (_name, call) => {
    const options = {
      get timeout(): number {
        throw new RangeError('of its own');
      },
    };
    for (const given of [options, new Proxy({}, { ownKeys: () => options.timeout as never })])
      expect(await problemsOf(() => call(given as never))).toEqual([
        'options must be readable; reading it threw an error; received a plain object',
      ]);
    expect(sent).toEqual([]);
  },
);

describe.each(Object.entries(functions).filter(([name]) => name !== 'ensureStopped'))('%s', (_name, call) => {
  test.each([
    [{ timeout: '10s' }, 'options.timeout must be a positive number; received a string of length 3, "10s"'],
    [{ timeout: Number.NaN }, 'options.timeout must be a positive number; received the number NaN'],
    [{ timeout: 0 }, 'options.timeout must be a positive number; received the number 0'],
  ])('refuses %j as the time of one attempt before anything is sent', async (options, message) => {
    expect(await problemsOf(() => call(options as never))).toEqual([message]);
    expect(sent).toEqual([]);
  });
});

test('a fleet has a time for each instance, and none for an attempt', async () => {
  const [problem] = await problemsOf(() => ensureStopped(cvm, ids, { timeout: 5000 } as never));
  expect(problem).toMatch(/^options\.timeout is unknown \(there are .*maxWait/);
});

test('what was checked of options is what holds: they are read once', async () => {
  let reads = 0;
  const options = {
    get region(): string {
      return reads++ === 0 ? 'ap-guangzhou' : 'nowhere at all';
    },
  };
  await expect(cvm.describeInstances({}, options)).rejects.toMatchObject({ region: 'ap-guangzhou' });
  expect(new URL(sent[0] ?? '').searchParams.get('Region')).toBe('ap-guangzhou');
});

test.each([
  [{ maxWait: '10s' }, 'options.maxWait must be a positive number; received a string of length 3, "10s"'],
  [{ maxWait: Infinity }, 'options.maxWait must be a positive number; received the number Infinity'],
])('a wait with %j does not begin, nor does a fleet', async (options, message) => {
  expect(await problemsOf(() => waitUntilStopped(cvm, ids, options as never))).toEqual([message]);
  expect(await problemsOf(() => ensureStopped(cvm, ids, options as never))).toEqual([message]);
});

test.each(['ins-09dx96dg', null, new Set(ids)])('%j is no list of ids to wait for', async (list) => {
  expect(await problemsOf(() => waitUntilStopped(cvm, list as never))).toEqual([
    expect.stringMatching(/^options.ids must be a list of ids; received /),
  ]);
});

test.each([
  [{ force: 'always' }, "options.force must be 'never', 'fallback' or { after: milliseconds }"],
  [{ force: {} }, "options.force must be 'never', 'fallback' or { after: milliseconds }"],
  [{ force: { after: '10m' } }, 'options.force.after must be a positive number'],
  [{ force: { afterwards: 1, after: 1 } }, 'options.force.afterwards is unknown (there are after)'],
  [{ concurrency: 1.5 }, 'options.concurrency must be a positive whole number'],
  [{ window: 0 }, 'options.window must be a positive whole number'],
])('a fleet is not touched with %j', async (options, message) => {
  expect(await problemsOf(() => ensureStopped(cvm, ids, options as never))).toEqual([
    expect.stringContaining(message),
  ]);
});

test('everything is said at once, and undefined counts as absent', () => {
  const rules = { a: positive, b: positive, c: positive };
  expect(() => checkOptions(rules, { a: 0, b: undefined, c: 1, d: 2 }, { action: 'work' })).toThrow(
    'Invalid input for work: options.a must be a positive number; received the number 0; ' +
      'options.d is unknown (did you mean a?)',
  );
  expect(checkOptions(rules, { a: 1, b: undefined })).toEqual({ a: 1 });
});

test('wrong targets and wrong options of a job are said at once', () => {
  expect(() => ensureStoppedEvents(cvm, 'ins-1' as never, { window: 0 })).toThrow(
    /: ids must be a list or an \(async\) iterable .*; options\.window must be a positive whole number/,
  );
});

test('a default holds where nothing was given', () => {
  expect(withDefaults({ a: 1, b: 2, c: 3 }, { a: 4, b: undefined } as object)).toEqual({ a: 4, b: 2, c: 3 });
});
