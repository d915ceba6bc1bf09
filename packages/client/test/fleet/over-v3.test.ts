import { createEmulator, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import {
  createCvm,
  ensureRestarted,
  ensureRestartedEvents,
  ensureRunning,
  ensureStopped,
  ValidationError,
} from '../../src/index.js';
import type {
  ChangeMark,
  EnsureStoppedOptions,
  EnsureStoppedSummary,
  RestartingClient,
  TransportRequest,
} from '../../src/index.js';
import { createCvm as createNativeCvm, v3 } from '../../src/v3/index.js';
import { id, ids, kindsOf, seeded } from '../support/world.js';

const cloud = {
  rootType: 2,
  rootSize: 50,
  rootId: 'disk-1',
  storageType: 2,
  storageSize: 50,
  storageId: 'disk-2',
};
const local = { ...cloud, rootType: 1 };

function worldOf(options: EmulatorOptions = {}, see: (request: TransportRequest) => void = () => undefined) {
  const emulator = createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    ...options,
  });
  const config = {
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    transport: {
      send: (request: TransportRequest) => {
        see(request);
        return emulator.send(request);
      },
    },
    runtime: { ...emulator.runtime, random: () => 0.5 },
  };
  return { emulator, config };
}

type Stop = (ids: readonly string[], options?: EnsureStoppedOptions) => Promise<EnsureStoppedSummary>;
const clients = {
  native:
    ({ config }: ReturnType<typeof worldOf>): Stop =>
    (instanceIds, options) =>
      ensureStopped(createNativeCvm(config), instanceIds, options),
  carried:
    ({ config }: ReturnType<typeof worldOf>): Stop =>
    (instanceIds, options) =>
      ensureStopped(createCvm({ ...config, api: v3() }), instanceIds, options),
};

const modes = (emulator: Emulator): Record<string, string | undefined> =>
  Object.fromEntries(
    emulator.snapshot().instances.map(({ unInstanceId, stoppedMode }) => [unInstanceId, stoppedMode]),
  );

describe.each(['native', 'carried'] as const)('a fleet over API 3.0, with a %s client', (name) => {
  it('is stopped as over API 2.0: each that is down, stubborn or missing is accounted for', async () => {
    const world = worldOf({
      instances: seeded(250, (number) => ({
        status: number % 5 === 0 ? 'shutDown' : 'running',
        stubborn: number % 7 === 1,
      })),
    });
    const stop = clients[name](world);
    const { complete, allStopped, counts, outcomes } = await stop([...ids(250), id(999)], {
      force: 'fallback',
    });
    expect({ complete, allStopped }).toEqual({ complete: true, allStopped: false });
    expect(kindsOf(outcomes)[id(999)]).toBe('not-found');
    expect(counts['already-stopped']).toBe(50);
    expect(counts.stopped + counts.forced).toBe(200);
    expect(counts.forced).toBe(outcomes.filter(({ kind }) => kind === 'forced').length);
    expect(world.emulator.instances.list({ status: 'shutDown' })).toHaveLength(250);
  });

  it('says what became of the costs of each', async () => {
    const world = worldOf({
      instances: [
        { unInstanceId: id(0), cvmPayMode: 2, diskInfo: cloud },
        { unInstanceId: id(1), cvmPayMode: 2, diskInfo: local },
        { unInstanceId: id(2), cvmPayMode: 1, diskInfo: cloud },
        { unInstanceId: id(3), cvmPayMode: 2, diskInfo: cloud, status: 'shutDown' },
      ],
    });
    const { allStopped, outcomes } = await clients[name](world)(ids(4), { stoppedMode: 'STOP_CHARGING' });
    expect(allStopped).toBe(true);
    const byId = new Map(outcomes.map((outcome) => [outcome.instanceId, outcome]));
    expect(byId.get(id(0))).toMatchObject({ kind: 'stopped', charging: 'stopped' });
    expect(byId.get(id(0))).not.toHaveProperty('reason');
    expect(byId.get(id(1))).toMatchObject({ kind: 'stopped', charging: 'kept' });
    expect(byId.get(id(1))?.reason).toContain('still billed');
    expect(byId.get(id(2))).toMatchObject({ kind: 'stopped', charging: 'not applicable' });
    expect(byId.get(id(3))).toMatchObject({ kind: 'already-stopped', charging: 'kept' });
    expect(byId.get(id(3))?.reason).toContain('start it, and stop it again');
    expect(modes(world.emulator)[id(0)]).toBe('STOP_CHARGING');
  });

  it('stops no costs unless that was said', async () => {
    const world = worldOf({ instances: [{ unInstanceId: id(0), cvmPayMode: 2, diskInfo: cloud }] });
    const { outcomes } = await clients[name](world)([id(0)]);
    expect(outcomes[0]).toMatchObject({ kind: 'stopped', charging: 'kept' });
    expect(outcomes[0]).not.toHaveProperty('reason');
  });

  it('knows from the latest operation that an ordinary shutdown has failed, without waiting for more', async () => {
    const world = worldOf({ instances: seeded(1, () => ({ stubborn: true })), durations: { stop: 1000 } });
    const { outcomes } = await clients[name](world)([id(0)], { force: 'fallback', settle: 600_000 });
    expect(outcomes[0]).toMatchObject({ kind: 'forced' });
    expect(outcomes[0]!.endedAt - outcomes[0]!.startedAt).toBeLessThan(60_000);
  });

  it('does not let one that is busy hold up the others', async () => {
    const world = worldOf({
      // Its image is being made: API 3.0 shows it running, and refuses the whole call because of it.
      instances: seeded(30, (number) => (number === 7 ? { status: 12 } : {})),
    });
    const { counts, outcomes } = await clients[name](world)(ids(30));
    expect(counts.stopped).toBe(29);
    expect(kindsOf(outcomes)[id(7)]).toBe('refused');
  });
});

