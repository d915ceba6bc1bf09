import { createEmulator, type Emulator, type EmulatorOptions, type InstanceSeed } from '@qcvm/mock';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError, BatchError, createCvm, TransportFailure, type Cvm } from '../../src/index.js';
import type { TransportRequest, TransportResponse } from '../../src/index.js';
import { v3 } from '../../src/v3/index.js';
import { runs } from '../support/runs.js';
import { id } from '../support/world.js';

/** Two copies of one world differ in nothing but what happens to them. */
const worldOf = (instances: readonly InstanceSeed[], more: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    quota: false,
    durations: { jitter: 0.5 },
    instances: instances.map((seed, number) => ({ unInstanceId: id(number), ...seed })),
    ...more,
  });

type Send = (request: TransportRequest) => Promise<TransportResponse>;

const clientOf = (
  emulator: Emulator,
  carried: boolean,
  send: Send = (request) => emulator.send(request),
): Cvm =>
  createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    limits: false,
    transport: { send },
    runtime: { ...emulator.runtime, random: () => 0.5 },
    ...(carried && { api: v3() }),
  });

const changes = ['stopInstances', 'startInstances', 'restartInstances'] as const;
interface Change {
  readonly method: (typeof changes)[number];
  readonly instanceIds: readonly string[];
  readonly forceStop: 0 | 1 | undefined;
}

const request = (cvm: Cvm, { method, instanceIds, forceStop }: Change): Promise<unknown> =>
  cvm[method]({
    instanceIds,
    ...(forceStop !== undefined && method !== 'startInstances' && { forceStop }),
  });

/** What a call came to, as its caller sees it: a code for each id, or one for the call. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    const { detail } = (await call) as { detail: Record<string, { code: number }> };
    return { detail: Object.fromEntries(Object.entries(detail).map(([each, { code }]) => [each, code])) };
  } catch (error) {
    if (error instanceof BatchError) {
      const { code, codeDesc, succeeded, failed, unreported } = error;
      const results = [...succeeded, ...failed].map((result) => [
        result.resourceId,
        result.code,
        result.codeDesc,
      ]);
      return { code, codeDesc, unreported, results: results.sort() };
    }
    if (error instanceof ApiError) return { code: error.code, codeDesc: error.codeDesc };
    throw error;
  }
}

/** Everything that lasts of a world: neither times nor ids of requests. */
const lasting = (emulator: Emulator): unknown => {
  emulator.clock.advance(3_600_000);
  const modes = new Map(
    emulator.snapshot().instances.map(({ unInstanceId, stoppedMode }) => [unInstanceId, stoppedMode]),
  );
  return emulator.instances.list().map(({ since: _since, next: _next, ...view }) => ({
    ...view,
    stoppedMode: modes.get(view.unInstanceId) ?? 'KEEP_CHARGING',
  }));
};

// Every documented status, as often running and shut down as all others together, and maintenance.
const statuses = [2, 2, 2, 2, 2, 4, 4, 4, 4, -1, 1, 3, 5, 6, 7, 8, 9, 10, 12, 19, 20];
const instances = fc.array(
  fc.record({
    status: fc.constantFrom(...statuses),
    stubborn: fc.boolean(),
    cvmPayMode: fc.constantFrom(1, 2),
  }),
  { minLength: 1, maxLength: 24 },
);
const change = (count: number): fc.Arbitrary<Change> =>
  fc.record({
    method: fc.constantFrom(...changes),
    // A few of them do not exist.
    instanceIds: fc.uniqueArray(fc.integer({ min: 0, max: count + 2 }).map(id), { minLength: 1 }),
    forceStop: fc.constantFrom(undefined, 0 as const, 1 as const),
  });
const worldAndChange = instances.chain((seeds) => fc.tuple(fc.constant(seeds), change(seeds.length)));

