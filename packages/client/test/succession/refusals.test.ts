import { describe, expect, test } from 'vitest';
import { ApiError, BatchError, createCvm, type ClientConfig } from '../../src/index.js';
import { v3 } from '../../src/v3/index.js';
import { credentials } from '../support/scripted.js';
import { Time } from '../support/time.js';
import { wholeService, type Instead, type WholeOptions } from '../support/whole-service.js';

const id = (number: number): string => `ins-${String(number).padStart(8, '0')}`;
const ids = (count: number): string[] => Array.from({ length: count }, (_, number) => id(number));
const all = (state: string, count: number): Record<string, string> =>
  Object.fromEntries(ids(count).map((each) => [each, state]));

type Method = 'stopInstances' | 'restartInstances';

/** Changes instances, and gives what that came to and what was asked for. */
async function changed(
  states: Readonly<Record<string, string>>,
  {
    instanceIds = Object.keys(states),
    method = 'stopInstances',
    config = {},
    signal,
    ...options
  }: WholeOptions & {
    instanceIds?: readonly string[];
    method?: Method;
    config?: Partial<ClientConfig>;
    signal?: AbortSignal;
  } = {},
) {
  const service = wholeService(states, options);
  const time = new Time();
  const base = { region: 'ap-guangzhou', credentials, transport: service, runtime: time.runtime() };
  const cvm = createCvm({ ...base, ...config, api: v3({ language: 'zh-CN' }) });
  let error: unknown;
  const output = await time
    .run(cvm[method]({ instanceIds: [...instanceIds] }, signal ? { signal } : {}))
    .catch((thrown: unknown) => void (error = thrown));
  const sizes = service.changeRequests().map((each) => each.length);
  return { service, output, error, batch: error as BatchError, sizes };
}

/** Changes are refused so where they are about this instance. */
const refusing =
  (bad: string, Code: string, Message = '') =>
  ({ action, body }: { action: string; body: Readonly<Record<string, unknown>> }): Instead =>
    action !== 'DescribeInstances' && (body['InstanceIds'] as string[]).includes(bad)
      ? { refuse: { Code, Message } }
      : undefined;

describe('a code with more words than the tables know', () => {
  test.each([
    ['InvalidInstanceId.NotFound.InRegion', 5000, undefined],
    [
      'UnsupportedOperation.InstanceStateStopped.Isolated',
      5100,
      'OperationConstraints.InvaildInstanceStatus',
    ],
    ['InvalidInstance.NotSupported.Special', 5100, 'OperationConstraints.InvaildInstanceStatus'],
    ['MutexOperation.TaskRunning.Migration', 5100, 'OperationConstraints.InvaildInstanceStatus'],
    ['OperationDenied.InstanceOperationInProgress.Reset', 5100, 'OperationConstraints.InvaildInstanceStatus'],
  ])('%s is of the kind of its beginning: about one instance', async (Code, code, codeDesc) => {
    const { batch, sizes } = await changed(all('RUNNING', 4), { instead: refusing(id(2), Code) });
    expect(batch).toBeInstanceOf(BatchError);
    expect(batch.ambiguous).toBe(false);
    expect(batch.succeeded.map(({ resourceId }) => resourceId)).toEqual([id(0), id(1), id(3)]);
    expect(batch.failed).toMatchObject([{ resourceId: id(2), code }]);
    expect(batch.failed[0]?.codeDesc).toBe(codeDesc);
    expect(batch.failed[0]?.message).toContain(Code);
    // All, all again as the look shows all of them running, and then halves.
    expect(sizes).toEqual([4, 4, 2, 2, 1, 1]);
  });

  test.each([
    ['AuthFailure.TokenFailure.Expired', 4105],
    ['AuthFailure.SecretIdNotFound.Deleted', 4104],
    ['InvalidParameterValue.LimitExceeded.Ids', 4000],
    ['InvalidInstanceIdentity', 4000],
  ])('%s is about the call, and its number is %i', async (Code, code) => {
    const { error, sizes } = await changed(all('RUNNING', 4), { instead: refusing(id(2), Code) });
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code, ambiguous: false });
    expect(sizes).toEqual([4]);
  });
});

