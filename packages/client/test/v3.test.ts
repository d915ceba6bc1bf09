import { describe, expect, test } from 'vitest';
import { createClient as createClient2, stopInstances as stopInstances2 } from '../src/index.js';
import {
  ApiError,
  callAction,
  createClient,
  createLimiter,
  createCvm,
  describeInstances,
  ensureStopped,
  instancesStopped,
  isQcvmError,
  paginate,
  runInstances,
  stopInstances,
  ValidationError,
  waitUntil,
  waitUntilStopped,
  type ClientConfig,
  type ResourcePoolPack,
} from '../src/v3/index.js';
import { credentials, fails, json, scripted, type Answer } from './support/scripted.js';
import { Time } from './support/time.js';
import { rejection } from './support/rejection.js';

const InstanceIds = ['ins-09dx96dg', 'ins-1a2b3c4d'];
const RequestId = 'c1f6a2a8-6d0f-4a52-8d4e-0a3f9f6b7c11';
const success = (fields: object = {}): Answer => json({ Response: { ...fields, RequestId } });
const refusal = (Code: string, Message = 'no'): Answer =>
  json({ Response: { Error: { Code, Message }, RequestId } });

function clientOf(transport: ReturnType<typeof scripted>, more: Partial<ClientConfig> = {}) {
  const time = new Time();
  const config = { region: 'ap-guangzhou', credentials, transport, runtime: time.runtime(), ...more };
  return { time, cvm: createCvm(config) };
}

const bodies = (service: ReturnType<typeof scripted>): Record<string, unknown>[] =>
  service.requests.map(({ body }) => JSON.parse(body ?? '{}') as Record<string, unknown>);

test('a call sends JSON to the service of API 3.0, and gives what stands in the Response', async () => {
  const service = scripted(success());
  const { time, cvm } = clientOf(service);
  const { output, meta } = await time.run(
    cvm.stopInstances.withMeta({ InstanceIds, StopType: 'SOFT_FIRST', StoppedMode: 'STOP_CHARGING' }),
  );
  expect(output).toEqual({ RequestId });
  expect(meta).toMatchObject({ requestId: RequestId, attempts: 1, status: 200 });
  expect(service.requests[0]).toMatchObject({
    method: 'POST',
    url: 'https://cvm.tencentcloudapi.com/',
    headers: { 'x-tc-action': 'StopInstances', 'x-tc-version': '2017-03-12', 'x-tc-region': 'ap-guangzhou' },
  });
  expect(bodies(service)).toEqual([{ InstanceIds, StopType: 'SOFT_FIRST', StoppedMode: 'STOP_CHARGING' }]);
});

test.each<[object, string]>([
  [{ InstanceIds: [] }, 'InstanceIds must not be empty'],
  [{ InstanceIds, StopType: 'SOFTLY' }, 'StopType must be one of SOFT, HARD, SOFT_FIRST'],
  [{ InstanceIds, StopType: 'HARD', ForceStop: true }, 'ForceStop'],
  [{ InstanceIds, instanceIds: [] }, 'instanceIds is unknown (did you mean InstanceIds?)'],
  [{ InstanceIds: Array.from({ length: 101 }, (_, index) => `ins-${index}`) }, 'at most 100 items'],
])('%j is refused before anything is sent', async (input, message) => {
  const service = scripted(success());
  const { cvm } = clientOf(service);
  const error = await rejection(cvm.stopInstances(input as never));
  expect(error).toBeInstanceOf(ValidationError);
  expect(error.message).toContain(message);
  expect(service.requests).toHaveLength(0);
});

test('an empty list of FPGA cards is refused: without it, the image goes to all of them', async () => {
  const { cvm } = clientOf(scripted(success()));
  const input = { InstanceId: 'ins-09dx96dg', FPGAUrl: 'https://fpga.example/image', DBDFs: [] };
  expect(String(await rejection(cvm.programFpgaImage(input)))).toContain('DBDFs must not be empty');
});

