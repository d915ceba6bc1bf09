import { describe, expect, test } from 'vitest';
import { conductOf } from '../../core/call/conduct.js';
import type { CallOptions } from '../../model/descriptor.js';
import { BatchError, type BatchErrorDetails, type ErrorContext } from '../../model/errors/errors.js';
import { describeInstances, instancesStopped, stopInstances } from '../../services/cvm/2.0/operations.gen.js';
import { createFleetService, readState, readTime } from './service.js';

const hooks = { beforeAttempt: () => undefined, afterAttempt: () => undefined };
const nothing = { force: false, ...hooks };

/** A service whose methods answer with these outputs, or throw them, and remember their input. */
function serviceOf(answers: { list?: unknown; change?: unknown; operation?: object }) {
  const calls: [string, unknown, CallOptions | undefined][] = [];
  const answerOf = (name: string, answer: unknown) => (input: never, options?: CallOptions) => {
    calls.push([name, input, options]);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const list = Object.assign(answerOf('list', answers.list), { operation: describeInstances });
  const operation = { ...stopInstances, ...answers.operation };
  const change = Object.assign(answerOf('change', answers.change), {
    operation,
    withMeta: answerOf('withMeta', answers.change),
  });
  const service = createFleetService(list, change as never, instancesStopped);
  return { service, calls };
}

describe('a look', () => {
  test('gives each instance by either of its ids, with its state and since when', async () => {
    const { service, calls } = serviceOf({
      list: {
        totalCount: 2,
        instanceSet: [
          { unInstanceId: 'ins-1', instanceId: 'qcvm1', status: 2, statusTime: '2016-11-30 10:48:24' },
          { unInstanceId: 'ins-2', status: '9', statusTime: 'soon' },
          { unInstanceId: 'ins-3', status: null },
        ],
      },
    });
    const one = { state: 2, changed: Date.UTC(2016, 10, 30, 2, 48, 24) };
    expect([...(await service.look(['ins-1'], { region: 'gz', ...hooks }))]).toEqual([
      ['ins-1', one],
      ['qcvm1', one],
      ['ins-2', { state: 9, changed: undefined }],
      ['ins-3', { state: 'unreadable', changed: undefined }],
    ]);
    expect(calls).toMatchObject([['list', { instanceIds: ['ins-1'], limit: 100 }, { region: 'gz' }]]);
    expect(conductOf(calls[0]![2]!)).toEqual(hooks);
    expect(service.batch).toBe(100);
  });

  test.each([undefined, {}, { instanceSet: null }])('%j contains no instances', async (list) => {
    expect((await serviceOf({ list }).service.look(['ins-1'], hooks)).size).toBe(0);
  });
});

describe('a request', () => {
  test('sends one request, with force only if requested, and marks each instance as accepted', async () => {
    const { service, calls } = serviceOf({
      change: { detail: { 'ins-1': { code: 0, requestId: '7' }, 'ins-2': { code: 0 } } },
    });
    expect([...(await service.request(['ins-1', 'ins-2'], { ...nothing, region: 'gz' }))]).toEqual([
      ['ins-1', { kind: 'accepted', requestId: '7' }],
      ['ins-2', { kind: 'accepted', requestId: undefined }],
    ]);
    await service.request(['ins-1'], { ...nothing, force: true });
    expect(calls.map(([, input]) => input)).toEqual([
      { instanceIds: ['ins-1', 'ins-2'] },
      { instanceIds: ['ins-1'], forceStop: 1 },
    ]);
    expect(calls[0]![2]).toMatchObject({ region: 'gz' });
    expect(conductOf(calls[0]![2]!)).toEqual({ once: true, ...hooks });
  });

  test('a request accepted as a whole is accepted for each instance, with the request id', async () => {
    const { service, calls } = serviceOf({
      change: { output: {}, meta: { requestId: 'uuid' } },
      operation: { batch: { ids: 'InstanceIds', maximum: 50 } },
    });
    expect([...(await service.request(['ins-1', 'ins-2'], nothing))]).toEqual([
      ['ins-1', { kind: 'accepted', requestId: 'uuid' }],
      ['ins-2', { kind: 'accepted', requestId: 'uuid' }],
    ]);
    expect(calls[0]!.slice(0, 2)).toEqual(['withMeta', { InstanceIds: ['ins-1', 'ins-2'] }]);
    expect(service.batch).toBe(50);
  });

  const failed: BatchErrorDetails = {
    code: 5400,
    serviceMessage: '',
    succeeded: [{ resourceId: 'ins-1', code: 0, message: '', requestId: '7' }],
    failed: [{ resourceId: 'ins-2', code: 5100, message: 'wrong status' }],
    unreported: ['ins-3'],
    unexpected: [],
    contradictions: [],
  };
  const problem = { code: 5100, reason: 'wrong status' };
  const lost = { kind: 'lost', problem: { reason: 'the response has no result for it' } };

  test.each<[string, ErrorContext, object]>([
    ['the only attempt', { attempts: 1, ambiguous: true }, { kind: 'refused', final: false, problem }],
    [
      'a second attempt, after one without effect',
      { attempts: 2 },
      { kind: 'refused', final: false, problem },
    ],
    [
      'a second attempt, after one that may have acted',
      { attempts: 2, ambiguous: true },
      { kind: 'lost', problem },
    ],
  ])('that fails for some says what of each: %s', async (_name, context, refused) => {
    const { service } = serviceOf({ change: new BatchError(failed, context) });
    expect(Object.fromEntries(await service.request(['ins-1', 'ins-2', 'ins-3'], nothing))).toEqual({
      'ins-1': { kind: 'accepted', requestId: '7' },
      'ins-2': refused,
      'ins-3': lost,
    });
  });

  test('rethrows any other failure', async () => {
    const error = new Error('x');
    await expect(serviceOf({ change: error }).service.request(['ins-1'], nothing)).rejects.toBe(error);
  });
});

test.each<[unknown, unknown]>([
  [2, 2],
  ['2', 2],
  ['-1', -1],
  ['RUNNING', 'RUNNING'],
  ['2.5', '2.5'],
  ['', ''],
  [undefined, 'unreadable'],
  [{}, 'unreadable'],
])('the state %j is read as %j', (value, state) => expect(readState(value)).toBe(state));

test.each<[unknown, number | undefined]>([
  ['1970-01-01 08:00:01', 1000],
  ['1970-01-01T08:00:01', undefined],
  ['0000-00-00 00:00:00', undefined],
  ['1970-01-01 08:00:01 ', undefined],
  [7, undefined],
])('the time %j is read as %j', (value, time) => expect(readTime(value, '+08:00')).toBe(time));
