import { describe, expect, test } from 'vitest';
import { ApiError, BatchError, createCvm, TransportError, ValidationError } from '../../src/index.js';
import type { ClientConfig, RequestEvent } from '../../src/index.js';
import { v3, type CarrierOptions } from '../../src/v3/index.js';
import { credentials } from '../support/scripted.js';
import { Time } from '../support/time.js';
import { wholeService, type WholeService } from '../support/whole-service.js';
import { rejection } from '../support/rejection.js';

const id = (number: number): string => `ins-${String(number).padStart(8, '0')}`;
const all = (state: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [id(number), state]));

function clientOf(
  service: WholeService,
  { api, ...more }: Partial<Omit<ClientConfig, 'api'>> & { api?: CarrierOptions } = {},
) {
  const time = new Time();
  const config = { region: 'gz', credentials, transport: service, runtime: time.runtime(), ...more };
  return { time, cvm: createCvm({ ...config, api: v3(api) }) };
}

const batchError = async (promise: Promise<unknown>): Promise<BatchError> => {
  const error = await rejection(promise);
  expect(error).toBeInstanceOf(BatchError);
  return error as BatchError;
};

describe('a call that is accepted', () => {
  test('is one call of API 3.0, and a result for each id', async () => {
    const service = wholeService(all('RUNNING', 2));
    const { time, cvm } = clientOf(service);
    const { output, meta } = await time.run(
      cvm.stopInstances.withMeta({ instanceIds: [id(0), id(1)], forceStop: 1 }),
    );
    expect(output).toEqual({
      detail: Object.fromEntries(
        [id(0), id(1)].map((each) => [each, { code: 0, message: '', requestId: 'request-1' }]),
      ),
    });
    expect(meta).toMatchObject({ attempts: 1, requestId: 'request-1', status: 200 });
    expect(service.asked).toEqual([
      {
        action: 'StopInstances',
        region: 'ap-guangzhou',
        body: { InstanceIds: [id(0), id(1)], StopType: 'SOFT_FIRST' },
        number: 1,
      },
    ]);
    expect(service.requests[0]?.url).toBe('https://cvm.tencentcloudapi.com/');
  });

  test.each([
    ['StopInstances', {}, {}],
    ['StopInstances', { forceStop: 0 }, { StopType: 'SOFT' }],
    ['RebootInstances', { forceStop: 1 }, { StopType: 'SOFT_FIRST' }],
    ['StartInstances', {}, {}],
  ] as const)('by %s with %j sends %j', async (action, input, body) => {
    const service = wholeService({ [id(0)]: action === 'StartInstances' ? 'STOPPED' : 'RUNNING' });
    const { time, cvm } = clientOf(service);
    const method = {
      StopInstances: cvm.stopInstances,
      StartInstances: cvm.startInstances,
      RebootInstances: cvm.restartInstances,
    }[action];
    await time.run(method({ instanceIds: [id(0)], ...input }));
    expect(service.asked[0]?.action).toBe(action);
    expect(service.asked[0]?.body).toEqual({ InstanceIds: [id(0)], ...body });
  });

  test('sets StoppedMode only if the caller asks for it, and only for StopInstances', async () => {
    const service = wholeService({ [id(0)]: 'RUNNING', [id(1)]: 'STOPPED' });
    const { time, cvm } = clientOf(service, { api: { stoppedMode: 'STOP_CHARGING' } });
    await time.run(cvm.stopInstances({ instanceIds: [id(0)] }));
    await time.run(cvm.startInstances({ instanceIds: [id(1)] }));
    expect(service.asked.map(({ body }) => body['StoppedMode'])).toEqual(['STOP_CHARGING', undefined]);
  });

  test('reports the region as it was given, and sends the long name', async () => {
    const service = wholeService({});
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: [id(0)] }, { region: 'bj' })));
    expect(service.asked[0]?.region).toBe('ap-beijing');
    expect(error.region).toBe('bj');
  });
});

