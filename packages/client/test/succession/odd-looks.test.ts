import { describe, expect, test } from 'vitest';
import { BatchError, createCvm } from '../../src/index.js';
import { v3 } from '../../src/v3/index.js';
import { credentials } from '../support/scripted.js';
import { Time } from '../support/time.js';
import { wholeService, type Asked, type Instead } from '../support/whole-service.js';

const [up, down, other] = ['ins-00000001', 'ins-00000002', 'ins-00000003'] as const;
const region = 'ap-guangzhou';

/** Stops one that runs together with one that is down; the look after the refusal shows what is given. */
async function stopped(
  fields: object,
): Promise<{ error: BatchError; asked: readonly (readonly string[])[] }> {
  const service = wholeService(
    { [up]: 'RUNNING', [down]: 'STOPPED', [other]: 'RUNNING' },
    { names: 'none', instead: ({ action }) => (action === 'DescribeInstances' ? { fields } : undefined) },
  );
  const cvm = createCvm({ region, credentials, transport: service, api: v3() });
  const error = await cvm.stopInstances({ instanceIds: [up, down] }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BatchError);
  return { error: error as BatchError, asked: service.changeRequests() };
}

describe('a look that is not as documented', () => {
  test.each([[{}], [{ InstanceSet: null }], [{ InstanceSet: {} }]])(
    '%j tells nothing of an instance: the call ends, without a result for any',
    async (fields) => {
      const { error, asked } = await stopped(fields);
      expect(error).toMatchObject({ succeeded: [], failed: [], unreported: [up, down] });
      expect(asked).toEqual([[up, down]]);
    },
  );

  test.each([undefined, null, 7, '', 'FREEZING'])(
    'an instance whose state is %j exists, and is not asked for again',
    async (InstanceState) => {
      const items = [
        { InstanceId: up, InstanceState: 'RUNNING' },
        { InstanceId: down, InstanceState },
      ];
      const { error, asked } = await stopped({ InstanceSet: items, TotalCount: 2 });
      expect(error.failed).toMatchObject([
        { resourceId: down, code: 5100, codeDesc: 'OperationConstraints.InvaildInstanceStatus' },
      ]);
      expect(error.failed[0]?.message).toMatch(/ is FREEZING; | has no readable state; /);
      expect(asked).toEqual([[up, down], [up]]);
    },
  );

  test.each(['stopInstances', 'restartInstances'] as const)(
    'that lists nothing does not show that instances do not exist, which a refusal has not said: %s',
    async (method) => {
      let isFirst = true;
      const done: string[] = [];
      const service = wholeService(
        { [up]: 'RUNNING', [down]: 'STOPPED', [other]: 'RUNNING' },
        {
          instead({ action, body }) {
            if (action === 'DescribeInstances') return { fields: { TotalCount: 0, InstanceSet: [] } };
            if (!isFirst) return undefined;
            isFirst = false;
            // It does what it can, and refuses the call because of the one that is left.
            done.push(...(body['InstanceIds'] as string[]).filter((id) => id !== down));
            return { refuse: { Code: 'UnsupportedOperation.InstanceStateStopped', Message: down } };
          },
        },
      );
      const cvm = createCvm({ region, credentials, transport: service, api: v3() });
      const call = method === 'stopInstances' ? cvm.stopInstances : cvm.restartInstances;
      const error: unknown = await call
        .call(cvm, { instanceIds: [up, down, other] })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(BatchError);
      const told = (error as BatchError).failed.map(({ resourceId }) => resourceId);
      expect(told.filter((each) => done.includes(each))).toEqual([]);
      expect(told).toEqual([down]);
      expect((error as BatchError).ambiguous).toBe(method === 'restartInstances');
    },
  );

  test('instances that were not asked for are left alone', async () => {
    const items = [up, other].map((InstanceId) => ({ InstanceId, InstanceState: 'RUNNING' }));
    const { error, asked } = await stopped({ InstanceSet: [...items, null, 'x'], TotalCount: 4 });
    expect(error.succeeded.map(({ resourceId }) => resourceId)).toEqual([up]);
    expect(error.failed).toMatchObject([{ resourceId: down, code: 5000 }]);
    expect(asked).toEqual([[up, down], [up]]);
  });
});

