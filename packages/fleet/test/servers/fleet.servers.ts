import { fleet as seeds, type Emulator } from '@qcvm/mock';
import { createCvm } from '@qcvm/client/v3';
import { describe, expect, it } from 'vitest';
import type { Fleet, FleetConfig } from '../../src/index.js';
import { counts, done, emulatorOf, key, planOf, until, useServer } from './support/harness.js';
import { stores } from './support/servers.js';

describe.each(stores)('a fleet over %s', (_name, startServer) => {
  const suite = useServer(startServer);
  let fleet: Fleet;
  const open = async (emulator: Emulator, more: Partial<FleetConfig> = {}): Promise<Fleet> =>
    (fleet = await suite.open(emulator, more));

  it('plans a run, and a worker carries it out', async () => {
    const emulator = emulatorOf({
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
    const planned = await fleet.run(plan);
    expect(planned).toMatchObject({ state: 'working', total: 249, open: 240 });
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(0);
    emulator.instances.remove(gone!.unInstanceId);
    fleet.startWorker();
    const status = await done(fleet, planned.id);
    expect(counts(status)).toEqual({
      stopped: 236,
      forced: 3,
      'already-stopped': 5,
      protected: 4,
      'not-found': 1,
    });
    const failed = [];
    for await (const outcome of fleet.outcomes(planned.id, { failed: true })) failed.push(outcome);
    expect(failed).toMatchObject([{ account: 'prod', region: 'ap-shanghai', kind: 'not-found' }]);
    expect(emulator.instances.list({ status: 'running' }).map(({ instanceName }) => instanceName)).toEqual(
      Array.from({ length: 4 }, () => 'db-1'),
    );
    expect((await fleet.runs()).map(({ id }) => id)).toEqual([planned.id]);
  });

  it('cancels a run: nothing more is sent, and a retry goes on', async () => {
    const emulator = emulatorOf({
      instances: seeds('ap-guangzhou').running(150),
      durations: { stop: 60_000 },
    });
    await open(emulator);
    const { id } = await fleet.run(planOf());
    const worker = fleet.startWorker();
    await until(() => emulator.instances.list({ status: 'shuttingDown' }).length > 0);
    const status = await fleet.cancel(id);
    expect(status).toMatchObject({ state: 'cancelled', open: 0, total: 150 });
    expect(counts(status)).toEqual({ cancelled: 150 });
    await worker.stop();
    const sent = emulator.requests.list({ action: 'StopInstances' }).length;

    expect(await fleet.retry(id)).toMatchObject({ state: 'working', open: 150, round: 2 });
    fleet.startWorker();
    while ((await fleet.status(id)).state === 'working') {
      emulator.clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const end = await fleet.status(id);
    expect(Object.keys(counts(end)).every((kind) => /stopped/.test(kind))).toBe(true);
    expect(end).toMatchObject({ state: 'done', failed: 0, total: 150 });
    expect(emulator.instances.list({ status: 'running' })).toEqual([]);
    expect(emulator.requests.list({ action: 'StopInstances' }).length).toBeLessThanOrEqual(sent + 1);
  });

  it('leaves a run that is done as it is when it is cancelled', async () => {
    await open(emulatorOf({ instances: seeds('ap-guangzhou').running(2) }));
    const { id } = await fleet.run(planOf());
    const worker = fleet.startWorker();
    const status = await done(fleet, id);
    await worker.stop();
    expect(status.state).toBe('done');
    expect(await fleet.cancel(id)).toEqual(status);
    await fleet.remove(id);
    await expect(fleet.status(id)).rejects.toMatchObject({ code: 'run-unknown' });
  });

  it('removes no run while it is planned, and takes up none that was cancelled before its plan was whole', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(250) });
    let describes = 0;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await open(emulator, {
      keep: 0,
      transport: {
        async send(request) {
          // The last page of the instances.
          if (/DescribeInstances/.test(`${request.url} ${request.body}`) && ++describes === 3) await held;
          return emulator.send(request);
        },
      },
    });
    const ended = fleet.run(planOf(), { id: 'tonight' }).catch((error: unknown) => error);
    await until(async () => describes === 3 && (await fleet.runs()).some(({ total }) => total > 0));
    await expect(fleet.remove('tonight')).rejects.toMatchObject({
      code: 'run-state',
      message: 'tonight is being planned. Cancel it before it is removed.',
    });
    // Runs that are over are removed when another is planned.
    const [first] = emulator.instances.list();
    await fleet.run(planOf({ select: [{ ids: [first?.unInstanceId] }] }), { id: 'other' });
    expect(await fleet.cancel('tonight')).toMatchObject({ state: 'cancelled', open: 0 });
    goOn();
    expect(await ended).toMatchObject({
      code: 'run-state',
      message: expect.stringMatching(/the run was cancelled/),
    });
    await expect(fleet.retry('tonight')).rejects.toMatchObject({
      code: 'run-state',
      message:
        'The run tonight was cancelled before all of its instances were known. Run its plan again with another id.',
    });
    expect(await fleet.status('tonight')).toMatchObject({ state: 'cancelled', open: 0, round: 1 });
    expect(emulator.instances.list({ status: 'running' })).toHaveLength(250);
    await fleet.remove('tonight');
    expect((await fleet.runs()).map(({ id }) => id)).toEqual(['other']);
  });

  it('gives every id an outcome, with the reason, when nothing that is sent can succeed', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(3) });
    await open(emulator);
    const { id } = await fleet.run(planOf());
    const refusal = emulator.faults.add({ fault: { kind: 'code', code: 4101 } });
    fleet.startWorker();
    const status = await done(fleet, id);
    expect(counts(status)).toEqual({ refused: 3 });
    for await (const { reason } of fleet.outcomes(id, { failed: true })) expect(reason).toMatch(/4101/);
    emulator.faults.remove(refusal.id);
    await fleet.retry(id);
    expect(counts(await done(fleet, id))).toEqual({ stopped: 3 });
  });

  it('refuses a plan in which two accounts are the same, or that fits nothing', async () => {
    await open(emulatorOf());
    const accounts = ['one', 'two'].map((name) => ({ name, credentials: { environment: 'PROD' } }));
    await expect(fleet.run(planOf({ accounts }))).rejects.toMatchObject({
      code: 'plan-invalid',
      message: expect.stringMatching(/^accounts one and two have the same key/),
    });
    await expect(fleet.run(planOf())).rejects.toMatchObject({ code: 'plan-invalid' });
    expect(await fleet.runs()).toEqual([]);
  });

  it('goes on with a run of the same plan, and refuses the id of another plan', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(2) });
    await open(emulator);
    const planned = await fleet.run(planOf(), { id: 'tonight' });
    emulator.instances.add(seeds('ap-guangzhou').running(1));
    expect(await fleet.run(planOf(), { id: 'tonight' })).toEqual(planned);
    await expect(fleet.run(planOf({ name: 'other' }), { id: 'tonight' })).rejects.toMatchObject({
      code: 'run-id',
      message:
        'The run tonight was planned from the plan nightly, which differs in name. Nothing was planned. Give this one another id.',
    });
    const changed = planOf({ action: 'restart', protect: [{ name: 'db-*' }] });
    await expect(fleet.run(changed, { id: 'tonight' })).rejects.toMatchObject({
      code: 'run-id',
      message: expect.stringMatching(/another version of nightly, which differs in action, protect\./),
    });
    for (const id of ['', 'a:b', '../x y', '.', 'a'.repeat(101)])
      await expect(fleet.run(planOf(), { id })).rejects.toMatchObject({ code: 'run-id' });
    expect(await fleet.runs()).toEqual([planned]);
  });

  it('lists no run whose planning has failed, and plans it anew', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(250) });
    await open(emulator);
    const refusal = emulator.faults.add({
      fault: { kind: 'code', code: 4102 },
      action: 'DescribeInstances',
      nth: 3,
    });
    await expect(fleet.run(planOf(), { id: 'tonight' })).rejects.toMatchObject({ code: 4102 });
    expect(await fleet.runs()).toEqual([]);
    emulator.faults.remove(refusal.id);
    expect(await fleet.run(planOf(), { id: 'tonight' })).toMatchObject({ state: 'working', total: 250 });
  });

  it('lets the runs of all namespaces share the quota of an account', async () => {
    const quota = { calls: 5, seconds: 2, per: 'action' } as const;
    const emulator = emulatorOf({
      instances: seeds('ap-guangzhou').running(400),
      quota: [quota],
    });
    const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
    const runs: [Fleet, string][] = [];
    for (const part of [ids.slice(0, 200), ids.slice(200)]) {
      await open(emulator);
      const plan = planOf({ select: [{ ids: part }], limits: [quota], timeout: '2m' });
      runs.push([fleet, (await fleet.run(plan)).id]);
    }
    for (const [each] of runs) each.startWorker();
    for (const [each, id] of runs) expect(counts(await done(each, id))).toEqual({ stopped: 200 });
    const refused = emulator.requests
      .list()
      .filter(({ outcome }) => outcome.kind === 'answered' && outcome.code === 4400);
    expect(refused).toEqual([]);
  });

  it('runs a plan at the times of its schedule, each time once', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(2) });
    await open(emulator);
    fleet.startWorker();
    const plan = planOf({ schedule: { cron: '* * * * * *', timeZone: 'Asia/Shanghai' } });
    await fleet.schedule(plan);
    expect(await fleet.scheduled()).toMatchObject([{ plan: 'nightly', timeZone: 'Asia/Shanghai' }]);
    await until(async () => (await fleet.runs()).filter(({ state }) => state === 'done').length >= 2);
    expect(await fleet.unschedule('nightly')).toBe(true);
    expect(await fleet.scheduled()).toEqual([]);
    const runs = await fleet.runs();
    expect(runs.every(({ id }) => /^nightly-\d{8}T\d{6}$/.test(id))).toBe(true);
    expect(emulator.instances.list({ status: 'running' })).toEqual([]);
  });

  it('restarts once what its worker was stopped over, though the answer had not come', async () => {
    const emulator = emulatorOf({
      instances: seeds('ap-guangzhou').running(5),
      // The request is on its way, longer than its worker lives.
      faults: [
        { fault: { kind: 'latency', milliseconds: 1000, when: 'before' }, action: 'RestartInstances' },
      ],
    });
    await open(emulator);
    const { id } = await fleet.run(planOf({ action: 'restart', settle: '3s' }));
    const first = fleet.startWorker();
    let sent = false;
    emulator.subscribe(() => (sent = true));
    await until(() => sent);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await first.stop();
    fleet.startWorker();
    const status = await done(fleet, id);
    expect(status).toMatchObject({ state: 'done', total: 5, open: 0 });
    const accepted = emulator.requests
      .list({ action: 'RestartInstances' })
      .flatMap(({ outcome }) => Object.keys((outcome.kind === 'answered' && outcome.results) || {}));
    expect(accepted).toHaveLength(5);
    expect(new Set(accepted).size).toBe(5);
  });

  it('chooses and protects by tags, and stops over API 3.0 without further costs', async () => {
    const emulator = emulatorOf();
    const v3 = createCvm({ region: 'ap-guangzhou', credentials: key, transport: emulator });
    const buy = (InstanceName: string, InstanceCount: number, tags: Readonly<Record<string, string>>) =>
      v3.runInstances({
        ImageId: 'img-31tjrtph',
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
    const { id, total } = await fleet.run(
      planOf({
        api: '3.0',
        stoppedMode: 'STOP_CHARGING',
        select: [{ tag: { key: 'env', value: 'test' } }],
        protect: [{ tag: { key: 'keep' } }],
        endpoint: 'http://127.0.0.1:9999/v2/index.php',
      }),
    );
    expect(total).toBe(4);
    fleet.startWorker();
    expect(counts(await done(fleet, id))).toEqual({ stopped: 3, protected: 1 });
    const names = emulator.instances.list({ status: 'running' }).map(({ instanceName }) => instanceName);
    expect(names.toSorted()).toEqual(['db-1', 'web-21', 'web-22']);
    const stop = emulator.requests.last({ action: 'StopInstances' });
    expect(stop?.input).toMatchObject({ StoppedMode: 'STOP_CHARGING' });
  });

  it('removes runs that have been over for long', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(2) });
    let days = 0;
    await open(emulator, { runtime: { now: () => Date.now() + days * 86_400_000 } });
    const worker = fleet.startWorker();
    await fleet.run(planOf(), { id: 'over' });
    await done(fleet, 'over');
    await worker.stop();
    emulator.instances.add(seeds('ap-guangzhou').running(1));
    await fleet.run(planOf(), { id: 'left-over' });
    days = 31;
    await fleet.run(planOf(), { id: 'new' });
    expect((await fleet.runs()).map(({ id }) => id)).toEqual(['new', 'left-over']);
    await expect(fleet.status('over')).rejects.toMatchObject({ code: 'run-unknown' });
  });

  it('keeps no key in the store', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(3) });
    await open(emulator);
    const { id } = await fleet.run(planOf({ schedule: { cron: '0 22 * * *', timeZone: 'Asia/Shanghai' } }));
    await fleet.schedule(planOf({ schedule: { cron: '0 22 * * *', timeZone: 'Asia/Shanghai' } }));
    fleet.startWorker();
    await done(fleet, id);
    const content = await suite.server.dump();
    expect(content).toContain(id);
    expect(content).not.toContain(key.secretKey);
    expect(content).not.toContain(key.secretId);
  });
});