test('an empty selector is refused in lists, too: it could mean all', async () => {
  const { cvm } = clientOf(scripted(success()));
  for (const input of [{ InstanceIds: [] }, { Filters: [] }])
    expect(await rejection(cvm.describeInstances(input))).toBeInstanceOf(ValidationError);
  expect(
    await rejection(
      callAction(cvm, {
        service: 'cbs',
        version: '2017-03-12',
        action: 'DescribeDisks',
        parameters: { DiskIds: [] },
      }),
    ),
  ).toBeInstanceOf(ValidationError);
});

test.each<[object, string]>([
  [{ DiskIds: [] }, 'DiskIds'],
  [{ DiskIds: undefined }, 'DiskIds'],
  [{ DiskIds: null }, 'DiskIds'],
  [{ DiskIds: {} }, 'DiskIds'],
  [{ DiskIds: [null] }, 'DiskIds[0]'],
  [{ Filters: null }, 'Filters'],
  [{ Filters: [{}] }, 'Filters[0]'],
  [{ Filters: [{ Name: 'zone', Values: [] }] }, 'Filters[0].Values'],
  [{ Filters: [{ Name: 'zone', Values: undefined }] }, 'Filters[0].Values'],
  [{ Filters: [{ Name: 'zone' }] }, 'Filters[0]'],
  [
    {
      Filters: [
        { Name: 'a', Values: ['b'] },
        { Name: 'zone', ExactMatch: true },
      ],
    },
    'Filters[1]',
  ],
  [{ Scope: { TagFilters: [{ Key: 'zone' }] } }, 'Scope.TagFilters[0]'],
  [{ Scope: { List: [{ InstanceIds: [] }] } }, 'Scope.List[0].InstanceIds'],
])('nothing that selects is empty where no table describes it: %j', async (parameters, parameter) => {
  const service = scripted(success());
  const { time, cvm } = clientOf(service);
  const call = { service: 'cbs', version: '2017-03-12', action: 'DescribeDisks', parameters };
  const error = await rejection(time.run(callAction(cvm, call)));
  expect(error).toBeInstanceOf(ValidationError);
  expect((error as ValidationError).problems).toMatchObject([{ parameter, rule: 'empty' }]);
  expect(service.requests).toHaveLength(0);
});

test('what selects nothing may be empty where no table describes it', async () => {
  const service = scripted(success());
  const { time, cvm } = clientOf(service);
  const parameters = {
    Tags: [],
    Note: null,
    Left: undefined,
    DiskIds: ['disk-1'],
    Filters: [{ Values: [''] }, { Name: 'a', Value: 'b' }, { Key: 'a', Operator: 'exists' }],
  };
  await time.run(
    callAction(cvm, { service: 'cbs', version: '2017-03-12', action: 'DescribeDisks', parameters }),
  );
  const { Left: _, ...sent } = parameters;
  expect(bodies(service)).toEqual([sent]);
});

test('a finance region is reached by the host of the region itself, every other one by that of the service', async () => {
  const service = scripted(success(), success(), success(), success());
  const { time, cvm } = clientOf(service, { region: 'ap-shanghai-fsi' });
  await time.run(cvm.stopInstances({ InstanceIds }));
  await time.run(cvm.stopInstances({ InstanceIds }, { region: 'ap-guangzhou' }));
  await time.run(cvm.stopInstances({ InstanceIds }, { region: 'ap-shenzhen-fsi' }));
  const call = { service: 'cbs', version: '2017-03-12', action: 'AttachDisks' };
  await time.run(callAction(cvm, call));
  expect(service.requests.map(({ url }) => new URL(url).host)).toEqual([
    'cvm.ap-shanghai-fsi.tencentcloudapi.com',
    'cvm.tencentcloudapi.com',
    'cvm.ap-shenzhen-fsi.tencentcloudapi.com',
    'cbs.ap-shanghai-fsi.tencentcloudapi.com',
  ]);
  const elsewhere = scripted(success());
  const own = clientOf(elsewhere, { region: 'ap-shanghai-fsi', endpoint: 'https://gateway.example' });
  await own.time.run(own.cvm.stopInstances({ InstanceIds }));
  expect(elsewhere.requests[0]!.url).toBe('https://gateway.example/');
});

