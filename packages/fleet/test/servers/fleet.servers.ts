import { createEmulator, fleet as seeds, type Emulator } from '@qcvm/mock';
import { createCvm } from '@qcvm/client/v3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFleet, readPlan, type Fleet, type FleetOptions, type RunStatus } from '../../src/index.js';
import { stores, type Server } from './servers.js';

/** A key that shows up wherever it must not. */
const secretKey = 'SecretThatMustNeverBeStored0123456789';
const keys = { secretId: 'AKIDthatMustNeverBeStoredAsItIs0000', secretKey };

const world = (more: Parameters<typeof createEmulator>[0] = {}): Emulator =>
  createEmulator({
    accounts: [{ id: '100', keys: [keys] }],
    durations: { stop: 300, forcedStop: 200, start: 300, reboot: 300 },
    quota: false,
    ...more,
  });

const planOf = (fields: object = {}) =>
  readPlan({
    name: 'nightly',
    action: 'stop',
    accounts: [{ name: 'prod', credentials: { environment: 'PROD' } }],
    regions: ['ap-guangzhou'],
    select: [{ all: true }],
    timeout: '30s',
    settle: '1s',
    ...fields,
  });

const counts = (status: RunStatus): Record<string, number> => {
  const all: Record<string, number> = {};
  for (const { kind, count } of status.counts) all[kind] = (all[kind] ?? 0) + count;
  return all;
};