describe('a call that is refused because of some instances', () => {
  test('looks at the instances once, and sends the others again', async () => {
    const service = wholeService({ ...all('RUNNING', 3), [id(1)]: 'STOPPED' });
    const { time, cvm } = clientOf(service);
    const instanceIds = [id(0), id(1), id(2), id(9)];
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds })));
    expect(service.asked.map(({ action }) => action)).toEqual([
      'StopInstances',
      'DescribeInstances',
      'StopInstances',
    ]);
    expect(service.asked[1]?.body).toEqual({ InstanceIds: instanceIds, Limit: 100 });
    expect(service.changeRequests()[1]).toEqual([id(0), id(2)]);
    expect(error).toMatchObject({
      action: 'StopInstances',
      code: 5400,
      codeDesc: 'PartlySucceeded',
      attempts: 3,
      ambiguous: false,
      unreported: [],
      succeeded: [id(0), id(2)].map((resourceId) => ({ resourceId, code: 0, requestId: 'request-3' })),
      failed: [
        { resourceId: id(1), code: 5100, codeDesc: 'OperationConstraints.InvaildInstanceStatus' },
        { resourceId: id(9), code: 5000 },
      ],
    });
    expect(error.unsent).toBeUndefined();
    expect(error.failed[1]).not.toHaveProperty('codeDesc');
  });

  test('takes two calls where all of a hundred are down', async () => {
    const service = wholeService(all('STOPPED', 100));
    const { time, cvm } = clientOf(service);
    const instanceIds = Object.keys(all('STOPPED', 100));
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds })));
    expect(service.asked).toHaveLength(2);
    expect(error).toMatchObject({ code: 5100, succeeded: [], unreported: [] });
    expect(error.failed).toHaveLength(100);
  });

  test.each([
    ['STOPPED', 5100, 'OperationConstraints.InvaildInstanceStatus'],
    ['SHUTDOWN', 5000, undefined],
    ['SERVICE_LIVE_MIGRATE', 5100, 'OperationConstraints.InvaildInstanceStatus'],
  ])('reports an instance in state %s with the code %s of API 2.0', async (state, code, codeDesc) => {
    const service = wholeService({ [id(0)]: 'RUNNING', [id(1)]: state });
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: [id(0), id(1)] })));
    const [failed] = error.failed;
    expect(failed).toMatchObject({ resourceId: id(1), code });
    expect(failed?.codeDesc).toBe(codeDesc);
  });

  test.each(['none', 'first', 'all'] as const)(
    'without permission to look asks for ever smaller parts; messages name: %s',
    async (names) => {
      const service = wholeService(
        { ...all('RUNNING', 20), [id(3)]: 'STOPPED', [id(11)]: 'STOPPING' },
        {
          names,
          instead: ({ action }) =>
            action === 'DescribeInstances' ? { refuse: { Code: 'UnauthorizedOperation' } } : undefined,
        },
      );
      const { time, cvm } = clientOf(service);
      const instanceIds = Object.keys(all('', 20));
      const error = await batchError(time.run(cvm.stopInstances({ instanceIds })));
      // One that no refusal of several has named may have been done by it: that it is refused alone tells nothing.
      const failed: readonly string[] = { none: [], first: [id(3)], all: [id(3), id(11)] }[names];
      expect(error.failed.map(({ resourceId }) => resourceId)).toEqual(failed);
      expect(error.unreported).toEqual([id(3), id(11)].filter((each) => !failed.includes(each)));
      expect(error.ambiguous).toBe(error.unreported.length > 0);
      expect(error.succeeded).toHaveLength(18);
      expect([...service.changes.values()]).toEqual(Array(18).fill(1));
      // Cut by names it is quick; by halves it takes a few requests for each bad one.
      const counts = { none: 20, first: 6, all: 6 };
      expect(service.changeRequests().length).toBeLessThanOrEqual(counts[names]);
    },
  );

  test('never sends again an instance in an unfit state, or refused alone', async () => {
    const busy = new Set([id(4), id(7)]);
    const service = wholeService(
      { ...all('RUNNING', 10), [id(2)]: 'STOPPED' },
      {
        instead: ({ action, body }) => {
          const ids = (body['InstanceIds'] ?? []) as string[];
          const first = ids.find((each) => busy.has(each));
          // The look shows it running, and the service refuses it all the same.
          return action === 'StopInstances' && first !== undefined
            ? {
                refuse: { Code: 'OperationDenied.InstanceOperationInProgress', Message: `['${first}'] busy` },
              }
            : undefined;
        },
      },
    );
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: Object.keys(all('', 10)) })));
    expect(error.failed.map(({ resourceId }) => resourceId)).toEqual([id(2), id(4), id(7)]);
    expect(error.succeeded).toHaveLength(7);
    const looks = service.asked.filter(({ action }) => action === 'DescribeInstances');
    const several = service.changeRequests().filter((ids) => ids.length > 1);
    // Each refusal of several is looked into: nothing says that it has done nothing for the others.
    expect(looks.length).toBeLessThan(several.length);
    for (const each of [id(4), id(7)])
      expect(service.changeRequests().filter((ids) => ids.length === 1 && ids[0] === each)).toHaveLength(1);
    expect(service.changeRequests().slice(1).flat()).not.toContain(id(2));
  });

  test('finds ids in a message only among the requested ones', async () => {
    const service = wholeService(all('RUNNING', 4), {
      instead: ({ action, number }) =>
        action === 'StopInstances' && number < 4
          ? { refuse: { Code: 'InvalidInstance.NotSupported', Message: 'not supported: ins-99999999' } }
          : undefined,
    });
    const { time, cvm } = clientOf(service);
    await time.run(cvm.stopInstances({ instanceIds: Object.keys(all('', 4)) }));
    expect(service.changeRequests().map((ids) => ids.length)).toEqual([4, 4, 2, 2]);
    expect(service.asked.flatMap(({ body }) => body['InstanceIds'])).not.toContain('ins-99999999');
  });

  test('detects by looking what a refused call has done for others', async () => {
    const service = wholeService({ ...all('RUNNING', 3), [id(1)]: 'STOPPED' }, { partial: true });
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: [id(0), id(1), id(2)] })));
    expect(service.asked).toHaveLength(2);
    expect(error.succeeded.map(({ resourceId }) => resourceId)).toEqual([id(0), id(2)]);
    expect(error.failed.map(({ resourceId }) => resourceId)).toEqual([id(1)]);
  });

  test('repeats a request that exceeded the quota, and no other', async () => {
    const service = wholeService(
      { ...all('RUNNING', 2) },
      {
        instead: ({ number }) => (number < 3 ? { refuse: { Code: 'RequestLimitExceeded' } } : undefined),
      },
    );
    const { time, cvm } = clientOf(service);
    const { meta } = await time.run(cvm.stopInstances.withMeta({ instanceIds: [id(0), id(1)] }));
    expect(meta).toMatchObject({ attempts: 3, requestId: 'request-3' });
    expect(meta.totalRetryDelay).toBeGreaterThan(0);
  });

  test('is not repeated while another change is under way: the instances are looked at', async () => {
    const service = wholeService(all('RUNNING', 2), {
      instead: ({ number }) =>
        number === 1 ? { refuse: { Code: 'MutexOperation.TaskRunning' } } : undefined,
    });
    const { time, cvm } = clientOf(service);
    await time.run(cvm.stopInstances({ instanceIds: [id(0), id(1)] }));
    expect(service.asked.map(({ action }) => action)).toEqual([
      'StopInstances',
      'DescribeInstances',
      'StopInstances',
    ]);
    expect(time.sleeps).toEqual([]);
  });
});