describe('errors', () => {
  test('one import has all that a program of API 3.0 needs to tell them apart', async () => {
    const { time, cvm } = clientOf(scripted(refusal('InvalidInstanceId.NotFound')));
    const error = await rejection(time.run(cvm.stopInstances({ InstanceIds })));
    expect(error).toBeInstanceOf(ApiError);
    expect(isQcvmError(error)).toBe(true);
  });

  test('a refusal has the code in words, the category and advice of the spec, and the ids of the call', async () => {
    const code = 'UnsupportedOperation.InstanceStateStopped';
    const { time, cvm } = clientOf(scripted(refusal(code, 'ins-09dx96dg is stopped')));
    expect(await rejection(time.run(cvm.stopInstances({ InstanceIds })))).toMatchObject({
      name: 'ApiError',
      code,
      category: 'resource',
      requestId: RequestId,
      resourceIds: InstanceIds,
      attempts: 1,
      retryable: false,
      ambiguous: false,
    });
  });

  test('a request over the limit never reached the service, so a change is sent again', async () => {
    const service = scripted(refusal('RequestLimitExceeded.UinLimitExceeded'), success());
    const { time, cvm } = clientOf(service);
    expect((await time.run(cvm.stopInstances.withMeta({ InstanceIds }))).meta.attempts).toBe(2);
  });

  test('a wrong clock is corrected by the Date of the answer', async () => {
    const expired = json(
      { Response: { Error: { Code: 'AuthFailure.SignatureExpire', Message: '' }, RequestId } },
      { date: 'Fri, 02 Jan 2026 06:04:05 GMT' },
    );
    const service = scripted(expired, success());
    const { time, cvm } = clientOf(service);
    await time.run(cvm.stopInstances({ InstanceIds }));
    const stamps = service.requests.map(({ headers }) => Number(headers['x-tc-timestamp']));
    expect(stamps[1]! - stamps[0]!).toBe(3 * 3600);
  });

  test('no error shows the key, the Authorization or the token', async () => {
    const { time, cvm } = clientOf(
      scripted(async ({ headers }) => ({
        ...{ status: 200, headers: {} },
        body: JSON.stringify({
          Response: {
            Error: { Code: 'InternalError', Message: Object.values(headers).join(' ') },
            RequestId,
          },
        }),
      })),
      { credentials: { ...credentials, token: 'a-very-long-token' } },
    );
    const error = await rejection(time.run(cvm.stopInstances({ InstanceIds })));
    const shown = `${error.message} ${JSON.stringify(error)} ${error.stack}`;
    expect(shown).not.toContain('a-very-long-token');
    expect(shown).not.toMatch(/Signature=[0-9a-f]{64}/);
  });
});

