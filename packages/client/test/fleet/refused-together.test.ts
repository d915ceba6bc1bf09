import { createEmulator, type EmulatorOptions } from '@qcvm/mock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCvm,
  ensureRestarted,
  ensureStopped,
  type FleetSummary,
  type TransportRequest,
} from '../../src/index.js';
import { createCvm as createNativeCvm, v3 } from '../../src/v3/index.js';
import { runs } from '../support/runs.js';
import { id, ids, seeded } from '../support/world.js';

/** A restart or a stop over API 3.0. Between the first look and the first request, `downMeanwhile` are shut down. */
interface Fleet {
  readonly name: 'native' | 'carried';
  readonly command?: 'restart' | 'stop';
  readonly asked: readonly string[];
  readonly downMeanwhile?: readonly string[];
  readonly maxWait?: number;
}

const actions = { restart: 'RebootInstances', stop: 'StopInstances' } as const;

async function ended(
  { name, command = 'restart', asked, downMeanwhile = [], maxWait = 600_000 }: Fleet,
  options: EmulatorOptions,
) {
  const emulator = createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    quota: false,
    ...options,
  });
  const requests: (readonly string[])[] = [];
  const config = {
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    limits: false as const,
    transport: {
      send: (request: TransportRequest) => {
        if (request.headers['x-tc-action'] === actions[command]) {
          if (requests.length === 0)
            for (const each of downMeanwhile) emulator.instances.update(each, { status: 'shutDown' });
          const { InstanceIds = [] } = JSON.parse(request.body ?? '{}') as { InstanceIds?: string[] };
          requests.push(InstanceIds);
        }
        return emulator.send(request);
      },
    },
    runtime: { ...emulator.runtime, random: () => 0.5 },
  };
  const client = name === 'native' ? createNativeCvm(config) : createCvm({ ...config, api: v3() });
  const ensure = command === 'restart' ? ensureRestarted : ensureStopped;
  const summary: FleetSummary = await ensure(client, asked, { maxWait });
  const { complete, outcomes } = summary;
  expect(outcomes.map(({ instanceId }) => instanceId).sort()).toEqual([...asked].sort());
  return {
    emulator,
    complete,
    outcomes,
    kinds: Object.fromEntries(outcomes.map(({ instanceId, kind }) => [instanceId, kind])),
    reasons: Object.fromEntries(outcomes.map(({ instanceId, reason }) => [instanceId, reason])),
    requests,
    /** Each as often as it was begun. */
    begun: emulator.snapshot().tasks.map(({ unInstanceId }) => unInstanceId),
  };
}

const behaviour = { v3: { mixedBatch: 'partial' } } as const;

describe.each(['native', 'carried'] as const)('refused together with others, %s', (name) => {
  it.each([0, 100, 30_000])('none is restarted twice by a restart of %i ms', async (reboot) => {
    const { complete, kinds, begun } = await ended(
      { name, asked: ids(9), downMeanwhile: [id(4)] },
      { instances: seeded(9), behaviour, durations: { reboot } },
    );
    expect(complete).toBe(true);
    expect([...begun].sort()).toEqual(ids(9).filter((each) => each !== id(4)));
    for (const each of begun) expect(kinds[each]).toBe('restarted');
    expect(kinds[id(4)]).toBe('refused');
  });

  it('none is restarted twice because another is busy, and the call may come again later', async () => {
    const { kinds, begun } = await ended(
      { name, asked: ids(5) },
      {
        instances: seeded(5, (number) => (number === 2 ? { status: 12 } : {})),
        behaviour,
        durations: { reboot: 0 },
      },
    );
    expect([...begun].sort()).toEqual(ids(5).filter((each) => each !== id(2)));
    for (const each of begun) expect(kinds[each]).toBe('restarted');
    expect(kinds[id(2)]).toBe('refused');
  });

  it('those that a look shows untouched are restarted, however many are in the way', async () => {
    const { kinds, begun } = await ended(
      { name, asked: ids(40), downMeanwhile: [id(4)] },
      // The image of some is being made: they look as if they could be restarted.
      { instances: seeded(40, (number) => (number % 13 === 7 ? { status: 12 } : {})) },
    );
    const unfit = [4, 7, 20, 33].map(id);
    for (const each of unfit) expect(kinds[each]).toBe('refused');
    const fit = ids(40).filter((each) => !unfit.includes(each));
    for (const each of fit) expect(kinds[each]).toBe('restarted');
    expect([...begun].sort()).toEqual(fit);
  });
});

