import { createEmulator, type Emulator, type EmulatorOptions, type InstanceSeed } from '@qcvm/mock';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError, BatchError, createCvm, TransportFailure, type Cvm } from '../../src/index.js';
import type { TransportResponse } from '../../src/index.js';
import { v3 } from '../../src/v3/index.js';
import { Watch, type FitFor, type Send } from '../support/dividing.js';
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
async function outcomeOf(call: Promise<unknown>, unknown: ReadonlySet<string> = new Set()): Promise<unknown> {
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
      return {
        ...{ code, codeDesc },
        unreported: unreported.filter((each) => !unknown.has(each)),
        results: results.filter(([each]) => !unknown.has(`${each}`)).sort(),
      };
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
    runs(40),
  );
});

const refusalOf = (Code: string): TransportResponse => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ Response: { Error: { Code, Message: '' }, RequestId: 'none' } }),
});

/** Answers for a caller who may change instances and not look at them. */
const blind =
  (send: Send): Send =>
  async (sent) =>
    sent.headers['x-tc-action'] === 'DescribeInstances' ? refusalOf('UnauthorizedOperation') : send(sent);

const fitFor = ({ method }: Change): FitFor & { readonly status: number } => ({
  ...(method === 'startInstances' ? { status: 4, state: 'STOPPED' } : { status: 2, state: 'RUNNING' }),
  via: { stopInstances: 'STOPPING', startInstances: 'STARTING', restartInstances: 'REBOOTING' }[method],
  once: method === 'restartInstances',
});

/** A change as the caller sees it end. */
async function ended(call: Promise<unknown>) {
  let error: unknown;
  const answer = await call.catch((thrown: unknown) => void (error = thrown));
  const { detail = {} } = (answer ?? {}) as { detail?: object };
  const batch = error instanceof BatchError ? error : undefined;
  const idsOf = (results: readonly { readonly resourceId: string }[] = []): string[] =>
    results.map(({ resourceId }) => resourceId);
  return {
    error,
    batch,
    succeeded: error === undefined ? Object.keys(detail) : idsOf(batch?.succeeded),
    failed: idsOf(batch?.failed),
    unreported: batch?.unreported ?? [],
    unsent: batch?.unsent ?? [],
  };
}

/** Whichever of the ids a refusal names. */
const whole = [{ refusedIds: 'first' }, { refusedIds: 'all' }] as const;

test.each([
  { what: 'a change', behaviours: whole, times: 40 },
  {
    what: 'a call that was carried out in part',
    behaviours: [{ mixedBatch: 'partial' }, { mixedBatch: 'partial', latestRequestIdLag: 9000 }] as const,
    times: 25,
  },
])('$what comes to the same when carried, and leaves the same world', async ({ behaviours, times }) => {
  await fc.assert(
    fc.asyncProperty(worldAndChange, fc.constantFrom(...behaviours), async ([seeds, wanted], v3) => {
      const [plain, carried] = [worldOf(seeds, { behaviour: { v3 } }), worldOf(seeds, { behaviour: { v3 } })];
      const watch = new Watch(wanted.instanceIds, fitFor(wanted));
      const client = clientOf(
        carried,
        true,
        watch.wrap((sent) => carried.send(sent)),
      );
      const call = request(client, wanted);
      const { unreported } = await ended(call);
      // One that was changing before: that it was not by this call may not show.
      expect([...watch.changing]).toEqual(expect.arrayContaining([...unreported]));
      const unknown = new Set(unreported);
      const expected = await outcomeOf(request(clientOf(plain, false), wanted), unknown);
      expect(await outcomeOf(call, unknown)).toEqual(expected);
      expect(lasting(carried)).toEqual(lasting(plain));
      watch.verify();
      // All, the look, and all that are fit; unless one is refused that the look shows as fit, as something else is done to it.
      const isBusy = seeds.some(({ status }) => status > 9);
      // While one may be changing because of the call, it looks again.
      const looks = watch.changing.size > 0 ? 5 : 1;
      if (behaviours === whole && !isBusy)
        expect(watch.requests.length + watch.looks).toBeLessThanOrEqual(2 + looks);
    }),
    runs(times),
  );
});