describe('an id of API 2.0 only', () => {
  const old = `qcvm${'0123456789abcdef'.repeat(2)}`;

  test('gets its own result, and the other instances are changed', async () => {
    const service = wholeService(all('RUNNING', 1));
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: [old, id(0)] })));
    expect(error).toMatchObject({ code: 5400, succeeded: [{ resourceId: id(0) }] });
    expect(error.failed).toMatchObject([{ resourceId: old, code: 4000 }]);
    expect(error.failed[0]?.message).toContain('API 3.0 does not support the old id');
    expect(service.changeRequests()).toEqual([[id(0)]]);
  });

  test('is answered without a request if there is no other', async () => {
    const service = wholeService({});
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: [old] })));
    expect(error).toMatchObject({ code: 5100, attempts: 0 });
    expect(service.asked).toEqual([]);
  });
});

describe('an early end', () => {
  test('a lost answer to the first request is a TransportError, as with API 2.0', async () => {
    const service = wholeService(all('RUNNING', 2), { instead: () => ({ lost: 'after' }) });
    const { time, cvm } = clientOf(service);
    const error = await rejection(time.run(cvm.restartInstances({ instanceIds: [id(0), id(1)] })));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ action: 'RestartInstances', region: 'gz', ambiguous: true, attempts: 1 });
  });

  /** The look shows all running, each request for more than one is refused, until the third one. */
  const dividing = (third: 'lost' | 'hang') =>
    wholeService(all('RUNNING', 4), {
      instead: ({ action, number }) => {
        if (action === 'DescribeInstances') return undefined;
        if (number <= 3) return { refuse: { Code: 'InvalidInstance.NotSupported' } };
        if (number === 5) return undefined;
        return third === 'lost' ? { lost: 'after' } : { hang: true };
      },
    });

  test('a lost answer to a later request: the error has the known results and the unsent ids', async () => {
    const service = dividing('lost');
    service.states.set(id(5), 'STOPPED');
    const { time, cvm } = clientOf(service);
    const instanceIds = [id(0), id(1), id(2), id(3), id(5)];
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds })));
    expect(service.changeRequests().map((ids) => ids.length)).toEqual([5, 4, 2, 2]);
    expect(error).toMatchObject({
      code: 5400,
      ambiguous: true,
      attempts: 6,
      succeeded: [{ resourceId: id(0) }, { resourceId: id(1) }],
      failed: [{ resourceId: id(5) }],
      unreported: [id(2), id(3)],
    });
    expect(error.unsent).toBeUndefined();
    expect(error.cause).toBeInstanceOf(TransportError);
    expect(error.message).toContain(`no result for ${id(2)}, ${id(3)}`);
  });

  test('ids that were never sent are listed separately', async () => {
    const service = wholeService(all('RUNNING', 8), {
      instead: ({ action, number }) =>
        action === 'DescribeInstances'
          ? undefined
          : number <= 3
            ? { refuse: { Code: 'InvalidInstance.NotSupported' } }
            : { lost: 'before' },
    });
    const { time, cvm } = clientOf(service);
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: Object.keys(all('', 8)) })));
    expect(error.unreported).toEqual(Object.keys(all('', 8)));
    expect(error.unsent).toEqual([4, 5, 6, 7].map(id));
    expect(error).toMatchObject({ code: 5100, succeeded: [], failed: [], ambiguous: true });
    expect(error.advice).toContain('for those in `unsent` nothing was asked any more');
  });

  test('an abort while a part of the instances is sent', async () => {
    const service = dividing('hang');
    const { time, cvm } = clientOf(service);
    const controller = new AbortController();
    const call = cvm.stopInstances({ instanceIds: Object.keys(all('', 4)) }, { signal: controller.signal });
    const settled = batchError(call);
    for (let turn = 0; turn < 50 && service.asked.length < 6; turn++) await new Promise(setImmediate);
    expect(service.asked).toHaveLength(6);
    controller.abort(new Error('enough'));
    const error = await time.run(settled);
    expect(error).toMatchObject({ ambiguous: true, unreported: [id(2), id(3)] });
    expect(error.succeeded).toHaveLength(2);
    expect(error.cause).toMatchObject({ message: 'enough' });
  });

  test('the deadline holds for the whole call', async () => {
    const service: WholeService = wholeService(all('RUNNING', 8), {
      instead: ({ action }) => {
        if (action === 'DescribeInstances') return undefined;
        time.set(time.now() + 400);
        return { refuse: { Code: 'InvalidInstance.NotSupported' } };
      },
    });
    const { time, cvm } = clientOf(service, { retry: { deadline: 1000 } });
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: Object.keys(all('', 8)) })));
    expect(service.changeRequests().map((ids) => ids.length)).toEqual([8, 8, 4]);
    // There was no time to look what the last request has done.
    expect(error.unreported).toEqual(Object.keys(all('', 8)));
    expect(error.unsent).toEqual([4, 5, 6, 7].map(id));
    expect(error.ambiguous).toBe(true);
    expect(error.cause).toMatchObject({ name: 'TimeoutError', timeout: 1000 });
  });

  test('attempts are counted over the whole call, and its further requests are no retries', async () => {
    let limited = 0;
    const service = wholeService(
      { ...all('RUNNING', 3), [id(1)]: 'STOPPED' },
      { instead: () => (++limited % 2 === 1 ? { refuse: { Code: 'RequestLimitExceeded' } } : undefined) },
    );
    const { time, cvm } = clientOf(service, { retry: { maxAttempts: 3 } });
    const error = await batchError(time.run(cvm.stopInstances({ instanceIds: [id(0), id(1), id(2)] })));
    // Two retries are allowed in all: the third request is refused when it needs one more.
    expect(error.attempts).toBe(5);
    expect(error.failed).toMatchObject([
      { resourceId: id(0), code: 4400 },
      { resourceId: id(1), code: 5100 },
      { resourceId: id(2), code: 4400 },
    ]);
  });
});