test('a carried change comes to the same for every instance, and leaves the same world', async () => {
  await fc.assert(
    fc.asyncProperty(
      worldAndChange,
      fc.constantFrom('first' as const, 'all' as const),
      async ([seeds, wanted], refusedIds) => {
        const options: EmulatorOptions = { behaviour: { v3: { refusedIds } } };
        const [plain, carried] = [worldOf(seeds, options), worldOf(seeds, options)];
        const expected = await outcomeOf(request(clientOf(plain, false), wanted));
        expect(await outcomeOf(request(clientOf(carried, true), wanted))).toEqual(expected);
        expect(lasting(carried)).toEqual(lasting(plain));
      },
    ),
    runs(150),
  );
});

/** Fields that the succession says are absent. */
const withoutSource = [
  'instanceId',
  'imageId',
  'imageType',
  'statusTime',
  'vpcId',
  'subnetId',
  'deviceClass',
];
const comparable = (item: object): object =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !withoutSource.includes(name)));

/** The zones of the region, by their numbers in API 2.0. */
const withZones =
  (emulator: Emulator): Send =>
  async (sent) => {
    if (sent.headers['x-tc-action'] !== 'DescribeZones') return emulator.send(sent);
    const ZoneSet = [1, 2, 3].map((number) => ({
      Zone: `ap-guangzhou-${number}`,
      ZoneId: `10000${number}`,
      ZoneName: `Guangzhou Zone ${number}`,
    }));
    return { status: 200, headers: {}, body: JSON.stringify({ Response: { ZoneSet, RequestId: 'zones' } }) };
  };

test('a carried list shows the same instances, with everything that there is a source for', async () => {
  const filters = fc.record(
    {
      status: fc.constantFrom(2, 4, 7, 8, 9, 3, 6, -1),
      projectId: fc.constantFrom(0, 7),
      zoneId: fc.constantFrom(100001, 100002, 999999),
      offset: fc.integer({ min: 0, max: 10 }),
      limit: fc.integer({ min: 1, max: 30 }),
      lanIps: fc.constantFrom(['10.0.0.1', '10.0.0.2'], ['1.2.3.4']),
      instanceIds: fc.uniqueArray(fc.integer({ min: 0, max: 25 }).map(id), { minLength: 1 }),
    },
    { requiredKeys: [] },
  );
  // Statuses that API 3.0 has a word for.
  const seeds = fc.array(
    fc.record(
      {
        status: fc.constantFrom(2, 4, 7, 8, 9, 3, 6, -1),
        projectId: fc.constantFrom(0, 7),
        zoneId: fc.constantFrom(100001, 100002),
        lanIp: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'),
        wanIpSet: fc.constantFrom([], ['1.2.3.4']),
      },
      { requiredKeys: ['status', 'zoneId'] },
    ),
    { maxLength: 24 },
  );
  await fc.assert(
    fc.asyncProperty(seeds, filters, async (given, input) => {
      const emulator = worldOf(
        given.map((seed) => ({ ...seed, zoneName: `Guangzhou Zone ${seed.zoneId % 10}` })),
      );
      const expected = await clientOf(emulator, false).describeInstances(input);
      const found = await clientOf(emulator, true, withZones(emulator)).describeInstances(input);
      const sorted = ({ instanceSet }: typeof found) =>
        [...instanceSet]
          .sort((one, other) => (one.unInstanceId < other.unInstanceId ? -1 : 1))
          .map(comparable);
      expect(found.totalCount).toBe(expected.totalCount);
      // Joined queries have an order of their own, so that a page of them may hold others.
      if (input.lanIps && input.instanceIds === undefined && (input.offset || input.limit))
        expect(found.instanceSet).toHaveLength(expected.instanceSet.length);
      else expect(sorted(found)).toEqual(sorted(expected));
      for (const item of found.instanceSet)
        for (const name of withoutSource) expect(item).not.toHaveProperty(name);
    }),
    runs(100),
  );
});