describe.each(stores)('a fleet over %s', (_name, startServer) => {
  let server: Server;
  let fleet: Fleet | undefined;
  let namespace = 0;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());
  afterEach(async () => {
    await fleet?.close();
    fleet = undefined;
  });

  const open = async (emulator: Emulator, more: Partial<FleetOptions> = {}): Promise<Fleet> =>
    (fleet = await openFleet({
      store: server.url,
      namespace: `t${namespace++}`,
      transport: emulator,
      credentials: () => () => keys,
      ...more,
    }));

  const done = async (run: string): Promise<RunStatus> => {
    for (;;) {
      const status = await fleet!.status(run);
      if (status.state !== 'working') return status;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('plans a run, and a worker carries it out', async () => {
    const emulator = world({
      instances: seeds('ap-guangzhou')
        .running(230)
        .stubborn(3)
        .shutDown(5)
        .running(4, { instanceName: 'db-1' })
        .in('ap-shanghai')
        .running(7),
    });
    const [gone] = emulator.instances.list({ region: 'ap-shanghai' });
    await open(emulator);
    const plan = planOf({
      regions: ['ap-guangzhou', 'ap-shanghai'],
      protect: [{ name: 'db-*' }],
      force: 'fallback',
    });
    const planned = await fleet!.run(plan);
    expect(planned).toMatchObject({ state: 'working', total: 249, open: 240 });
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(0);
    emulator.instances.remove(gone!.unInstanceId);
    fleet!.startWorker();
    const status = await done(planned.id);
    expect(counts(status)).toEqual({
      stopped: 236,
      forced: 3,
      'already-stopped': 5,
      protected: 4,
      'not-found': 1,
    });
    const failed = [];
    for await (const outcome of fleet!.outcomes(planned.id, { failed: true })) failed.push(outcome);
    expect(failed).toMatchObject([{ account: 'prod', region: 'ap-shanghai', kind: 'not-found' }]);
    expect(emulator.instances.list({ status: 'running' }).map(({ instanceName }) => instanceName)).toEqual(
      Array.from({ length: 4 }, () => 'db-1'),
    );
    expect((await fleet!.runs()).map(({ id }) => id)).toEqual([planned.id]);
  });

  it('cancels a run: nothing more is sent, and a retry goes on', async () => {
    const emulator = world({ instances: seeds('ap-guangzhou').running(150), durations: { stop: 60_000 } });
    await open(emulator);
    const { id } = await fleet!.run(planOf());
    const worker = fleet!.startWorker();
    while (emulator.instances.list({ status: 'shuttingDown' }).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const status = await fleet!.cancel(id);
    expect(status).toMatchObject({ state: 'cancelled', open: 0, total: 150 });
    expect(counts(status)).toEqual({ cancelled: 150 });
    await worker.stop();
    const sent = emulator.requests.list({ action: 'StopInstances' }).length;

    expect(await fleet!.retry(id)).toMatchObject({ state: 'working', open: 150, round: 2 });
    fleet!.startWorker();
    while ((await fleet!.status(id)).state === 'working') {
      emulator.clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const end = await fleet!.status(id);
    expect(Object.keys(counts(end)).every((kind) => /stopped/.test(kind))).toBe(true);
    expect(end).toMatchObject({ state: 'done', failed: 0, total: 150 });
    expect(emulator.instances.list({ status: 'running' })).toEqual([]);
    expect(emulator.requests.list({ action: 'StopInstances' }).length).toBeLessThanOrEqual(sent + 1);
  });

  it('gives every id an outcome, with the reason, when the key does not work', async () => {
    const emulator = world({ instances: seeds('ap-guangzhou').running(3) });
    let key = keys;
    await open(emulator, { credentials: () => () => key });
    const { id } = await fleet!.run(planOf());
    key = { secretId: 'AKIDofAnotherAccount000000000000000', secretKey: 'x' };
    fleet!.startWorker();
    const status = await done(id);
    expect(counts(status)).toEqual({ refused: 3 });
    for await (const { reason } of fleet!.outcomes(id, { failed: true }))
      expect(reason).toMatch(/^account prod: .* gives another key on this machine/);
    expect(emulator.requests.list({ action: 'StopInstances' })).toEqual([]);
    key = keys;
    await fleet!.retry(id);
    expect(counts(await done(id))).toEqual({ stopped: 3 });
  });

  it('refuses a plan in which two accounts are the same, or that fits nothing', async () => {
    await open(world());
    const accounts = ['one', 'two'].map((name) => ({ name, credentials: { environment: 'PROD' } }));
    await expect(fleet!.run(planOf({ accounts }))).rejects.toMatchObject({
      code: 'plan-invalid',
      message: expect.stringMatching(/^accounts one and two have the same key/),
    });
    await expect(fleet!.run(planOf())).rejects.toMatchObject({ code: 'plan-invalid' });
    expect(await fleet!.runs()).toEqual([]);
  });

  it('runs a plan at the times of its schedule, each time once', async () => {
    const emulator = world({ instances: seeds('ap-guangzhou').running(2) });
    await open(emulator);
    fleet!.startWorker();
    const plan = planOf({ schedule: { cron: '* * * * * *', timeZone: 'Asia/Shanghai' } });
    await fleet!.schedule(plan);
    expect(await fleet!.scheduled()).toMatchObject([{ plan: 'nightly', timeZone: 'Asia/Shanghai' }]);
    while ((await fleet!.runs()).filter(({ state }) => state === 'done').length < 2)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await fleet!.unschedule('nightly')).toBe(true);
    expect(await fleet!.scheduled()).toEqual([]);
    const runs = await fleet!.runs();
    expect(runs.every(({ id }) => /^nightly-\d{8}T\d{6}$/.test(id))).toBe(true);
    expect(emulator.instances.list({ status: 'running' })).toEqual([]);
  });

  it('restarts once what its worker was stopped over, though the answer had not come', async () => {
    const emulator = world({
      instances: seeds('ap-guangzhou').running(5),
      // The request is on its way, longer than its worker lives.
      faults: [
        { fault: { kind: 'latency', milliseconds: 1000, when: 'before' }, action: 'RestartInstances' },
      ],
    });
    await open(emulator);
    const { id } = await fleet!.run(planOf({ action: 'restart', settle: '3s' }));
    const first = fleet!.startWorker();
    let sent = false;
    emulator.subscribe(() => (sent = true));
    while (!sent) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await first.stop();
    fleet!.startWorker();
    const status = await done(id);
    expect(status).toMatchObject({ state: 'done', total: 5, open: 0 });
    const accepted = emulator.requests
      .list({ action: 'RestartInstances' })
      .flatMap(({ outcome }) => Object.keys((outcome.kind === 'answered' && outcome.results) || {}));
    expect(accepted).toHaveLength(5);
    expect(new Set(accepted).size).toBe(5);
  });

  it('chooses and protects by tags, and stops over API 3.0 without further costs', async () => {
    const emulator = world();
    const v3 = createCvm({ region: 'ap-guangzhou', credentials: keys, transport: emulator });
    const buy = (InstanceName: string, InstanceCount: number, tags: Readonly<Record<string, string>>) =>
      v3.runInstances({
        ImageId: 'img-7xiap3qc',
        InstanceType: 'S5.MEDIUM4',
        Placement: { Zone: 'ap-guangzhou-3' },
        InstanceName,
        InstanceCount,
        TagSpecification: [
          { ResourceType: 'instance', Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
        ],
      });
    await buy('web-1', 3, { env: 'test' });
    await buy('web-2', 2, { env: 'live' });
    await buy('db-1', 1, { env: 'test', keep: 'yes' });
    emulator.clock.advance(600_000);
    await open(emulator);
    const { id, total } = await fleet!.run(
      planOf({
        api: '3.0',
        stoppedMode: 'STOP_CHARGING',
        select: [{ tag: { key: 'env', value: 'test' } }],
        protect: [{ tag: { key: 'keep' } }],
        endpoint: 'http://127.0.0.1:9999/v2/index.php',
      }),
    );
    expect(total).toBe(4);
    fleet!.startWorker();
    expect(counts(await done(id))).toEqual({ stopped: 3, protected: 1 });
    const names = emulator.instances.list({ status: 'running' }).map(({ instanceName }) => instanceName);
    expect(names.toSorted()).toEqual(['db-1', 'web-21', 'web-22']);
    const stop = emulator.requests.last({ action: 'StopInstances' });
    expect(stop?.input).toMatchObject({ StoppedMode: 'STOP_CHARGING' });
  });

  it('removes runs that have been over for long', async () => {
    const emulator = world({ instances: seeds('ap-guangzhou').running(2) });
    let days = 0;
    await open(emulator, { runtime: { now: () => Date.now() + days * 86_400_000 } });
    const worker = fleet!.startWorker();
    await fleet!.run(planOf(), { id: 'over' });
    await done('over');
    await worker.stop();
    emulator.instances.add(seeds('ap-guangzhou').running(1));
    await fleet!.run(planOf(), { id: 'left-over' });
    days = 31;
    await fleet!.run(planOf(), { id: 'new' });
    expect((await fleet!.runs()).map(({ id }) => id)).toEqual(['new', 'left-over']);
    await expect(fleet!.status('over')).rejects.toMatchObject({ code: 'run-unknown' });
  });

  it('keeps no key in the store', async () => {
    const emulator = world({ instances: seeds('ap-guangzhou').running(3) });
    await open(emulator);
    const { id } = await fleet!.run(planOf({ schedule: { cron: '0 22 * * *', timeZone: 'Asia/Shanghai' } }));
    await fleet!.schedule(planOf({ schedule: { cron: '0 22 * * *', timeZone: 'Asia/Shanghai' } }));
    fleet!.startWorker();
    await done(id);
    const content = await server.dump();
    expect(content).toContain(id);
    expect(content).not.toContain(secretKey);
    expect(content).not.toContain(keys.secretId);
  });
});