/** Stops all three by a call that is refused; later requests for one of `bad` are refused as well. */
async function stoppedAfterLooks(
  pages: (asked: Asked) => Instead,
  { bad = [], options = {} }: { bad?: readonly string[]; options?: { signal?: AbortSignal } } = {},
): Promise<{ error: BatchError; asked: readonly (readonly string[])[] }> {
  let refusals = 0;
  const service = wholeService(
    { [up]: 'RUNNING', [down]: 'RUNNING', [other]: 'RUNNING' },
    {
      instead(asked) {
        if (asked.action === 'DescribeInstances') return pages(asked);
        const ids = asked.body['InstanceIds'] as readonly string[];
        return refusals++ === 0 || bad.some((id) => ids.includes(id))
          ? { refuse: { Code: 'InvalidInstance.NotSupported' } }
          : undefined;
      },
    },
  );
  const time = new Time();
  const cvm = createCvm({ region, credentials, transport: service, runtime: time, api: v3() });
  const call = cvm.stopInstances({ instanceIds: [up, down, other] }, options);
  const error = await time.run(call.catch((thrown: unknown) => thrown));
  expect(error).toBeInstanceOf(BatchError);
  return { error: error as BatchError, asked: service.changeRequests() };
}

const shown = (InstanceId: string, InstanceState: string, more = {}) => ({
  InstanceId,
  InstanceState,
  ...more,
});

describe('a look that ends early', () => {
  test('what was seen to be unfit before the look was denied is not asked for again', async () => {
    const { error, asked } = await stoppedAfterLooks(({ body }) =>
      body['Offset'] === undefined
        ? { fields: { TotalCount: 3, InstanceSet: [shown(up, 'STOPPED')] } }
        : { refuse: { Code: 'UnauthorizedOperation' } },
    );
    expect(asked).toEqual([
      [up, down, other],
      [down, other],
    ]);
    expect(error).toMatchObject({
      failed: [{ resourceId: up, code: 5100 }],
      succeeded: [{ resourceId: down }, { resourceId: other }],
    });
  });

  test('what a failed look has shown is told; of the others it is not known what the refused call has done', async () => {
    const { error, asked } = await stoppedAfterLooks(({ body }) =>
      body['Offset'] === undefined
        ? { fields: { TotalCount: 3, InstanceSet: [shown(up, 'STOPPED')] } }
        : { refuse: { Code: 'InternalError' } },
    );
    expect(asked).toHaveLength(1);
    expect(error).toMatchObject({
      failed: [{ resourceId: up, code: 5100 }],
      unreported: [down, other],
      ambiguous: true,
    });
    expect(error.unsent).toBeUndefined();
  });

  test('without permission at all the call is divided at once', async () => {
    const { asked } = await stoppedAfterLooks(() => ({ refuse: { Code: 'UnauthorizedOperation' } }), {
      bad: [other],
    });
    expect(asked).toEqual([[up, down, other], [up, down], [other]]);
  });

  test.each(['RequestLimitExceeded', 'InternalError'])(
    'a look that is refused with %s leaves open what the refused call has done',
    async (Code) => {
      const { error, asked } = await stoppedAfterLooks(() => ({ refuse: { Code } }));
      expect(error).toMatchObject({ failed: [], unreported: [up, down, other], ambiguous: true });
      expect(asked).toHaveLength(1);
    },
  );

  test('an abort during the look, and one as it ends', async () => {
    for (const page of [{ hang: true } as const, undefined]) {
      const controller = new AbortController();
      const { error, asked } = await stoppedAfterLooks(
        () => {
          controller.abort(new Error('enough'));
          return page;
        },
        { options: { signal: controller.signal } },
      );
      expect(asked).toHaveLength(1);
      expect(error).toMatchObject({
        unreported: [up, down, other],
        ambiguous: true,
        cause: { message: 'enough' },
      });
    }
  });
});

test('a page that comes again and again does not show what is missing: the others are asked for', async () => {
  const { error, asked } = await stoppedAfterLooks(
    () => ({ fields: { TotalCount: 3, InstanceSet: [shown(up, 'STOPPED')] } }),
    { bad: [other] },
  );
  expect(asked).toEqual([[up, down, other], [down, other], [down], [other]]);
  expect(error.failed.map(({ resourceId }) => resourceId)).toEqual([up]);
  expect(error).toMatchObject({ unreported: [other], ambiguous: true });
  expect(JSON.stringify(error.failed)).not.toContain('does not exist');
});

/** What is looked at again is shown in turn; the last look comes again and again. */
const inTurn = (looks: readonly object[]): (() => Instead) => {
  let number = 0;
  return () => ({
    fields: {
      TotalCount: 3,
      InstanceSet: [
        shown(up, 'STOPPED'),
        looks[Math.min(number++, looks.length - 1)],
        shown(other, 'STOPPED'),
      ],
    },
  });
};