test('a refusal of the whole call is an error of API 2.0, with the one of API 3.0 as its cause', async () => {
  const service = wholeService(all('RUNNING', 2), {
    instead: () => ({ refuse: { Code: 'AuthFailure.SignatureFailure', Message: 'wrong' } }),
  });
  const { time, cvm } = clientOf(service);
  const error = await rejection(time.run(cvm.restartInstances({ instanceIds: [id(0), id(1)] })));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    action: 'RestartInstances',
    code: 4100,
    codeDesc: 'AuthFailure',
    category: 'authentication',
    requestId: 'request-1',
    region: 'gz',
  });
  expect(error.message).toContain('AuthFailure.SignatureFailure: wrong');
  expect(error.cause).toMatchObject({ code: 'AuthFailure.SignatureFailure' });
});

test.each([
  ['UnauthorizedOperation', 'no', 4101],
  ['UnauthorizedOperation', `resource (qcs::cvm:gz::instance/${id(1)}) has no permission`, 4102],
  ['SomethingNew.ThatIsNotKnown', '', 'SomethingNew.ThatIsNotKnown'],
])('%s %j is %s', async (Code, Message, code) => {
  const service = wholeService(all('RUNNING', 2), { instead: () => ({ refuse: { Code, Message } }) });
  const { time, cvm } = clientOf(service);
  const error = await rejection(time.run(cvm.stopInstances({ instanceIds: [id(0), id(1)] })));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).code).toBe(code);
});

test('hooks report one call, with each of its requests', async () => {
  const heard: RequestEvent[] = [];
  const service = wholeService({ ...all('RUNNING', 3), [id(1)]: 'STOPPED' });
  const { time, cvm } = clientOf(service, { hooks: { onRequest: (event) => void heard.push(event) } });
  await batchError(time.run(cvm.stopInstances({ instanceIds: [id(0), id(1), id(2)] })));
  expect(heard.map(({ call, attempt, action }) => ({ call, attempt, action }))).toEqual([
    { call: 1, attempt: 1, action: 'StopInstances' },
    { call: 1, attempt: 2, action: 'DescribeInstances' },
    { call: 1, attempt: 3, action: 'StopInstances' },
  ]);
});

test('input is checked by the rules of API 2.0, before anything is sent', async () => {
  const service = wholeService({});
  const { cvm } = clientOf(service);
  for (const input of [
    {},
    { instanceIds: [] },
    { instanceIds: [id(0)], forceStop: 2 },
    { InstanceIds: [id(0)] },
  ])
    expect(await rejection(cvm.stopInstances(input as never))).toBeInstanceOf(ValidationError);
  expect(service.asked).toEqual([]);
});