/** What happens between two requests: another program changes an instance; or to one, on its way. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  fc.record({ changed: fc.integer({ min: 0, max: 24 }), status: fc.constantFrom(2, 2, 4, 9) }),
  fc.constantFrom('lost before', 'lost after', 'limited', 'denied', 'failed'),
);

const refusalOf = (Code: string): TransportResponse => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ Response: { Error: { Code, Message: '' }, RequestId: 'none' } }),
});

test('with other changes and faults: only what was asked for and fit is changed, and nothing else is reported', async () => {
  await fc.assert(
    fc.asyncProperty(
      worldAndChange,
      fc.array(happening, { maxLength: 12 }),
      fc.constantFrom('whole' as const, 'partial' as const),
      async ([seeds, wanted], happenings, mixedBatch) => {
        const emulator = worldOf(seeds, { behaviour: { v3: { mixedBatch } } });
        const queue = [...happenings];
        const unfit = new Set<string>();
        const from = wanted.method === 'startInstances' ? 4 : 2;
        const send: Send = async (sent) => {
          const next = queue.shift();
          if (typeof next === 'object' && emulator.instances.has(id(next.changed)))
            emulator.instances.update(id(next.changed), { status: next.status });
          const action = sent.headers['x-tc-action'] ?? '';
          const asked = (JSON.parse(sent.body ?? '{}') as { InstanceIds?: string[] }).InstanceIds ?? [];
          if (action !== 'DescribeInstances') {
            expect(wanted.instanceIds).toEqual(expect.arrayContaining(asked));
            expect(asked.filter((each) => unfit.has(each))).toEqual([]);
          }
          if (next === 'lost before') throw new TransportFailure('lost', { phase: 'sent' });
          if (next === 'limited') return refusalOf('RequestLimitExceeded');
          if (next === 'denied' && action === 'DescribeInstances') return refusalOf('UnauthorizedOperation');
          if (next === 'failed') return refusalOf('InternalError');
          const answer = await emulator.send(sent);
          if (next === 'lost after') throw new TransportFailure('lost', { phase: 'sent' });
          if (action === 'DescribeInstances')
            for (const each of asked)
              if (!emulator.instances.has(each) || emulator.instances.get(each).status !== from)
                unfit.add(each);
          return answer;
        };
        const accepted = (): string[] => emulator.snapshot().tasks.map(({ unInstanceId }) => unInstanceId);
        let error: unknown;
        const answer = await request(clientOf(emulator, true, send), wanted).catch((thrown: unknown) => {
          error = thrown;
        });
        // What the service has begun, it began by a request of ours, and once for each; unless it acts on a call that it refuses.
        const begun = accepted();
        if (mixedBatch === 'whole') expect(new Set(begun).size).toBe(begun.length);
        expect(wanted.instanceIds).toEqual(expect.arrayContaining(begun));
        const reported =
          error instanceof BatchError
            ? error.succeeded.map(({ resourceId }) => resourceId)
            : Object.keys((answer as { detail: object } | undefined)?.detail ?? {});
        expect(begun).toEqual(expect.arrayContaining(reported));
        if (error instanceof BatchError) {
          const { succeeded, failed, unreported, unsent = [] } = error;
          const all = [...succeeded, ...failed].map(({ resourceId }) => resourceId);
          expect([...all, ...unreported].sort()).toEqual([...wanted.instanceIds].sort());
          expect(unreported).toEqual(expect.arrayContaining([...unsent]));
          if (mixedBatch === 'whole') {
            // A refused call has done nothing: so nothing was done for what is told as failed or not sent.
            const undone = [...failed.map(({ resourceId }) => resourceId), ...unsent];
            expect(begun.filter((each) => undone.includes(each))).toEqual([]);
          }
        }
      },
    ),
    runs(200),
  );
});

/** Answers for a caller who may change instances and not look at them. */
const blind =
  (emulator: Emulator, see: (asked: readonly string[]) => void = () => undefined): Send =>
  async (sent) => {
    if (sent.headers['x-tc-action'] === 'DescribeInstances') return refusalOf('UnauthorizedOperation');
    see((JSON.parse(sent.body ?? '{}') as { InstanceIds?: string[] }).InstanceIds ?? []);
    return emulator.send(sent);
  };

