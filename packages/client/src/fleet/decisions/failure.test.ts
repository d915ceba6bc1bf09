import { describe, expect, test } from 'vitest';
import { describeError } from '../../model/errors/error-tables.js';
import {
  ApiError,
  BatchError,
  CredentialsError,
  TimeoutError,
  TransportError,
  ValidationError,
  type ErrorContext,
} from '../../model/errors/errors.js';
import { stopInstances } from '../../services/cvm/2.0/operations.gen.js';
import { rebootInstances, startInstances } from '../../services/cvm/2017-03-12/operations.gen.js';
import { classify, problemOf, refusedCall, refusedResult } from './failure.js';
import { inParts } from '../engine/parts.js';

const api = (code: number, context: ErrorContext = {}, codeDesc?: string): ApiError =>
  new ApiError(
    {
      code,
      codeDesc,
      serviceMessage: 'no',
      status: 200,
      descriptor: describeError(stopInstances, { code, ...(codeDesc && { codeDesc }) }),
    },
    context,
  );

describe('what a failed call means', () => {
  test.each<[string, unknown, string]>([
    ['a mistake of ours', new TypeError('x'), 'fatal'],
    ['no credentials', new CredentialsError('x', { retryable: true, ambiguous: true }), 'fatal'],
    [
      'an answer that got lost',
      new TransportError({ reason: 'x', phase: 'response' }, { ambiguous: true }),
      'lost',
    ],
    ['a 6000 that may have acted', api(6000, { ambiguous: true, retryable: true }), 'lost'],
    ['a 5000 after an attempt that may have acted', api(5000, { ambiguous: true }), 'lost'],
    ['a quota', api(4400, { retryable: true }), 'later'],
    [
      'a connection that was not made',
      new TransportError({ reason: 'x', phase: 'unsent' }, { retryable: true }),
      'later',
    ],
    [
      'an answer that nothing can be made of',
      new TransportError({ reason: 'x', phase: 'response' }),
      'later',
    ],
    ['a time-out', new TimeoutError({ timeout: 1, phase: 'unsent' }), 'later'],
    ['an input that is not valid', new ValidationError([]), 'divisible'],
    ['one that does not exist', api(5000), 'divisible'],
    ['one in the wrong status', api(5100, {}, 'OperationConstraints.InvaildInstanceStatus'), 'divisible'],
    ['one that is not allowed', api(4102), 'divisible'],
    ['a parameter', api(4000), 'divisible'],
    ['a batch', api(5100), 'divisible'],
    ['nothing that is allowed', api(4101), 'fatal'],
    ['a wrong signature', api(4100), 'fatal'],
    ['no such version', api(6100), 'fatal'],
    ['a server that gives up', api(6000), 'later'],
    ['a quota that is not waited for', api(4400), 'later'],
  ])('%s', (_name, error, kind) => expect(classify(error, stopInstances)).toEqual({ kind, error }));

  test.each([
    ['ResourceInUse', 'divisible'],
    ['FailedOperation', 'lost'],
    ['InternalError', 'lost'],
  ])('%s, which leaves open what was done of a restart', (code, kind) => {
    const descriptor = describeError(rebootInstances, { code });
    const error = new ApiError({ code, serviceMessage: '', status: 200, descriptor }, { ambiguous: true });
    expect(classify(error, rebootInstances)).toEqual({ kind, error });
  });

  test.each([
    ['ResourceInsufficient.SpecifiedInstanceType', [], 'divisible'],
    ['UnauthorizedOperation', [], 'fatal'],
    ['UnauthorizedOperation.CamNoAuth', ['ins-1'], 'divisible'],
    ['AuthFailure.UnauthorizedOperation', ['ins-1'], 'divisible'],
    ['AuthFailure.SignatureFailure', ['ins-1'], 'fatal'],
  ])('%s of API 3.0, with the ids %j in the message', (code, namedIds, kind) => {
    const descriptor = describeError(startInstances, { code });
    const error = new ApiError({ code, serviceMessage: '', status: 200, namedIds, descriptor });
    expect(classify(error, startInstances)).toEqual({ kind, error });
  });
});

describe('what a refusal means for one instance', () => {
  test.each<[string, number, string | undefined, boolean]>([
    ['wrong status', 5100, 'OperationConstraints.InvaildInstanceStatus', false],
    ['failed', 5100, undefined, false],
    ['does not exist', 5000, undefined, false],
    ['internal error', 6000, undefined, false],
    ['undocumented', 7777, undefined, false],
    ['not allowed', 4102, undefined, true],
    ['wrong parameter', 4000, undefined, true],
    ['sold out', 5200, undefined, true],
  ])('%s', (_name, code, codeDesc, final) => {
    const result = { resourceId: 'ins-1', code, message: 'no', ...(codeDesc && { codeDesc }) };
    const problem = { code, reason: 'no', ...(codeDesc && { codeDesc }) };
    expect(refusedResult(stopInstances, result)).toEqual({ kind: 'refused', final, problem });
    expect(refusedCall(stopInstances, api(code, {}, codeDesc))).toEqual({ kind: 'refused', final, problem });
  });

  test('a refusal without a message gets a default one', () => {
    expect(refusedResult(stopInstances, { resourceId: 'ins-1', code: 5100, message: '' }).problem).toEqual({
      code: 5100,
      reason: 'refused with code 5100',
    });
    const error = new ValidationError([{ parameter: 'a', rule: 'b', received: 'c', message: 'a is wrong' }]);
    expect(refusedCall(stopInstances, error)).toMatchObject({
      final: true,
      problem: { reason: error.message },
    });
    expect(problemOf('text')).toEqual({ reason: 'text' });
    expect(problemOf(new BatchErrorLike())).toEqual({ reason: 'like' });
  });
});

class BatchErrorLike extends Error {
  override message = 'like';
  static readonly of = BatchError;
}

describe('a call in parts', () => {
  const how = { classify: (error: unknown) => classify(error, stopInstances), isOver: () => false };
  /** What each part came to, in the order of the calls. */
  async function partsOf(
    members: readonly number[],
    call: (members: readonly number[]) => Promise<string>,
    over: () => boolean = () => false,
  ): Promise<string[]> {
    const found: string[] = [];
    for await (const part of inParts(members, call, { ...how, isOver: over }))
      found.push(`${part.members.join()} ${'answer' in part ? part.answer : part.failure.kind}`);
    return found;
  }

  test('halves the batch until the refused instance is found', async () => {
    const calls: string[] = [];
    const found = await partsOf([1, 2, 3, 4, 5], async (members) => {
      calls.push(members.join());
      if (members.includes(4)) throw api(5000);
      return 'done';
    });
    expect(found).toEqual(['1,2,3 done', '4 divisible', '5 done']);
    expect(calls).toEqual(['1,2,3,4,5', '1,2,3', '4,5', '4', '5']);
  });

  test('applies any other failure to all instances', async () => {
    expect(await partsOf([1, 2], () => Promise.reject(api(4400)))).toEqual(['1,2 later']);
    expect(await partsOf([1, 2], () => Promise.reject(new Error('x')))).toEqual(['1,2 fatal']);
  });

  test('sends nothing after the end', async () => {
    let calls = 0;
    const call = (members: readonly number[]): Promise<string> => {
      calls++;
      return members.length > 1 ? Promise.reject(api(5000)) : Promise.resolve('done');
    };
    expect(await partsOf([1, 2, 3, 4], call, () => calls >= 3)).toEqual(['1 done']);
    expect(calls).toBe(3);
    expect(await partsOf([1], call, () => true)).toEqual([]);
  });
});