describe('an idempotency key', () => {
  test('belongs to the call: RunInstances is repeated after a lost answer, with the same ClientToken', async () => {
    const service = scripted(fails('sent'), success({ InstanceIdSet: ['ins-1'] }));
    const time = new Time();
    const cvm = createClient(
      { runInstances },
      { region: 'ap-guangzhou', credentials, transport: service, runtime: time.runtime() },
    );
    const input = { Placement: { Zone: 'ap-guangzhou-3' }, ImageId: 'img-pi0ii46r' };
    const { meta } = await time.run(cvm.runInstances.withMeta(input));
    expect(meta.attempts).toBe(2);
    const tokens = bodies(service).map(({ ClientToken }) => ClientToken);
    expect(tokens[0]).toMatch(/^[\x21-\x7e]{8,64}$/);
    expect(tokens[1]).toBe(tokens[0]);
    await time.run(cvm.runInstances(input));
    expect(bodies(service)[2]?.['ClientToken']).not.toBe(tokens[0]);
    await time.run(cvm.runInstances({ ...input, ClientToken: 'mine' }));
    expect(bodies(service)[3]?.['ClientToken']).toBe('mine');
  });

  test('is another one for every call, and the same in every run, where a test fixes the Nonce', async () => {
    const run = async (): Promise<unknown[]> => {
      const service = scripted(success({ InstanceIdSet: ['ins-1'] }));
      const time = new Time();
      const cvm = createClient(
        { runInstances },
        {
          ...{ region: 'ap-guangzhou', credentials, transport: service },
          runtime: { ...time.runtime(), nonce: () => 7 },
        },
      );
      for (let call = 0; call < 3; call++)
        await time.run(cvm.runInstances({ Placement: { Zone: 'ap-guangzhou-3' }, ImageId: 'img-pi0ii46r' }));
      return bodies(service).map(({ ClientToken }) => ClientToken);
    };
    const tokens = await run();
    expect(new Set(tokens).size).toBe(3);
    expect(await run()).toEqual(tokens);
  });

  test.each([
    ['one that was made for the call', undefined, false],
    ['one of the caller, who has it still', 'mine', true],
  ])(
    'after a lost answer a call is worth sending again with the same one only: %s',
    async (_, ClientToken, retryable) => {
      const input = {
        Placement: { Zone: 'ap-guangzhou-3' },
        ImageId: 'img-pi0ii46r',
        ...(ClientToken !== undefined && { ClientToken }),
      };
      for (const retry of [false, {}] as const)
        for (const answer of [fails('sent'), refusal('InternalError')]) {
          const { time, cvm } = clientOf(scripted(answer, answer, answer, answer), { retry });
          expect(await rejection(time.run(cvm.runInstances(input)))).toMatchObject({
            ambiguous: true,
            retryable,
          });
        }
      // A request over the limit never arrived, nor did one that was refused after others that were.
      const { time, cvm } = clientOf(scripted(refusal('RequestLimitExceeded')), { retry: false });
      expect(await rejection(time.run(cvm.runInstances(input)))).toMatchObject({
        ambiguous: false,
        retryable: true,
      });
      const later = clientOf(scripted(fails('sent'), refusal('RequestLimitExceeded')), {
        retry: { maxAttempts: 2 },
      });
      expect(await rejection(later.time.run(later.cvm.runInstances(input)))).toMatchObject({
        ambiguous: true,
        retryable,
      });
    },
  );

  test.each<[string, string?]>([['one that was made for the call'], ['one of the caller', 'mine']])(
    'makes no change of what only reads, such as a price: %s',
    async (_, ClientToken) => {
      const input = {
        Placement: { Zone: 'ap-guangzhou-3' },
        ImageId: 'img-pi0ii46r',
        ...(ClientToken !== undefined && { ClientToken }),
      };
      for (const answer of [fails('sent'), refusal('InternalError')]) {
        const { time, cvm } = clientOf(scripted(answer));
        expect(await rejection(time.run(cvm.inquiryPriceRunInstances(input)))).toMatchObject({
          ...{ ambiguous: false, retryable: true, attempts: 4 },
        });
      }
    },
  );

  test('StopInstances has none: after a lost answer it is not sent again', async () => {
    const service = scripted(fails('sent'), success());
    const { time, cvm } = clientOf(service);
    expect(await rejection(time.run(cvm.stopInstances({ InstanceIds })))).toMatchObject({ ambiguous: true });
    expect(service.requests).toHaveLength(1);
  });
});