describe('what a message names', () => {
  const busy = 'OperationDenied.InstanceOperationInProgress';

  test.each([
    ['in Chinese, right after a character', (bad: string) => `不支持状态为已关机的实例${bad} (0ab53883)`],
    ['in Chinese, in a list', (bad: string) => `实例\`['${bad}']\`操作进行中，请等待`],
    ['in Chinese, between full-width marks', (bad: string) => `实例“${bad}”，请稍后重试。`],
    ['as a resource', (bad: string) => `qcs::cvm:ap-guangzhou:uin/100:instance/${bad}`],
    ['with others that were not asked for', (bad: string) => `ins-99999999, ${bad}, disk-00000001`],
  ])('%s, is asked for alone', async (_, text) => {
    const { batch, sizes } = await changed(all('RUNNING', 8), {
      instead: refusing(id(5), busy, text(id(5))),
    });
    expect(sizes).toEqual([8, 8, 7, 1]);
    expect(batch.succeeded).toHaveLength(7);
    expect(batch.failed.map(({ resourceId }) => resourceId)).toEqual([id(5)]);
    expect(batch.failed[0]?.message).toBe(`${busy}: ${text(id(5))}`);
  });

  test('is no instance whose id only begins so', async () => {
    const states = { 'ins-a': 'RUNNING', 'ins-ab': 'RUNNING', 'ins-abc': 'RUNNING', 'ins-b': 'RUNNING' };
    const { batch, service } = await changed(states, {
      instead: refusing('ins-ab', busy, '实例ins-ab操作进行中'),
    });
    expect(service.changeRequests().slice(2)).toEqual([['ins-a', 'ins-abc', 'ins-b'], ['ins-ab']]);
    expect(batch.failed.map(({ resourceId }) => resourceId)).toEqual(['ins-ab']);
  });

  test('tells nothing if it is all of them: then they are halved', async () => {
    const { batch, sizes } = await changed(all('RUNNING', 4), {
      instead: refusing(id(3), busy, ids(4).join(',')),
    });
    expect(sizes).toEqual([4, 4, 2, 2, 1, 1]);
    expect(batch.failed.map(({ resourceId }) => resourceId)).toEqual([id(3)]);
  });

  test('may be wrong: those that it names are asked for as well', async () => {
    const { batch } = await changed(all('RUNNING', 4), { instead: refusing(id(3), busy, id(0)) });
    expect(batch.succeeded.map(({ resourceId }) => resourceId)).toEqual([id(0), id(1), id(2)]);
    expect(batch.failed.map(({ resourceId }) => resourceId)).toEqual([id(3)]);
  });
});

test('a service that refuses everything for ever is asked twice for each at most', async () => {
  const { batch, sizes, service } = await changed(all('RUNNING', 100), {
    instead: ({ action }) =>
      action === 'DescribeInstances' ? undefined : { refuse: { Code: 'MutexOperation.TaskRunning' } },
  });
  expect(batch).toMatchObject({ code: 5100, succeeded: [], unreported: [] });
  expect(batch.failed).toHaveLength(100);
  expect(sizes).toHaveLength(200);
  expect(sizes.filter((size) => size === 1)).toHaveLength(100);
  // A look for each refusal of several.
  expect(service.asked.filter(({ action }) => action === 'DescribeInstances')).toHaveLength(100);
});

