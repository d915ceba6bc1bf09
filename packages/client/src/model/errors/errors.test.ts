import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ErrorDescriptor } from '../descriptor.js';
import {
  ApiError,
  BatchError,
  CredentialsError,
  QcvmError,
  TimeoutError,
  TransportError,
  ValidationError,
  type ErrorContext,
} from './errors.js';

const descriptor: ErrorDescriptor = {
  category: 'quota',
  retry: 'later',
  effect: 'none',
  advice: 'Call less often.',
};
const api = { code: 4400, serviceMessage: '', status: 200, descriptor };
const nothing = {
  succeeded: [],
  failed: [],
  unreported: [],
  unexpected: [],
  contradictions: [],
  serviceMessage: '',
};
const context: ErrorContext = {
  action: 'StopInstances',
  region: 'ap-guangzhou',
  requestId: 'r-1',
  attempts: 3,
  totalRetryDelay: 812,
  retryable: true,
  ambiguous: true,
  resourceIds: ['ins-a', 'ins-b', 'ins-c', 'ins-d', 'ins-e'],
  advice: 'Wait.',
  cause: new TypeError('socket'),
};

const make: Record<string, (more?: ErrorContext) => QcvmError> = {
  ValidationError: (more) =>
    new ValidationError(
      [{ parameter: 'a', rule: 'type', received: 'null', message: 'a must be b; received null' }],
      more,
    ),
  ApiError: (more) => new ApiError(api, more),
  BatchError: (more) => new BatchError({ ...nothing, code: 5100, unreported: ['ins-a'] }, more),
  TransportError: (more) => new TransportError({ reason: 'the connection was reset', phase: 'sent' }, more),
  TimeoutError: (more) => new TimeoutError({ timeout: 15000, phase: 'sent' }, more),
  CredentialsError: (more) => new CredentialsError('got no credentials', more),
};

describe('every error of the family', () => {
  test.each(Object.entries(make))(
    '%s has its name, in its stack too, and belongs to the family',
    (name, create) => {
      const error = create();
      expect(error).toBeInstanceOf(QcvmError);
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe(name);
      expect(error.stack).toMatch(new RegExp(`^${name}: (?:The call |Invalid input: )`));
      expect(Object.keys(error)).not.toContain('name');
    },
  );

  test.each(Object.entries(make))('%s says what it knows of the call, and what to do next', (_, create) => {
    const error = create(context);
    const { cause: _cause, ...facts } = context;
    expect(error).toMatchObject(facts);
    expect(error.cause).toBe(context.cause);
    expect(error.message).toMatch(/^(?:Invalid input for )?StopInstances\b/);
    expect(error.message).toMatch(
      /\[.*ap-guangzhou; request id r-1; 3 attempts, 812 ms between them\]\. Wait\.$/,
    );
  });

  test.each(Object.entries(make))('%s has safe defaults where nothing is known', (_, create) => {
    expect(create()).toMatchObject({ attempts: 0, totalRetryDelay: 0, retryable: false, ambiguous: false });
    expect(create().advice).toMatch(/\.$/);
    expect(create()).not.toHaveProperty('region');
    expect('cause' in create()).toBe(false);
  });

  test.each(Object.entries(make))(
    '%s shows in JSON and on a console only what it is meant to show',
    (name, create) => {
      const error = Object.assign(create(context), { request: { url: 'https://host/?Signature=abc' } });
      const json = JSON.parse(JSON.stringify(error)) as object;
      expect(json).toMatchObject({
        name,
        action: 'StopInstances',
        attempts: 3,
        cause: { name: 'TypeError', message: 'socket' },
      });
      expect(json).not.toHaveProperty('request');
      expect(json).not.toHaveProperty('stack');
      const shown = inspect(error);
      expect(shown).toMatch(new RegExp(`^${name}: (?:Invalid input for )?StopInstances\\b`));
      expect(shown).toContain("region: 'ap-guangzhou'");
      expect(shown).toContain('errors.test.ts');
      expect(shown + inspect({ error }, { depth: 5 })).not.toContain('Signature');
    },
  );

  test('keeps what a constructor was given beyond its fields to itself', () => {
    const outcome = { ...nothing, code: 5100, kind: 'batch', raw: { token: 'hidden' } };
    const error = new BatchError(outcome);
    expect(inspect(error) + JSON.stringify(error)).not.toContain('hidden');
    expect(error).not.toHaveProperty('raw');
  });

  test('shows a cause of the family whole, and of any other cause name, message and code', () => {
    const last = new TimeoutError({ timeout: 5, phase: 'sent' });
    expect(JSON.parse(JSON.stringify(new QcvmError('gave up', { cause: last })))).toMatchObject({
      cause: { name: 'TimeoutError', timeout: 5 },
    });
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET', url: 'https://hidden' });
    expect(new QcvmError('gave up', { cause: reset }).toJSON()['cause']).toEqual({
      name: 'Error',
      message: 'reset',
      code: 'ECONNRESET',
    });
    expect(new QcvmError('gave up', { cause: 'a text' }).toJSON()['cause']).toBe('a text');
  });
});