test('waitUntilStopped waits for a client of either API', async () => {
  const page = (InstanceState: string) =>
    success({ TotalCount: 2, InstanceSet: InstanceIds.map((InstanceId) => ({ InstanceId, InstanceState })) });
  const { time, cvm } = clientOf(scripted(page('STOPPING'), page('STOPPED')));
  expect((await time.run(waitUntilStopped(cvm, InstanceIds))).allReached).toBe(true);
});

test('an answer without its list is a lost one: no instance counts as missing because of it', async () => {
  const service = scripted(success(), success({ TotalCount: 1, InstanceSet: [{ InstanceId: 'ins-1' }] }));
  const { time, cvm } = clientOf(service);
  expect(await time.run(paginate(cvm.describeInstances).toArray())).toEqual([{ InstanceId: 'ins-1' }]);
  const never = clientOf(scripted(success(), success()), { retry: false });
  const { outcomes } = await never.time.run(ensureStopped(never.cvm, InstanceIds, { maxWait: 1000 }));
  expect(outcomes.map(({ kind }) => kind)).not.toContain('not-found');
});

test('lists are paged, and states waited for, by the words of API 3.0', async () => {
  const page = (from: number, count: number, InstanceState = 'RUNNING') =>
    success({
      TotalCount: 150,
      InstanceSet: Array.from({ length: count }, (_, index) => ({
        InstanceId: `ins-${from + index}`,
        InstanceState,
      })),
    });
  const service = scripted(page(0, 100), page(100, 50));
  const { time, cvm } = clientOf(service);
  const listed: string[] = [];
  await time.run(
    (async () => {
      for await (const { InstanceId } of paginate(cvm.describeInstances)) listed.push(InstanceId ?? '');
    })(),
  );
  expect(new Set(listed).size).toBe(150);
  expect(bodies(service)).toEqual([
    { Offset: 0, Limit: 100 },
    { Offset: 100, Limit: 100 },
  ]);

  const waiting = scripted(page(0, 1, 'STOPPING'), page(0, 1, 'STOPPED'));
  const second = clientOf(waiting);
  const { results } = await second.time.run(
    waitUntil(second.cvm.describeInstances, instancesStopped, { ids: ['ins-0'] }),
  );
  expect([...results.values()]).toMatchObject([{ outcome: 'reached', state: 'STOPPED' }]);
});

test('an operation of the other generation is refused when the client is made', () => {
  const config = { region: 'ap-guangzhou', credentials };
  expect(() => createClient({ stopInstances: stopInstances2 }, config)).toThrow(ValidationError);
  expect(() => createClient2({ stopInstances, describeInstances }, config)).toThrow(
    "must be an operation of this client's API, not of cvm 2017-03-12",
  );
  expect(() => createClient({}, { ...config, method: 'auto' as 'GET' })).toThrow(
    'method must be one of POST, GET',
  );
  expect(() => createClient2({}, { ...config, language: 'en-US' } as never)).toThrow('language is unknown');
});

test('any Action of any service, with its version', async () => {
  const service = scripted(success({ DiskSet: [] }));
  const { time, cvm } = clientOf(service);
  const call = { service: 'cbs', version: '2017-03-12', action: 'DescribeDisks', parameters: { Limit: 5 } };
  expect((await time.run(callAction(cvm, call))).output).toEqual({ DiskSet: [], RequestId });
  expect(service.requests[0]).toMatchObject({
    url: 'https://cbs.tencentcloudapi.com/',
    headers: { 'x-tc-action': 'DescribeDisks', 'x-tc-version': '2017-03-12' },
  });
  expect(service.requests[0]!.headers['authorization']).toContain('/cbs/tc3_request');
  await expect(callAction(cvm, { service: 'cbs', action: 'DescribeDisks' })).rejects.toThrow(
    'version is required for cbs',
  );
  const parameters = { Region: 'ap-beijing', 'a b': 1 };
  await expect(callAction(cvm, { ...call, parameters })).rejects.toThrow('"a b" must not have a name');
  expect(service.requests).toHaveLength(1);
});

