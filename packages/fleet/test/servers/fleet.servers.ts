import { createEmulator, fleet as seeds, type Emulator } from '@qcvm/mock';
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
      stopped: 236 - 0,
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
});
