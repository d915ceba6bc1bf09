import { describe, expect, test } from 'vitest';
import type { Repeatability } from '../../model/descriptor.js';
import { ApiError, BatchError, TimeoutError, TransportError } from '../../model/errors/errors.js';
import { mayHaveActed, nameOf, toError, type Failure } from './failure.js';
import { describeError } from '../../model/errors/error-tables.js';
import { stopInstances } from '../../services/cvm/2.0/operations.gen.js';

const lists = { succeeded: [], failed: [], unexpected: [], contradictions: [] };
const api = (code: number, clockWrong = false): Failure => ({
  kind: 'api',
  code,
  serviceMessage: 'no',
  status: 200,
  clockWrong,
  raw: { code },
  descriptor: describeError(stopInstances, { code }),
});
const batch = (unreported: readonly string[]): Failure => {
  const reported = { code: 5400, serviceMessage: '', ...lists, unreported, requestId: 'r-1' };
  return {
    ...{ kind: 'batch', raw: { code: 5400 }, ...reported },
    toError: (context) => new BatchError(reported, context),
  };
};
const timeout = (phase: 'unsent' | 'sent' | 'response'): Failure => ({ kind: 'timeout', timeout: 5, phase });
const transport = (phase: 'unsent' | 'sent' | 'response'): Failure => ({
  kind: 'transport',
  reason: 'the connection was reset',
  phase,
  status: 502,
  excerpt: '<html>',
  cause: new Error('reset'),
});
const operation = (repeatability: Repeatability) => ({ ...stopInstances, repeatability });

describe('whether the service may have acted', () => {
  test.each<[string, Failure, boolean]>([
    ['after a refusal', api(4100), false],
    ['after an internal error', api(6000), true],
    ['after a code that no page mentions', api(7777), true],
    ['after a replay by a clock that is right', api(4500), true],
    ['after a replay by a wrong clock', api(4500, true), false],
    ['after an internal error, regardless of the clock', api(6000, true), true],
    ['when every instance has its result', batch([]), false],
    ['when an instance has none', batch(['ins-a']), true],
    ['when nothing was sent', transport('unsent'), false],
    ['when no answer came', transport('sent'), true],
    ['when the response was truncated', transport('response'), true],
    ['when the time was up before sending', timeout('unsent'), false],
    ['when the time was up after sending', timeout('sent'), true],
  ])('%s', (_, failure, acted) => {
    for (const repeatability of ['once', 'idempotent'] as const)
      expect(mayHaveActed(failure, operation(repeatability))).toBe(acted);
    expect(mayHaveActed(failure, operation('read'))).toBe(false);
  });
});

test('a log names a failure by its code or its phase, never by a text of the service', () => {
  expect([api(4100), batch([]), transport('sent'), timeout('unsent')].map(nameOf)).toEqual([
    'code 4100',
    'code 5400',
    'transport (sent)',
    'timeout (unsent)',
  ]);
});

describe('a failure becomes the error of its kind, with all that is known of it', () => {
  const context = { action: 'StopInstances', attempts: 2 };
  const error = (failure: Failure) => toError(failure, context);

  test('a refusal', () => {
    const refused = error({ ...api(4400), requestId: 'r-2', codeDesc: 'QuotaExceeded' } as Failure);
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({
      ...context,
      code: 4400,
      category: 'quota',
      requestId: 'r-2',
      status: 200,
    });
    expect(refused).toMatchObject({ serviceMessage: 'no', codeDesc: 'QuotaExceeded' });
  });

  test('a batch', () => {
    expect(error(batch(['ins-a']))).toBeInstanceOf(BatchError);
    expect(error(batch(['ins-a']))).toMatchObject({
      ...context,
      code: 5400,
      unreported: ['ins-a'],
      requestId: 'r-1',
    });
  });

  test('an exchange that failed', () => {
    const failed = error(transport('response'));
    expect(failed).toBeInstanceOf(TransportError);
    expect(failed).toMatchObject({ ...context, phase: 'response', status: 502, excerpt: '<html>' });
    expect(failed.cause).toEqual(new Error('reset'));
  });

  test('a timeout', () => {
    expect(error(timeout('sent'))).toBeInstanceOf(TimeoutError);
    expect(error(timeout('sent'))).toMatchObject({ ...context, timeout: 5, phase: 'sent' });
  });
});