test('of a caller who may not look, a change tells what is known, and leaves the same world if it may be asked for again', async () => {
  await fc.assert(
    fc.asyncProperty(worldAndChange, fc.constantFrom(...whole), async ([seeds, wanted], v3) => {
      const [plain, carried] = [worldOf(seeds, { behaviour: { v3 } }), worldOf(seeds, { behaviour: { v3 } })];
      const fit = fitFor(wanted);
      const all = await ended(request(clientOf(plain, false), wanted));
      const watch = new Watch(wanted.instanceIds, fit);
      const told = await ended(
        request(clientOf(carried, true, watch.wrap(blind((sent) => carried.send(sent)))), wanted),
      );
      watch.verify();
      expect(watch.looks).toBe(0);
      expect(all.failed).toEqual(expect.arrayContaining(told.failed));
      expect([...told.succeeded, ...told.failed, ...told.unreported].sort()).toEqual(
        [...wanted.instanceIds].sort(),
      );
      if (told.unreported.length > 0) expect(told.batch?.ambiguous).toBe(true);
      if (fit.once) return;
      expect([...told.succeeded].sort()).toEqual([...all.succeeded].sort());
      expect(lasting(carried)).toEqual(lasting(plain));
    }),
    runs(25),
  );
});

/** What happens to the world right before a request arrives, and to the request on its way. */
interface Happening {
  readonly changed: { readonly number: number; readonly status: number } | undefined;
  readonly way: 'lost before' | 'lost after' | 'limited' | 'failed' | undefined;
}
const happening: fc.Arbitrary<Happening> = fc.record({
  changed: fc.option(
    fc.record({ number: fc.integer({ min: 0, max: 24 }), status: fc.constantFrom(2, 2, 4, 9) }),
    { nil: undefined },
  ),
  way: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    fc.constantFrom('lost before' as const, 'lost after' as const, 'limited' as const, 'failed' as const),
  ),
});

/*
 * What is promised no matter what happens meanwhile, with permission to look and without. By what the service has done:
 *
 * - it has begun nothing for an instance that was not asked for, or was not fit when it was asked for;
 * - what is told as done, it has begun; and what it has accepted is told as done;
 * - it has begun nothing for what is told as failed, or as not sent;
 * - it has begun no restart twice; and nothing else, as long as it does nothing for a call that it refuses.
 */
