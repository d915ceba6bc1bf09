import type { Transport } from '@qcvm/client';
import { createCvm } from '@qcvm/client/v3';
import { fleet as seeds, type Emulator } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import type { Selector, WorkerEvent } from '../../src/index.js';
import { counts, done, emulatorOf, key, planOf, until, useServer } from './support/harness.js';
import { stores } from './support/servers.js';

const touched = (emulator: Emulator): ReadonlySet<string> =>
  new Set(
    ['StopInstances', 'RestartInstances', 'RebootInstances', 'StartInstances'].flatMap((action) =>
      emulator.requests.list({ action }).flatMap(({ input }) => {
        const ids = input?.['instanceIds'] ?? input?.['InstanceIds'] ?? [];
        return ids as readonly string[];
      }),
    ),
  );
const idsOf = (emulator: Emulator): string[] =>
  emulator.instances.list().map(({ unInstanceId }) => unInstanceId);

describe.each(stores)('protection over %s', (_name, startServer) => {
  const { open, namespace } = useServer(startServer);

  it('holds for an instance that fits only since the run was planned, by its name, project or status', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(6) });
    const [renamed = '', moved = '', ...others] = idsOf(emulator);
    const fleet = await open(emulator);
    const { id, open: toDo } = await fleet.run(planOf({ protect: [{ name: 'db-*' }, { project: 7 }] }));
    expect(toDo).toBe(6);
    emulator.instances.update(renamed, { instanceName: 'db-main' });
    emulator.instances.update(moved, { projectId: 7 });
    fleet.startWorker();
    expect(counts(await done(fleet, id))).toEqual({ protected: 2, stopped: 4 });
    expect([...touched(emulator)].toSorted()).toEqual(others.toSorted());
    for await (const { instanceId, kind, reason } of fleet.outcomes(id))
      if (kind === 'protected')
        expect([instanceId, reason]).toEqual([
          expect.stringMatching(`${renamed}|${moved}`),
          'the plan protects it: it fits since the run was planned',
        ]);
  });

  it('holds between two requests: what is renamed after its shutdown has failed is not forced', async () => {
    const emulator = emulatorOf({
      instances: seeds('ap-guangzhou').stubborn(1, { unInstanceId: 'ins-stubborn' }).running(1),
    });
    const fleet = await open(emulator);
    const { id } = await fleet.run(planOf({ protect: [{ name: 'db-*' }], force: 'fallback' }));
    let isRenamed = false;
    emulator.subscribe(() => {
      if (isRenamed || !touched(emulator).has('ins-stubborn')) return;
      isRenamed = true;
      emulator.instances.update('ins-stubborn', { instanceName: 'db-main' });
    });
    fleet.startWorker();
    expect(counts(await done(fleet, id))).toEqual({ protected: 1, stopped: 1 });
    const forced = emulator.requests
      .list({ action: 'StopInstances' })
      .filter(({ input }) => input?.['forceStop'] !== undefined && Number(input['forceStop']) === 1);
    expect(forced).toEqual([]);
  });

  it('is looked at again after a wait for the quota', async () => {
    const quota = { calls: 1, seconds: 1, per: 'action' } as const;
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(150), quota: [quota] });
    const fleet = await open(emulator);
    const { id } = await fleet.run(
      planOf({ protect: [{ name: 'db-*' }], limits: [quota], timeout: '5m', wait: false }),
    );
    // One of those whose request waits while the other is sent.
    let late: string | undefined;
    emulator.subscribe(() => {
      if (late !== undefined || touched(emulator).size === 0) return;
      late = idsOf(emulator).find((each) => !touched(emulator).has(each));
      if (late !== undefined) emulator.instances.update(late, { instanceName: 'db-late' });
    });
    fleet.startWorker();
    const status = await done(fleet, id);
    expect(counts(status)).toEqual({ accepted: 149, protected: 1 });
    expect(touched(emulator).has(late ?? '')).toBe(false);
  });

  it('holds by tags, over API 3.0', async () => {
    const emulator = emulatorOf();
    const v3 = createCvm({ region: 'ap-guangzhou', credentials: key, transport: emulator });
    await v3.runInstances({
      ImageId: 'img-31tjrtph',
      InstanceType: 'S5.MEDIUM4',
      Placement: { Zone: 'ap-guangzhou-3' },
      InstanceCount: 3,
      TagSpecification: [{ ResourceType: 'instance', Tags: [{ Key: 'env', Value: 'test' }] }],
    });
    emulator.clock.advance(600_000);
    const [tagged = ''] = idsOf(emulator);
    let isTagged = false;
    // The emulator gives an instance its tags when it is made; here it gets another one later.
    const transport: Transport = {
      async send(request) {
        const response = await emulator.send(request);
        if (!isTagged || !response.body.includes(tagged)) return response;
        const answer = JSON.parse(response.body) as { Response: { InstanceSet?: { InstanceId: string }[] } };
        const InstanceSet = answer.Response.InstanceSet?.map((each) =>
          each.InstanceId === tagged ? { ...each, Tags: [{ Key: 'keep', Value: 'yes' }] } : each,
        );
        return { ...response, body: JSON.stringify({ Response: { ...answer.Response, InstanceSet } }) };
      },
    };
    for (const tag of [{ key: 'keep', value: 'yes' }, { key: 'keep' }]) {
      isTagged = false;
      const fleet = await open(emulator, { transport });
      const { id } = await fleet.run(planOf({ api: '3.0', action: 'restart', protect: [{ tag }] }));
      isTagged = true;
      fleet.startWorker();
      expect(counts(await done(fleet, id))).toEqual({ restarted: 2, protected: 1 });
      expect(touched(emulator).has(tagged)).toBe(false);
    }
  });

  it('is that of the worker, too: read anew before each request, and nothing is sent without it', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(4) });
    const [first = '', second = ''] = idsOf(emulator);
    const space = namespace();
    const planner = await open(emulator, { namespace: space });
    const machine: { list?: readonly Selector[] } = {};
    const events: WorkerEvent[] = [];
    const worker = await open(emulator, {
      namespace: space,
      protect: async () => {
        if (machine.list === undefined) throw new Error('QCVM_PROTECT: there is no file list.txt');
        return machine.list;
      },
      onEvent: (event) => events.push(event),
    });
    const { id } = await planner.run(planOf());
    worker.startWorker();
    await until(async () => (await planner.status(id)).waiting.length > 0);
    expect((await planner.status(id)).waiting).toMatchObject([
      {
        account: 'prod',
        reason: expect.stringMatching(/protects cannot be read: QCVM_PROTECT: there is no/),
      },
    ]);
    expect(touched(emulator).size).toBe(0);
    machine.list = [{ ids: [first] }, { ids: [second] }];
    expect(counts(await done(planner, id))).toEqual({ protected: 2, stopped: 2 });
    expect(touched(emulator).has(first) || touched(emulator).has(second)).toBe(false);
    const reasons = [];
    for await (const { kind, reason } of planner.outcomes(id)) if (kind === 'protected') reasons.push(reason);
    expect(new Set(reasons)).toEqual(new Set(['the worker protects it']));
  });

  it('of who plans holds at once, and for every worker', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(3) });
    const [first = ''] = idsOf(emulator);
    const space = namespace();
    const planner = await open(emulator, {
      namespace: space,
      protect: async () => [{ ids: [first] }, { name: 'db-*' }],
    });
    const { id, open: toDo } = await planner.run(planOf());
    expect(toDo).toBe(2);
    emulator.instances.update(idsOf(emulator)[1] ?? '', { instanceName: 'db-new' });
    const worker = await open(emulator, { namespace: space });
    worker.startWorker();
    expect(counts(await done(planner, id))).toEqual({ protected: 2, stopped: 1 });
  });
});