test('typed and untyped calls of the same Action share its known quota, also from clients that share a limiter', async () => {
  const time = new Time();
  const start = time.now();
  const service = scripted(success({ InstanceSet: [], TotalCount: 0 }));
  const config = {
    ...{ region: 'ap-guangzhou', credentials, transport: service, runtime: time.runtime() },
    limiter: createLimiter(time),
  };
  const cvm = createCvm(config);
  const second = createClient({}, config);
  const seconds: number[] = [];
  const noted = async (call: () => Promise<unknown>): Promise<void> => {
    await call();
    seconds.push(Math.floor((time.now() - start) / 1000));
  };
  const call = { service: 'CVM', action: 'DescribeInstances', idempotency: 'read' } as const;
  const ways = [() => cvm.describeInstances(), () => callAction(cvm, call)];
  await time.run(Promise.all(Array.from({ length: 80 }, (_, index) => noted(ways[index % 2]!))));
  expect(seconds.map((second) => Math.min(second, 1)).filter(Boolean)).toHaveLength(40);
  expect(Math.max(...seconds)).toBe(1);
  // A client that does not know the Action keeps to the quota of all, and counts what the other has sent.
  const waited = time.now();
  await time.run(callAction(second, call));
  expect(time.now() - waited).toBeGreaterThan(0);
});

test('an Action may have parameters called like public ones, except by signature method v1', async () => {
  const service = scripted(success({}));
  const { time, cvm } = clientOf(service);
  const parameters = {
    Language: 'en',
    SecretId: 'its own',
    Nonce: 1,
    Signature: 'x',
    Region: 'y',
  };
  const call = { service: 'trtc', version: '2019-07-22', action: 'TextToSpeech', parameters };
  await time.run(callAction(cvm, call));
  expect(JSON.parse(service.requests[0]!.body!)).toEqual(parameters);
  expect(service.requests[0]!.headers).toMatchObject({
    'x-tc-region': 'ap-guangzhou',
    'x-tc-version': '2019-07-22',
  });
  for (const way of [
    { signatureMethod: 'HmacSHA256' },
    { endpoint: 'https://trtc.api.qcloud.com' },
  ] as const) {
    const v1 = clientOf(service, way);
    const error = await rejection(v1.time.run(callAction(v1.cvm, call)));
    expect(error).toBeInstanceOf(ValidationError);
    const { problems } = error as ValidationError;
    expect(problems.map(({ parameter }) => parameter).sort()).toEqual(Object.keys(parameters).sort());
    expect(problems.filter(({ message }) => !message.includes('use TC3-HMAC-SHA256'))).toEqual([]);
  }
  expect(service.requests).toHaveLength(1);
});

/** Three packs and a token for each page but the last. */
const packs = (from: number, NextToken?: unknown): Answer =>
  success({
    DedicatedResourcePackSet: [0, 1, 2].map((index) => ({ DedicatedResourcePackId: `pack-${from + index}` })),
    NextToken,
  });

test('a public parameter among those of an Action that has none by its name is refused', async () => {
  const service = scripted(success({}));
  const { cvm } = clientOf(service);
  const problemsOf = async (call: Parameters<typeof callAction>[1]): Promise<string[]> =>
    ((await rejection(callAction(cvm, call))) as ValidationError).problems.map(({ parameter }) => parameter);
  const parameters = { Action: 'A', Region: 'ap-beijing', Timestamp: 1, Token: 'x', Version: '2017-03-12' };
  const never = ['Action', 'Timestamp', 'Token', 'Version'];
  expect(await problemsOf({ service: 'trtc', version: '2019-07-22', action: 'A', parameters })).toEqual(
    never,
  );
  expect((await problemsOf({ service: 'cvm', action: 'DescribeInstances', parameters })).sort()).toEqual(
    Object.keys(parameters).sort(),
  );
  expect(service.requests).toHaveLength(0);
});