describe('refused together with others, and not seen since', () => {
  const asked = ids(3);
  it('where another change hides what was done with one that is down: unknown', async () => {
    const { kinds, begun } = await ended(
      { name: 'native', asked: ids(4), downMeanwhile: [id(1), id(3)] },
      { instances: seeded(4), behaviour, durations: { reboot: 0 } },
    );
    // The refusal names the first.
    expect(kinds).toEqual({
      ...{ [id(0)]: 'restarted', [id(1)]: 'refused' },
      ...{ [id(2)]: 'restarted', [id(3)]: 'unknown' },
    });
    expect([...begun].sort()).toEqual([id(0), id(2)]);
  });

  it.each([
    ['drop', { kind: 'drop', when: 'before' }, { others: 'unknown', named: 'timed-out' }],
    [
      'refusal',
      { kind: 'code', code: 'UnauthorizedOperation' },
      { others: 'unfinished', named: 'unfinished' },
    ],
  ] as const)('by a %s of each later look: no second request', async (_name, fault, { others, named }) => {
    const nth = Array.from({ length: 1000 }, (_, number) => number + 2);
    const { kinds, reasons, begun, requests } = await ended(
      { name: 'native', asked, downMeanwhile: [id(1)], maxWait: 60_000 },
      {
        instances: seeded(3),
        behaviour,
        durations: { reboot: 100 },
        faults: [{ action: 'DescribeInstances', nth, fault }],
      },
    );
    expect(requests).toEqual([asked]);
    expect(begun).toEqual([id(0), id(2)]);
    // The refusal names the one that it was because of.
    expect(kinds).toEqual({ [id(0)]: others, [id(1)]: named, [id(2)]: others });
    for (const each of begun) expect(reasons[each]).not.toContain('answer');
  });

  it('where the next request hides what was done: unknown, and not restarted again', async () => {
    let looks = 0;
    const emulator = createEmulator({
      clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
      instances: seeded(3),
      behaviour,
      durations: { reboot: 0 },
    });
    const client = createNativeCvm({
      region: 'ap-guangzhou',
      credentials: emulator.credentials,
      runtime: { ...emulator.runtime, random: () => 0.5 },
      transport: {
        async send(request: TransportRequest) {
          const action = request.headers['x-tc-action'];
          if (action === 'RebootInstances') emulator.instances.update(id(1), { status: 'shutDown' });
          if (action === 'DescribeInstances' && ++looks === 2)
            await createNativeCvm({
              region: 'ap-guangzhou',
              credentials: emulator.credentials,
              transport: emulator,
              runtime: emulator.runtime,
            }).modifyInstancesAttribute({ InstanceIds: [id(0)], InstanceName: 'other' });
          return emulator.send(request);
        },
      },
    });
    const { outcomes } = await ensureRestarted(client, asked);
    const kinds = Object.fromEntries(outcomes.map(({ instanceId, kind }) => [instanceId, kind]));
    expect(kinds).toEqual({ [id(0)]: 'unknown', [id(1)]: 'refused', [id(2)]: 'restarted' });
    expect(emulator.requests.list({ action: 'RebootInstances' })).toHaveLength(1);
  });
});