describe('ApiError', () => {
  test('names the code, its category, what the service says, to whom it applies, and what to do', () => {
    const error = new ApiError(
      { ...api, codeDesc: 'QuotaExceeded', moduleCode: '100004', serviceMessage: '(100004) slow\ndown' },
      { action: 'StopInstances', resourceIds: ['ins-a', 'ins-b'], attempts: 1 },
    );
    expect(error.message).toBe(
      'StopInstances failed with code 4400 (QuotaExceeded): quota error; service message “(100004) slow down” [ins-a, ins-b; not retried]. Call less often.',
    );
    expect(error).toMatchObject({
      code: 4400,
      codeDesc: 'QuotaExceeded',
      moduleCode: '100004',
      category: 'quota',
      serviceMessage: '(100004) slow\ndown',
      status: 200,
      advice: 'Call less often.',
    });
  });

  test('has no field for what the service did not send', () => {
    expect(new ApiError(api).message).toMatch(/ failed with code 4400: quota error\. /);
    expect(new ApiError({ ...api, codeDesc: undefined })).not.toHaveProperty('codeDesc');
  });

  test('names the first of many instances and counts the rest', () => {
    expect(new ApiError(api, { resourceIds: ['a', 'b', 'c'] }).message).toContain('[a, b, c]');
    expect(new ApiError(api, { resourceIds: ['a', 'b', 'c', 'd', 'e'] }).message).toContain(
      '[a, b, c and 2 more]',
    );
  });
});

describe('BatchError', () => {
  test('says what failed and why, what got no result, and what does not fit', () => {
    const details = {
      ...nothing,
      code: 5400,
      succeeded: [{ resourceId: 'ins-a', code: 0, message: '' }],
      failed: [
        {
          resourceId: 'ins-b',
          code: 5100,
          codeDesc: 'OperationConstraints.InvaildInstanceStatus',
          message: 'not running',
        },
        { resourceId: 'ins-c', code: 5000, message: '' },
      ],
      unreported: ['ins-d'],
      unexpected: ['ins-z'],
      contradictions: ['the result of ins-d cannot be read'],
    };
    const error = new BatchError(details, {
      action: 'StopInstances',
      resourceIds: ['ins-a', 'ins-b', 'ins-c', 'ins-d'],
      attempts: 1,
    });
    expect(error.message).toBe(
      'StopInstances did not succeed for 3 of 4 resources (code 5400): ins-b: OperationConstraints.InvaildInstanceStatus “not running”, ' +
        'ins-c: 5000; no result for ins-d; unexpected results for ins-z; the result of ins-d cannot be read [not retried]. ' +
        'Check the resources without a result before retrying.',
    );
    expect(error).toMatchObject(details);
  });

  test('advises to call again for the failed ones only, when every result is there', () => {
    const error = new BatchError({
      ...nothing,
      code: 5100,
      failed: [{ resourceId: 'ins-a', code: 5100, message: '' }],
    });
    expect(error.advice).toBe('Fix the cause, then retry only the failed resources.');
    // Nothing is said of lists that are empty.
    expect(error.message).toMatch(/1 of 1 resources \(code 5100\): ins-a: 5100\. Fix the cause/);
  });
});

describe('ValidationError', () => {
  test('shows the first five problems and counts the rest', () => {
    const problems = Array.from({ length: 7 }, (_, index) => ({
      parameter: `p${index}`,
      rule: 'type',
      received: 'null',
      message: `p${index} is wrong`,
    }));
    const error = new ValidationError(problems, { action: 'StopInstances' });
    expect(error.message).toBe(
      'Invalid input for StopInstances: p0 is wrong; p1 is wrong; p2 is wrong; p3 is wrong; p4 is wrong; and 2 more. Nothing was sent.',
    );
    expect(error.problems).toEqual(problems);
    expect(new ValidationError(problems.slice(0, 5)).message).toMatch(/p4 is wrong\. Nothing was sent\.$/);
  });
});

test('a ValidationError of any number of problems holds the first hundred, and counts all', () => {
  const problem = { parameter: 'p', rule: 'type', received: 'null', message: 'p is wrong' };
  const error = new ValidationError(Array.from({ length: 100_000 }, () => problem));
  expect(error.problems).toHaveLength(100);
  expect(error.message).toContain('p is wrong; and 99995 more.');
  expect(JSON.stringify(error).length).toBeLessThan(10_000);
});

describe('TransportError and TimeoutError', () => {
  test('say whether it is safe to call again', () => {
    expect(new TransportError({ reason: 'refused', phase: 'unsent' }).advice).toBe(
      'The request can be retried.',
    );
    expect(new TimeoutError({ timeout: 5, phase: 'sent' }, { ambiguous: true }).advice).toMatch(
      /^The request may have taken effect: check/,
    );
  });

  test('show status and excerpt of an answer that cannot be understood', () => {
    const error = new TransportError({
      reason: 'HTTP 502 came with an HTML page',
      phase: 'response',
      status: 502,
      excerpt: '<html>',
    });
    expect(error.message).toBe(
      'The call got no usable response: HTTP 502 came with an HTML page (“<html>”). The request can be retried.',
    );
    expect(error).toMatchObject({ phase: 'response', status: 502, excerpt: '<html>' });
  });

  test('tell a request that was not sent from one that was not answered', () => {
    expect(new TimeoutError({ timeout: 15000, phase: 'unsent' }).message).toMatch(
      /^The call could not be sent within 15000 ms\./,
    );
    expect(new TimeoutError({ timeout: 15000, phase: 'response' }).message).toMatch(
      /^The call got no complete response within 15000 ms\./,
    );
  });
});