test.each([
  ['RebootInstances', 'MutexOperation.TaskRunning'],
  ['RebootInstances', 'OperationDenied.InstanceOperationInProgress'],
])('errors of %s mean what the client knows of its service: %s', async (action, code) => {
  const service = scripted(refusal(code));
  const { time, cvm } = clientOf(service, { retry: false });
  const one = { InstanceIds: InstanceIds.slice(0, 1) };
  const typed = await rejection(time.run(cvm.rebootInstances(one)));
  const { category, advice, ambiguous, retryable } = typed as ApiError;
  expect({ category, ambiguous }).toEqual({ category: 'resource', ambiguous: false });
  const call = { service: 'CVM', action, parameters: one };
  expect(await rejection(time.run(callAction(cvm, call)))).toMatchObject({
    ...{ category, advice, ambiguous, retryable },
  });
  // What the client knows of other Actions does not tell whether an unknown one did something.
  const unknown = { ...call, action: 'AnActionOfTomorrow' };
  expect(await rejection(time.run(callAction(cvm, unknown)))).toMatchObject({
    ...{ category, advice, ambiguous: true, retryable: false },
  });
  expect(await rejection(time.run(callAction(cvm, { ...unknown, idempotency: 'read' })))).toMatchObject({
    ...{ category, advice, ambiguous: false, retryable: true },
  });
  // Another service, or another version, may mean something else by the same words.
  const other = { service: 'cbs', version: '2017-03-12', action };
  expect(await rejection(time.run(callAction(cvm, other)))).not.toMatchObject({ category, advice });
});

test.each([[undefined], [null], ['']])(
  'a list that goes on by tokens ends with a token of %j',
  async (end) => {
    const service = scripted(packs(0, 'a'), packs(2, 'b'), packs(5, end));
    const { time, cvm } = clientOf(service);
    const list = paginate(cvm.describeResourcePoolPacks, { Filters: [{ Name: 'zone', Values: ['x'] }] });
    const items: readonly ResourcePoolPack[] = await time.run(list.toArray());
    // What comes twice is one.
    expect(items.map((item) => item.DedicatedResourcePackId)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((id) => `pack-${id}`),
    );
    expect(bodies(service).map(({ MaxResults, NextToken }) => [MaxResults, NextToken])).toEqual([
      [100, undefined],
      [100, 'a'],
      [100, 'b'],
    ]);
    expect(bodies(service)[2]).toHaveProperty('Filters');
  },
);

test('a token and a size of the input say where to begin and how large a page is', async () => {
  const service = scripted(packs(0, 'd'), packs(3));
  const { time, cvm } = clientOf(service);
  await time.run(paginate(cvm.describeResourcePoolPacks, { NextToken: 'c', MaxResults: 10 }).toArray());
  expect(bodies(service)).toEqual([
    { MaxResults: 10, NextToken: 'c' },
    { MaxResults: 10, NextToken: 'd' },
  ]);
});

test('a list goes on by a token that is a number, and no token of another kind ends it', async () => {
  const service = scripted(packs(0, 3), packs(3));
  const { time, cvm } = clientOf(service);
  expect(await time.run(paginate(cvm.describeResourcePoolPacks).toArray())).toHaveLength(6);
  expect(bodies(service)[1]).toEqual({ MaxResults: 100, NextToken: '3' });
  for (const token of [{ at: 3 }, true, ['a']]) {
    const other = clientOf(scripted(packs(0, token)));
    const error = await rejection(other.time.run(paginate(other.cvm.describeResourcePoolPacks).toArray()));
    expect(String(error)).toContain('the list does not end: a page gives a token that is no text');
  }
});

