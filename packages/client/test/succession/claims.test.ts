import { createEmulator, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BatchError, createCvm, isQcvmError, type Cvm } from '../../src/index.js';
import { v3 as api } from '../../src/v3/index.js';
import { runs } from '../support/runs.js';
import { id, ids } from '../support/world.js';

const methods = ['stopInstances', 'startInstances', 'restartInstances'] as const;
type Method = (typeof methods)[number];

/** A call over the emulator, and what became of it: as the caller is told, and as it is. */
async function called(
  { method, instanceIds }: { readonly method: Method; readonly instanceIds: readonly string[] },
  options: EmulatorOptions,
) {
  const emulator: Emulator = createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    quota: false,
    ...options,
  });
  const cvm: Cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    limits: false,
    transport: emulator,
    runtime: { ...emulator.runtime, random: () => 0.5 },
    api: api(),
  });
  const error: unknown = await cvm[method]({ instanceIds }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const batch = error instanceof BatchError ? error : undefined;
  const resources = (results: BatchError['failed'] = []): string[] =>
    results.map(({ resourceId }) => resourceId);
  return {
    error,
    batch,
    /** Each as often as it was begun. */
    begun: emulator.snapshot().tasks.map(({ unInstanceId }) => unInstanceId),
    done: error === undefined ? instanceIds : resources(batch?.succeeded),
    /** Told as something that nothing was done for. */
    notDone: batch
      ? [...resources(batch.failed), ...(batch.unsent ?? [])]
      : isQcvmError(error) && !error.ambiguous
        ? instanceIds
        : [],
  };
}

const [up, other, down] = [id(0), id(1), id(2)] as const;
const mixed = [
  { unInstanceId: up, status: 'running' },
  { unInstanceId: other, status: 'running' },
  { unInstanceId: down, status: 'shutDown' },
] as const;
const partial = { v3: { mixedBatch: 'partial' } } as const;

describe('a batch of which a part was done when it was refused', () => {
  test.each(methods)('%s: reports no result for a changed instance without a look', async (method) => {
    const { batch, begun, notDone } = await called(
      { method, instanceIds: [up, down, other] },
      {
        instances: mixed,
        behaviour: partial,
        faults: [{ action: 'DescribeInstances', fault: { kind: 'drop', when: 'before' } }],
      },
    );
    expect(begun.length).toBeGreaterThan(0);
    expect(batch).toMatchObject({ ambiguous: true, unreported: [up, down, other] });
    expect(notDone).toEqual([]);
  });

  test('nothing is restarted twice by a caller who may not look', async () => {
    const { batch, begun } = await called(
      { method: 'restartInstances', instanceIds: [up, down, other] },
      {
        instances: mixed,
        behaviour: partial,
        durations: { reboot: 0 },
        faults: [{ action: 'DescribeInstances', fault: { kind: 'code', code: 'UnauthorizedOperation' } }],
      },
    );
    expect([...begun].sort()).toEqual([up, other]);
    expect(batch).toMatchObject({ ambiguous: true, succeeded: [], failed: [] });
    expect(batch?.message).toContain('Check the resources without a result');
  });
});

const statuses = [2, 2, 2, 2, 4, 4, 4, 7, 8, 9, 12, 6, -1];
const moment = fc.constantFrom('before' as const, 'after' as const);
const refusals = [
  'UnauthorizedOperation',
  'RequestLimitExceeded',
  'InternalError',
  'FailedOperation',
  'Strange.Thing',
];
/** What keeps a request from being answered, or answers in place of the service. */
const broken = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), when: moment }),
  fc.record({ kind: fc.constant('gateway' as const), status: fc.constantFrom(200, 502, 504), when: moment }),
  fc.record({ kind: fc.constant('cut' as const), keep: fc.nat(40) }),
  fc.record({ kind: fc.constant('latency' as const), milliseconds: fc.constant(600_000), when: moment }),
  fc.record({ kind: fc.constant('code' as const), code: fc.constantFrom(...refusals) }),
  fc.constant({ kind: 'unreachable' as const }),
);
const failing = fc.record({
  kind: fc.constant('partialFailure' as const),
  count: fc.integer({ min: 1, max: 3 }),
  codeDesc: fc.constantFrom(
    'MutexOperation.TaskRunning',
    'OperationDenied.InstanceOperationInProgress',
    'UnsupportedOperation.InstanceStateStopped',
    'ResourceInsufficient',
    'InvalidParameterValue',
    'FailedOperation',
    'LimitExceeded',
    'InternalError',
  ),
});
const nth = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 });

/*
 * Regardless of what the service does with a batch that it refuses, and of what happens to the requests of a call: what is told as done
 * was begun, what is told as not done was not begun, and nothing is restarted twice.
 */
test('no claim contradicts the world, and nothing is restarted twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 12 }).chain((states) =>
        fc.record({
          states: fc.constant(states),
          instanceIds: fc.uniqueArray(fc.constantFrom(...ids(states.length + 1)), { minLength: 1 }),
        }),
      ),
      fc.constantFrom(...methods),
      fc.record({
        mixedBatch: fc.constantFrom('whole' as const, 'partial' as const, 'partial' as const),
        refusedIds: fc.constantFrom('first' as const, 'all' as const),
      }),
      fc.record({
        looks: fc.option(fc.record({ fault: broken, nth }), { nil: undefined }),
        changes: fc.option(fc.record({ fault: broken, nth }), { nil: undefined }),
        refused: fc.option(fc.record({ fault: failing, nth }), { nil: undefined }),
        mayLook: fc.boolean(),
      }),
      // It is over before it can be looked at, or goes on for longer than the request id takes to show.
      fc.constantFrom([0, 0], [10, 0], [30_000, 0], [30_000, 5000] as const),
      async ({ states, instanceIds }, method, v3, { looks, changes, refused, mayLook }, [lasts, lag]) => {
        const action = {
          stopInstances: 'StopInstances',
          startInstances: 'StartInstances',
          restartInstances: 'RebootInstances',
        }[method];
        const { begun, done, notDone, error } = await called(
          { method, instanceIds },
          {
            instances: states.map((status, number) => ({ unInstanceId: id(number), status })),
            behaviour: { v3: { ...v3, latestRequestIdLag: lag } },
            durations: { stop: lasts, start: lasts, reboot: lasts },
            ...(!mayLook && {
              accounts: [
                {
                  keys: [
                    {
                      secretId: 'AKIDexample',
                      secretKey: 'not-a-secret',
                      mayNot: { actions: ['DescribeInstances'] },
                    },
                  ],
                },
              ],
            }),
            faults: [
              ...(looks ? [{ action: 'DescribeInstances', ...looks }] : []),
              ...(changes ? [{ action, ...changes }] : []),
              ...(refused ? [{ action, ...refused }] : []),
            ],
          },
        );
        expect(isQcvmError(error) || error === undefined).toBe(true);
        expect(begun).toEqual(expect.arrayContaining([...done]));
        expect(begun.filter((each) => notDone.includes(each))).toEqual([]);
        if (method === 'restartInstances') expect(new Set(begun).size).toBe(begun.length);
      },
    ),
    runs(60),
  );
});