test('without permission to look a carried change comes to the same, and leaves the same world', async () => {
  await fc.assert(
    fc.asyncProperty(
      worldAndChange,
      fc.constantFrom('first' as const, 'all' as const),
      async ([seeds, wanted], refusedIds) => {
        const options: EmulatorOptions = { behaviour: { v3: { refusedIds } } };
        const [plain, carried] = [worldOf(seeds, options), worldOf(seeds, options)];
        const expected = await outcomeOf(request(clientOf(plain, false), wanted));
        const asked: (readonly string[])[] = [];
        const client = clientOf(
          carried,
          true,
          blind(carried, (ids) => asked.push(ids)),
        );
        expect(await outcomeOf(request(client, wanted))).toEqual(expected);
        expect(lasting(carried)).toEqual(lasting(plain));
        // Parts of what was asked for before, and each that was refused alone never again.
        const alone = new Set<string>();
        for (const ids of asked) {
          expect(wanted.instanceIds).toEqual(expect.arrayContaining([...ids]));
          expect(ids.filter((each) => alone.has(each))).toEqual([]);
          if (ids.length === 1) alone.add(ids[0]!);
        }
      },
    ),
    runs(100),
  );
});

test('without permission to look, and with other changes: only what was asked for and fit when it was asked is changed', async () => {
  const between = fc.record({ changed: fc.integer({ min: 0, max: 24 }), status: fc.constantFrom(2, 4, 9) });
  await fc.assert(
    fc.asyncProperty(
      worldAndChange,
      fc.array(fc.option(between), { maxLength: 20 }),
      fc.constantFrom('whole' as const, 'partial' as const),
      async ([seeds, wanted], changesBetween, mixedBatch) => {
        const emulator = worldOf(seeds, { behaviour: { v3: { mixedBatch } } });
        const from = wanted.method === 'startInstances' ? 4 : 2;
        const queue = [...changesBetween];
        const begun = (): string[] => emulator.snapshot().tasks.map(({ unInstanceId }) => unInstanceId);
        const send: Send = async (sent) => {
          const next = queue.shift();
          if (next && emulator.instances.has(id(next.changed)))
            emulator.instances.update(id(next.changed), { status: next.status });
          const fit = new Set(emulator.instances.list({ status: from }).map((each) => each.unInstanceId));
          const before = begun().length;
          let asked: readonly string[] = [];
          const answer = await blind(emulator, (ids) => (asked = ids))(sent);
          for (const each of begun().slice(before)) {
            expect(asked).toContain(each);
            expect(fit).toContain(each);
          }
          return answer;
        };
        let error: unknown;
        const answer = await request(clientOf(emulator, true, send), wanted).catch((thrown: unknown) => {
          error = thrown;
        });
        if (error !== undefined) expect(error instanceof ApiError || error instanceof BatchError).toBe(true);
        const accepted =
          error instanceof BatchError
            ? error.succeeded.map(({ resourceId }) => resourceId)
            : Object.keys((answer as { detail: object } | undefined)?.detail ?? {});
        expect(begun()).toEqual(expect.arrayContaining(accepted));
        expect(wanted.instanceIds).toEqual(expect.arrayContaining(begun()));
        if (mixedBatch === 'whole' && error instanceof BatchError) {
          const undone = [...error.failed.map(({ resourceId }) => resourceId), ...(error.unsent ?? [])];
          expect(begun().filter((each) => undone.includes(each))).toEqual([]);
          expect(new Set(begun()).size).toBe(begun().length);
        }
      },
    ),
    runs(150),
  );
});