it('the costs of a fleet cannot be stopped over API 2.0, and nothing is sent', async () => {
  const { config, emulator } = worldOf({ instances: seeded(1) });
  const call = ensureStopped(createCvm(config), [id(0)], { stoppedMode: 'STOP_CHARGING' });
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ValidationError);
  expect((error as Error).message).toContain('options.stoppedMode must be omitted with API 2.0');
  expect(emulator.requests.list()).toEqual([]);
});

it('a fleet is started over API 3.0, and restarted by a carried client', async () => {
  const world = worldOf({
    instances: seeded(3, () => ({ status: 'shutDown' as const })),
    durations: { reboot: 50 },
  });
  const { allRunning } = await ensureRunning(createNativeCvm(world.config), ids(3));
  expect(allRunning).toBe(true);
  // It is over before it can be looked at: the latest operation tells.
  const { allRestarted } = await ensureRestarted(createCvm({ ...world.config, api: v3() }), ids(3));
  expect(allRestarted).toBe(true);
});

describe.each(['native', 'carried'] as const)('a restart over API 3.0, with a %s client', (name) => {
  const clientOf = ({ config }: ReturnType<typeof worldOf>): RestartingClient =>
    name === 'native' ? createNativeCvm(config) : createCvm({ ...config, api: v3() });

  it('restarts what runs, waits for what will, and refuses what is shut down, as over API 2.0', async () => {
    const world = worldOf({
      instances: [
        { unInstanceId: id(0), status: 2 },
        { unInstanceId: id(1), status: 4 },
        { unInstanceId: id(2), status: 8, becomes: { status: 2, after: 9000 } },
        { unInstanceId: id(3), status: 9, becomes: { status: 4, after: 9000 } },
        { unInstanceId: id(5), status: -1 },
      ],
    });
    const { outcomes, allRestarted } = await ensureRestarted(clientOf(world), [...ids(5), id(5)]);
    expect(kindsOf(outcomes)).toEqual({
      [id(0)]: 'restarted',
      [id(1)]: 'refused',
      [id(2)]: 'restarted',
      [id(3)]: 'refused',
      [id(4)]: 'not-found',
      [id(5)]: 'refused',
    });
    expect(allRestarted).toBe(false);
    expect(outcomes.find(({ instanceId }) => instanceId === id(1))?.reason).toMatch(
      /^is (?:shut down|stopped): only an instance that is running can be restarted$/,
    );
    const restarts = world.emulator.requests.list({ action: 'RebootInstances' });
    expect(restarts.map(({ input }) => input?.['InstanceIds'])).toEqual([[id(0)], [id(2)]]);
  });

  it.each([1500, 100])('a restart of %i ms that falls between two looks is seen', async (reboot) => {
    const world = worldOf({ instances: seeded(2), durations: { reboot } });
    world.emulator.clock.advance(60_000);
    const { allRestarted, outcomes } = await ensureRestarted(clientOf(world), ids(2), { maxWait: 60_000 });
    expect(allRestarted).toBe(true);
    for (const { startedAt, endedAt } of outcomes) expect(endedAt - startedAt).toBeLessThan(10_000);
  });

  it('force leaves a stubborn instance to the service, in the one request that there is', async () => {
    const world = worldOf({ instances: seeded(1, () => ({ stubborn: true })) });
    const { outcomes } = await ensureRestarted(clientOf(world), ids(1), { force: 'fallback' });
    expect(outcomes).toMatchObject([{ kind: 'restarted' }]);
    expect(world.emulator.requests.list({ action: 'RebootInstances' }).map(({ input }) => input)).toEqual([
      { InstanceIds: [id(0)], StopType: 'SOFT_FIRST' },
    ]);
  });

  it.each([
    [{ kind: 'drop', when: 'after' }, 'restarted'],
    [{ kind: 'code', code: 'InternalError', when: 'after' }, 'restarted'],
    [{ kind: 'drop', when: 'before' }, 'unknown'],
    [{ kind: 'code', code: 'InternalError', when: 'before' }, 'unknown'],
  ] as const)('after %j on every request: %s, and no second request', async (fault, kind) => {
    const world = worldOf({
      instances: seeded(2),
      durations: { reboot: 100 },
      faults: [{ action: 'RebootInstances', fault }],
    });
    const { outcomes } = await ensureRestarted(clientOf(world), ids(2));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, kind]);
    expect(world.emulator.requests.list({ action: 'RebootInstances' })).toHaveLength(1);
  });

  it.each([
    ['after', 'restarted'],
    ['before', 'unknown'],
  ] as const)(
    'a run that was killed left what a later one tells it by: lost %s the effect is %s',
    async (when, kind) => {
      const world = worldOf({
        instances: seeded(1),
        faults: [{ action: 'RebootInstances', fault: { kind: 'drop', when } }],
      });
      const client = clientOf(world);
      let before: ChangeMark | undefined;
      for await (const event of ensureRestartedEvents(client, ids(1))) {
        if (event.type === 'sending') [before] = event.before;
        if (event.type === 'trouble') break;
      }
      expect(before).toBe('');
      world.emulator.clock.advance(60_000);
      const at = world.emulator.clock.now();
      const target = { instanceId: id(0), earlier: { at, force: false, accepted: false, before } };
      expect((await ensureRestarted(client, [target])).outcomes).toMatchObject([{ kind }]);
      expect(world.emulator.requests.list({ action: 'RebootInstances' })).toHaveLength(1);
    },
  );

  it('another change since tells nothing of a restart', async () => {
    const world = worldOf({ instances: seeded(1) });
    const client = clientOf(world);
    await createNativeCvm(world.config)
      .resetInstancesPassword({ InstanceIds: [id(0)], Password: 'Secret-123456', ForceStop: false })
      .catch(() => undefined);
    await createNativeCvm(world.config).modifyInstancesAttribute({
      InstanceIds: [id(0)],
      InstanceName: 'other',
    });
    const at = world.emulator.clock.now();
    const target = { instanceId: id(0), earlier: { at, force: false, accepted: false, before: '' } };
    expect((await ensureRestarted(client, [target])).outcomes).toMatchObject([{ kind: 'unknown' }]);
  });
});