it('what a refused batch has stopped counts as stopped, not as stopped before', async () => {
  const { kinds, begun } = await ended(
    { name: 'native', command: 'stop', asked: ids(4), downMeanwhile: [id(1)] },
    { instances: seeded(4, (number) => (number === 2 ? { status: 12 } : {})), behaviour },
  );
  expect([...begun].sort()).toEqual([id(0), id(3)]);
  expect(kinds[id(0)]).toBe('stopped');
  expect(kinds[id(3)]).toBe('stopped');
});

const moment = fc.constantFrom('before' as const, 'after' as const);
const broken = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), when: moment }),
  fc.record({ kind: fc.constant('gateway' as const), status: fc.constantFrom(502, 504), when: moment }),
  fc.record({ kind: fc.constant('cut' as const), keep: fc.nat(40) }),
  fc.record({
    kind: fc.constant('code' as const),
    code: fc.constantFrom('UnauthorizedOperation', 'RequestLimitExceeded', 'InternalError', 'Strange.Thing'),
  }),
);
const failing = fc.record({
  kind: fc.constant('partialFailure' as const),
  count: fc.integer({ min: 1, max: 3 }),
  codeDesc: fc.constantFrom(
    'MutexOperation.TaskRunning',
    'OperationDenied.InstanceOperationInProgress',
    'UnsupportedOperation.InstanceStateStopped',
    'InvalidParameterValue',
    'FailedOperation',
  ),
});
const nth = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 });
const statuses = [2, 2, 2, 2, 2, 4, 7, 8, 9, 12, 12, -1];

/*
 * Regardless of what the service does with a batch that it refuses, and of what happens to the calls: none is restarted twice, what is told
 * as restarted was, and what is told as refused was not.
 */
it.each(['native', 'carried'] as const)('no outcome contradicts the world, %s', async (name) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ status: fc.constantFrom(...statuses), goesDown: fc.boolean() }), {
        minLength: 2,
        maxLength: 16,
      }),
      fc.record({
        mixedBatch: fc.constantFrom('whole' as const, 'partial' as const, 'partial' as const),
        refusedIds: fc.constantFrom('first' as const, 'all' as const),
        lag: fc.constantFrom(0, 0, 3000, 12_000),
      }),
      fc.record({
        looks: fc.option(fc.record({ fault: broken, nth }), { nil: undefined }),
        changes: fc.option(fc.record({ fault: broken, nth }), { nil: undefined }),
        refused: fc.option(fc.record({ fault: failing, nth }), { nil: undefined }),
      }),
      fc.constantFrom(0, 100, 30_000),
      fc.constantFrom(8000, 60_000, 600_000),
      async (instances, { lag, ...given }, { looks, changes, refused }, reboot, maxWait) => {
        // A carried call looks at once at what it has refused: what shows later, and is over then, it cannot see.
        const latestRequestIdLag = name === 'carried' && reboot < 30_000 ? 0 : lag;
        const down = ids(instances.length).filter((_, place) => {
          const { status, goesDown } = instances[place]!;
          return status === 2 && goesDown && place % 3 === 0;
        });
        const { kinds, begun } = await ended(
          { name, asked: [...ids(instances.length), id(99)], downMeanwhile: down, maxWait },
          {
            instances: seeded(instances.length, (number) => ({ status: instances[number]!.status })),
            behaviour: { v3: { ...given, latestRequestIdLag } },
            durations: { reboot },
            faults: [
              ...(looks ? [{ action: 'DescribeInstances', ...looks }] : []),
              ...(changes ? [{ action: actions.restart, ...changes }] : []),
              ...(refused ? [{ action: actions.restart, ...refused }] : []),
            ],
          },
        );
        expect(new Set(begun).size).toBe(begun.length);
        for (const [each, kind] of Object.entries(kinds)) {
          const wasRebooting = instances[ids(instances.length).indexOf(each)]?.status === 7;
          if (kind === 'restarted') expect(wasRebooting || begun.includes(each), each).toBe(true);
          if (kind === 'refused' || kind === 'not-found') expect(begun, each).not.toContain(each);
        }
      },
    ),
    runs(20),
  );
});