describe('the look after a refusal', () => {
  /** Instances of a page that is shorter than what was asked for. */
  const paged =
    (states: Readonly<Record<string, string>>, size: number, more: object = {}) =>
    ({ action, body }: { action: string; body: Readonly<Record<string, unknown>> }): Instead => {
      if (action !== 'DescribeInstances') return undefined;
      const found = Object.entries(states)
        .filter(([each]) => (body['InstanceIds'] as string[]).includes(each))
        .map(([InstanceId, InstanceState]) => ({ InstanceId, InstanceState }));
      const offset = Number(body['Offset'] ?? 0);
      return {
        fields: { TotalCount: found.length, InstanceSet: found.slice(offset, offset + size), ...more },
      };
    };

  test('goes on where a page is shorter than was asked for', async () => {
    const states = { ...all('RUNNING', 5), [id(1)]: 'STOPPED' };
    const { batch, service, sizes } = await changed(states, {
      instanceIds: [...ids(5), id(9)],
      instead: paged(states, 2),
    });
    expect(service.asked.map(({ body }) => body['Offset'])).toEqual([undefined, undefined, 2, 4, undefined]);
    expect(sizes).toEqual([6, 4]);
    expect(batch.succeeded.map(({ resourceId }) => resourceId)).toEqual([id(0), id(2), id(3), id(4)]);
    expect(batch.failed).toMatchObject([
      { resourceId: id(1), code: 5100 },
      { resourceId: id(9), code: 5000 },
    ]);
  });

  test('does not take an instance for missing that a list with more of them did not show', async () => {
    const states = { ...all('RUNNING', 3), [id(1)]: 'STOPPED' };
    const { batch, sizes } = await changed(states, {
      instead: paged({ [id(0)]: 'RUNNING', [id(1)]: 'STOPPED' }, 5, { TotalCount: 3 }),
    });
    expect(sizes).toEqual([3, 2]);
    expect(batch.succeeded.map(({ resourceId }) => resourceId)).toEqual([id(0), id(2)]);
    expect(batch.failed).toMatchObject([{ resourceId: id(1), code: 5100 }]);
  });

  test.each([
    ['is not allowed', 'UnauthorizedOperation'],
    ['is not allowed for some of them', 'AuthFailure.UnauthorizedOperation'],
    ['is not allowed for an account', 'UnauthorizedOperation.CamNoAuth'],
  ])('%s: parts are asked for', async (_, Code) => {
    const { batch, sizes } = await changed(
      { ...all('RUNNING', 4), [id(0)]: 'STOPPED' },
      {
        instead: ({ action }) =>
          action === 'DescribeInstances'
            ? { refuse: { Code, Message: `resource ${id(0)} 没有权限` } }
            : undefined,
      },
    );
    expect(sizes).toEqual([4, 3, 1]);
    expect(batch.succeeded).toHaveLength(3);
    expect(batch.failed).toMatchObject([{ resourceId: id(0), code: 5100 }]);
  });

  test.each<[why: string, instead: Instead, cause: object]>([
    ['throttled for good', { refuse: { Code: 'RequestLimitExceeded' } }, { code: 4400 }],
    ['lost for good', { lost: 'after' }, { name: 'TransportError' }],
    [
      'refused with a code that is not known',
      { refuse: { Code: 'Strange.Thing' } },
      { code: 'Strange.Thing' },
    ],
  ])('%s ends the call, and tells nothing of any instance', async (_, look, cause) => {
    const { batch, sizes } = await changed(
      { ...all('RUNNING', 3), [id(0)]: 'STOPPED' },
      { instead: ({ action }) => (action === 'DescribeInstances' ? look : undefined) },
    );
    expect(batch).toBeInstanceOf(BatchError);
    expect(batch).toMatchObject({ succeeded: [], failed: [], unreported: ids(3), ambiguous: true });
    expect(batch.unsent).toBeUndefined();
    expect(batch.cause).toMatchObject(cause);
    expect(sizes).toEqual([3]);
  });

  test('throttled once is asked for again', async () => {
    const { batch, sizes } = await changed(
      { ...all('RUNNING', 3), [id(0)]: 'STOPPED' },
      {
        instead: ({ number }) => (number === 2 ? { refuse: { Code: 'RequestLimitExceeded' } } : undefined),
      },
    );
    expect(sizes).toEqual([3, 2]);
    expect(batch.succeeded).toHaveLength(2);
  });
});

describe('a call that was carried out in part when it was refused', () => {
  test('is seen by the look: nothing is asked for a second time', async () => {
    const { batch, service } = await changed(
      { ...all('RUNNING', 6), [id(4)]: 'STOPPED' },
      { method: 'restartInstances', partial: true },
    );
    expect(batch.succeeded).toHaveLength(5);
    expect([...service.changes.values()]).toEqual(Array(5).fill(1));
  });
});

test('an abort while a request waits to be sent again, which may have acted, leaves its instances in doubt', async () => {
  const abort = new AbortController();
  const { batch, sizes } = await changed(
    { ...all('RUNNING', 3), [id(0)]: 'STOPPED' },
    {
      instead: ({ action, body }) =>
        action !== 'DescribeInstances' && (body['InstanceIds'] as string[]).length === 2
          ? { refuse: { Code: 'InternalError' } }
          : undefined,
      config: { hooks: { onRetry: () => abort.abort() } },
      signal: abort.signal,
    },
  );
  expect(sizes).toEqual([3, 2]);
  expect(batch).toMatchObject({ unreported: [id(1), id(2)], ambiguous: true });
  expect(batch.unsent).toBeUndefined();
  expect(abort.signal.aborted).toBe(true);
});