test('a list says by itself where its pages begin, also where the service has to be told', async () => {
  const service = scripted(success({ TotalCount: 0, RepairTaskInfoSet: [] }));
  const { time, cvm } = clientOf(service);
  expect(await time.run(paginate(cvm.describeTaskInfo).toArray())).toEqual([]);
  expect(bodies(service)).toEqual([{ Offset: 0, Limit: 100 }]);
});

test('a list whose page gives the token of an earlier one does not go on for ever', async () => {
  const service = scripted(packs(0, 'a'), packs(3, 'b'), packs(6, 'a'));
  const { time, cvm } = clientOf(service);
  const error = await rejection(time.run(paginate(cvm.describeResourcePoolPacks).toArray()));
  expect(String(error)).toContain('the list does not end: a page has the token of an earlier one');
  const without = clientOf(scripted(success({ NextToken: 'a' })));
  const malformed = await rejection(
    without.time.run(paginate(without.cvm.describeResourcePoolPacks).toArray()),
  );
  expect(String(malformed)).toContain('a "Response" without a list "DedicatedResourcePackSet"');
});

test('a list that gives ever new tokens and nothing new ends with an error after a hundred such pages', async () => {
  let page = 0;
  const endless = scripted(async (request) => packs(0, `token-${page++}`)(request));
  const { time, cvm } = clientOf(endless);
  const error = await rejection(time.run(paginate(cvm.describeResourcePoolPacks).toArray()));
  expect(String(error)).toContain('the list does not end: 100 consecutive pages had no new items');
  expect(endless.requests).toHaveLength(101);
  // Fewer of them are gaps, as services leave them that filter page by page.
  const gap = Array.from({ length: 20 }, (_, index) =>
    success({ DedicatedResourcePackSet: [], NextToken: `${index}` }),
  );
  const other = clientOf(scripted(packs(0, 'a'), ...gap, packs(3, 'd'), packs(3, 'e'), packs(6)));
  expect(await other.time.run(paginate(other.cvm.describeResourcePoolPacks).toArray())).toHaveLength(9);
});

test('a list is one page where the input must not say where a page begins', async () => {
  const given = { LaunchTemplateId: 'lt-11111111', LaunchTemplateVersions: [1, 2] };
  const service = scripted(success({ TotalCount: 5, LaunchTemplateVersionSet: [{}, {}] }));
  const { time, cvm } = clientOf(service);
  expect(await time.run(paginate(cvm.describeLaunchTemplateVersions, given).toArray())).toHaveLength(2);
  expect(bodies(service)).toEqual([given]);
  const both = paginate(cvm.describeLaunchTemplateVersions, { ...given, Offset: 0 });
  expect(await rejection(time.run(both.toArray()))).toBeInstanceOf(ValidationError);
});

test.each([
  [
    'a GET',
    { method: 'GET' },
    33_000,
    'parameters must take at most 32768 bytes in a query; a POST may have more; received 33008 bytes',
  ],
  [
    'a POST',
    {},
    10 * 1024 * 1024,
    'parameters must take at most 10485760 bytes as JSON; received 10485774 bytes',
  ],
  [
    'a POST by signature method v1',
    { signatureMethod: 'HmacSHA256' },
    1024 * 1024,
    'parameters must take at most 1048576 bytes in a form; received ',
  ],
] as const)('%s that is larger than the service takes is not sent', async (_, options, size, says) => {
  const service = scripted(success(), success());
  const { time, cvm } = clientOf(service, options);
  const call = (length: number) =>
    time.run(
      callAction(cvm, { service: 'cvm', action: 'SendCommand', parameters: { Content: 'a'.repeat(length) } }),
    );
  await expect(call(size)).rejects.toMatchObject({
    name: 'ValidationError',
    action: 'SendCommand',
    message: expect.stringContaining(says),
  });
  await expect(call(size)).rejects.toThrow('Nothing was sent.');
  expect(service.requests).toHaveLength(0);
  await call(size - 500);
  expect(service.requests).toHaveLength(1);
});