const stopping = (latest: object): object =>
  shown(down, 'STOPPING', { LatestOperationRequestId: 'another', ...latest });

test.each<[what: string, looks: readonly object[], code: number | undefined]>([
  [
    'its request id shows late',
    [stopping({}), stopping({}), stopping({ LatestOperationRequestId: 'request-1' })],
    0,
  ],
  [
    'its request id shows after the state is over',
    [stopping({}), shown(down, 'STOPPED'), shown(down, 'STOPPED', { LatestOperationRequestId: 'request-1' })],
    0,
  ],
  ['its request id never shows', [stopping({})], 5100],
  [
    'it never shows, beside another stop',
    [stopping({ LatestOperation: 'StopInstances', LatestOperationState: 'OPERATING' })],
    5100,
  ],
  ['it never shows, and nothing of any operation', [shown(down, 'STOPPING')], 5100],
  ['it runs again meanwhile', [stopping({}), shown(down, 'RUNNING')], 5100],
])(
  'an instance that may be stopping because of the refused call is looked at again: %s',
  async (_, looks, code) => {
    const { error, asked } = await stoppedAfterLooks(inTurn(looks));
    expect(asked).toHaveLength(1);
    const told = [...error.succeeded, ...error.failed].find(({ resourceId }) => resourceId === down);
    expect(told?.code).toBe(code);
    expect(error).toMatchObject({ unreported: [], ambiguous: false });
  },
);

/** Looks after a refusal because of `down`, of a call that was done for `up` all the same. What comes last comes again and again. */
const looksAfterPart = (looks: readonly (readonly object[])[]): (() => Instead) => {
  const about = [shown(up, 'STOPPING', { LatestOperationRequestId: 'request-1' }), shown(down, 'STOPPED')];
  let number = 0;
  return () => {
    const InstanceSet = [...about, ...(looks[Math.min(number++, looks.length - 1)] ?? [])];
    return { fields: { TotalCount: InstanceSet.length, InstanceSet } };
  };
};

test.each<[what: string, looks: readonly (readonly object[])[], told: object]>([
  [
    'it shows late, with what was done for it',
    [[], [], [shown(other, 'STOPPING', { LatestOperationRequestId: 'request-1' })]],
    { resourceId: other, code: 0 },
  ],
  ['it shows late, as unfit', [[], [shown(other, 'STOPPED')]], { resourceId: other, code: 5100 }],
  ['it never shows', [[]], { resourceId: other, code: 5000 }],
])(
  'an instance that a list leaves out is looked for again after a call that was done in part: %s',
  async (_, looks, told) => {
    const { error, asked } = await stoppedAfterLooks(looksAfterPart(looks));
    expect(asked).toHaveLength(1);
    expect(error).toMatchObject({ unreported: [], ambiguous: false });
    expect([...error.succeeded, ...error.failed]).toContainEqual(expect.objectContaining(told));
  },
);

test('an instance that a list leaves out stays in doubt where the next look fails', async () => {
  const looks = looksAfterPart([[]]);
  let number = 0;
  const { error } = await stoppedAfterLooks(() =>
    number++ === 0 ? looks() : { refuse: { Code: 'InternalError' } },
  );
  expect(error).toMatchObject({ unreported: [other], ambiguous: true });
});

test('an instance stays in doubt where the next look fails', async () => {
  const looks = inTurn([stopping({})]);
  let number = 0;
  const { error, asked } = await stoppedAfterLooks(() =>
    number++ === 0 ? looks() : { refuse: { Code: 'InternalError' } },
  );
  expect(asked).toHaveLength(1);
  expect(error).toMatchObject({ unreported: [down], ambiguous: true });
  expect(error.failed.map(({ resourceId }) => resourceId)).toEqual([up, other]);
});

test('an operation of the refused call that has failed is not taken for done', async () => {
  const failed = { LatestOperationRequestId: 'request-1', LatestOperationState: 'FAILED' };
  const { error, asked } = await stoppedAfterLooks(
    () => ({
      fields: {
        TotalCount: 3,
        InstanceSet: [
          shown(up, 'RUNNING', failed),
          shown(down, 'STOPPED', failed),
          shown(other, 'STOPPING', { ...failed, LatestOperationState: 'OPERATING' }),
        ],
      },
    }),
    { bad: [up] },
  );
  expect(asked).toEqual([[up, down, other], [up]]);
  expect(error.succeeded.map(({ resourceId }) => resourceId)).toEqual([other]);
  expect(error.failed.map(({ resourceId }) => resourceId)).toEqual([up, down]);
});