test('only what was asked for and fit is changed, no matter what happens meanwhile, and nothing else is reported as done', async () => {
  await fc.assert(
    fc.asyncProperty(
      worldAndChange,
      fc.array(happening, { maxLength: 16 }),
      fc.record({
        mixedBatch: fc.constantFrom('whole' as const, 'partial' as const),
        refusedIds: fc.constantFrom('first' as const, 'all' as const),
        latestRequestIdLag: fc.constantFrom(0, 500, 9000),
      }),
      fc.boolean(),
      async ([seeds, wanted], happenings, behaviour, mayLook) => {
        const emulator = worldOf(seeds, { behaviour: { v3: behaviour } });
        const fitting = fitFor(wanted);
        const { status } = fitting;
        const begun = (): string[] => emulator.snapshot().tasks.map(({ unInstanceId }) => unInstanceId);
        const queue = [...happenings];
        const unfit: string[] = [];
        const underWay: Send = async (sent) => {
          const { changed, way } = queue.shift() ?? { changed: undefined, way: undefined };
          // What a refused call has begun takes longer than the look: afterwards nothing shows that it was this call.
          const isBegun = behaviour.mixedBatch === 'partial' && begun().includes(id(changed?.number ?? 0));
          if (changed && !isBegun && emulator.instances.has(id(changed.number)))
            emulator.instances.update(id(changed.number), { status: changed.status });
          if (way === 'lost before') throw new TransportFailure('lost', { phase: 'sent' });
          if (way === 'limited') return refusalOf('RequestLimitExceeded');
          if (way === 'failed') return refusalOf('InternalError');
          const fit = emulator.instances.list({ status }).map((each) => each.unInstanceId);
          const before = begun().length;
          const answer = await emulator.send(sent);
          unfit.push(
            ...begun()
              .slice(before)
              .filter((each) => !fit.includes(each)),
          );
          if (way === 'lost after') throw new TransportFailure('lost', { phase: 'sent' });
          return answer;
        };
        const watch = new Watch(wanted.instanceIds, fitting);
        const client = clientOf(emulator, true, watch.wrap(mayLook ? underWay : blind(underWay)));
        const { error, batch, succeeded, failed, unreported, unsent } = await ended(request(client, wanted));
        watch.verify();
        const looksAgain = watch.changing.size + watch.leftOut.size > 0;
        expect(watch.looks).toBeLessThanOrEqual(mayLook ? watch.divided * (looksAgain ? 5 : 1) : 0);

        expect(unfit).toEqual([]);
        expect(wanted.instanceIds).toEqual(expect.arrayContaining(begun()));
        expect(begun()).toEqual(expect.arrayContaining(succeeded));
        if (error === undefined || batch)
          expect([...succeeded].sort()).toEqual([...watch.accepted, ...watch.done].sort());
        if (error !== undefined && !batch) {
          // The first request has settled it: refused for all, or lost.
          expect([...watch.accepted]).toEqual([]);
          expect((error as { ambiguous?: boolean }).ambiguous).toBe(watch.open.size > 0);
        }
        if (batch) {
          expect([...succeeded, ...failed, ...unreported].sort()).toEqual([...wanted.instanceIds].sort());
          expect(unreported).toEqual(expect.arrayContaining([...unsent, ...watch.open]));
          expect(unsent.filter((each) => watch.open.has(each))).toEqual([]);
          const isUndone = (each: string): boolean => !watch.done.has(each);
          const isKnown = (each: string): boolean => isUndone(each) && !watch.changing.has(each);
          expect(failed).toEqual(expect.arrayContaining([...watch.unfit].filter(isKnown)));
          expect([...failed, ...unreported]).toEqual(
            expect.arrayContaining([...watch.unfit, ...watch.refusedAlone].filter(isUndone)),
          );
          expect(batch.ambiguous).toBe(unreported.length > unsent.length);
        }
        expect(begun().filter((each) => failed.includes(each) || unsent.includes(each))).toEqual([]);
        if (fitting.once || behaviour.mixedBatch === 'whole')
          expect(new Set(begun()).size).toBe(begun().length);
      },
    ),
    runs(50),
  );
});

test('searchWord finds the same over both, as a part in either case, and fewer if the service matches whole names', async () => {
  const names = ['web', 'db-web', 'web-2', 'WEB', 'db'];
  const instances = names.map((instanceName, number) => ({ instanceName, unInstanceId: id(number) }));
  const found = async (api: boolean, options: EmulatorOptions, instanceIds?: string[]) => {
    const cvm = clientOf(createEmulator({ instances, ...options }), api);
    const input = { searchWord: 'web', ...(instanceIds && { instanceIds }) };
    return (await cvm.describeInstances(input)).instanceSet.map(({ instanceName }) => instanceName);
  };
  for (const ids of [undefined, names.map((_, number) => id(number))]) {
    expect(await found(false, {}, ids)).toEqual(['web', 'db-web', 'web-2', 'WEB']);
    expect(await found(true, {}, ids)).toEqual(['web', 'db-web', 'web-2', 'WEB']);
  }
  const whole: EmulatorOptions = { behaviour: { v3: { instanceNameFilter: 'whole' } } };
  expect(await found(true, whole)).toEqual(['web']);
});
