import { fleet as seeds } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import type { Fleet, ResolveCredentials, WorkerEvent } from '../../src/index.js';
import { counts, done, emulatorOf, key, planOf, until, useServer } from './support/harness.js';
import { stores } from './support/servers.js';

const lost = (): never => {
  throw new Error('PROD_SECRET_ID is not set');
};
/** Keys that a worker cannot do the work with, and what is said of it. */
const unfit: readonly (readonly [string, ResolveCredentials, RegExp])[] = [
  [
    'no key',
    () => lost,
    /^account prod: no key from environment PROD_SECRET_ID on this machine: PROD_SECRET_ID is not set\./,
  ],
  [
    'the key of another account',
    () => () => ({ secretId: 'AKIDofAnotherAccount000000000000000', secretKey: 'x' }),
    /gives another key on this machine than the run was planned with/,
  ],
  [
    'a key that is wrong or has expired',
    () => () => ({ ...key, secretKey: 'anotherSecretThanTheOneThatCounts' }),
    /^account prod: .*4100/,
  ],
];

describe.each(stores)('over %s, a worker with', (_name, startServer) => {
  const { open, namespace } = useServer(startServer);
  const stops = (emulator: ReturnType<typeof emulatorOf>): number =>
    emulator.requests
      .list({ action: 'StopInstances' })
      .filter(({ outcome }) => outcome.kind === 'answered' && outcome.code === 0).length;

  it.each(unfit)(
    '%s leaves the work to another, and the status says why',
    async (_what, credentials, reason) => {
      const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(3) });
      const space = namespace();
      const events: WorkerEvent[] = [];
      const planner = await open(emulator, { namespace: space });
      const worker = await open(emulator, {
        namespace: space,
        credentials,
        onEvent: (event) => events.push(event),
      });
      const { id } = await planner.run(planOf());
      worker.startWorker();
      await until(async () => (await planner.status(id)).waiting.length > 0);
      expect((await planner.status(id)).waiting).toEqual([
        { account: 'prod', reason: expect.stringMatching(reason), at: expect.any(Number) },
      ]);
      // Much more often than a batch may fail.
      await new Promise((resolve) => setTimeout(resolve, 6000));
      expect(await planner.status(id)).toMatchObject({ state: 'working', open: 3, failed: 0 });
      expect(stops(emulator)).toBe(0);
      expect(events.filter(({ type }) => type === 'handed-back')).toHaveLength(1);
      expect(events.filter(({ type }) => type === 'failed')).toEqual([]);

      const fit = await open(emulator, { namespace: space });
      fit.startWorker();
      const status = await done(planner, id);
      expect(counts(status)).toEqual({ stopped: 3 });
      expect(status.waiting).toEqual([]);
    },
  );

  it('the keys of some accounts works for those', async () => {
    const other = { secretId: 'AKIDofTheLab00000000000000000000000', secretKey: 'secret-of-the-lab' };
    const emulator = emulatorOf({
      accounts: [
        { id: '100', keys: [key] },
        { id: '200', keys: [other] },
      ],
      instances: [
        { account: '100', region: 'ap-guangzhou', status: 'running', count: 250 },
        { account: '200', region: 'ap-guangzhou', status: 'running', count: 250 },
      ],
    });
    const space = namespace();
    const all: ResolveCredentials = (reference) => () =>
      'environment' in reference && reference.environment === 'LAB' ? other : key;
    const only =
      (prefix: string): ResolveCredentials =>
      (reference) =>
        'environment' in reference && reference.environment === prefix ? all(reference) : lost;
    const planner = await open(emulator, { namespace: space, credentials: all });
    const plan = planOf({
      accounts: [
        { name: 'prod', credentials: { environment: 'PROD' } },
        { name: 'lab', credentials: { environment: 'LAB' } },
      ],
    });
    const { id } = await planner.run(plan);
    const workers: Fleet[] = [];
    for (const prefix of ['PROD', 'LAB'])
      workers.push(await open(emulator, { namespace: space, credentials: only(prefix) }));
    for (const worker of workers) worker.startWorker({ concurrency: 2 });
    expect(counts(await done(planner, id))).toEqual({ stopped: 500 });
  });

  it('no key of a scheduled plan leaves its time to another', async () => {
    const emulator = emulatorOf({ instances: seeds('ap-guangzhou').running(2) });
    const space = namespace();
    const events: WorkerEvent[] = [];
    const unable = await open(emulator, {
      namespace: space,
      credentials: () => lost,
      onEvent: (event) => events.push(event),
    });
    unable.startWorker();
    await unable.schedule(planOf({ schedule: { cron: '* * * * * *', timeZone: 'Asia/Shanghai' } }));
    await until(() => events.some(({ type }) => type === 'handed-back'));
    await until(async () => (await unable.scheduled())[0]?.waiting !== undefined);
    expect(await unable.scheduled()).toMatchObject([
      { plan: 'nightly', waiting: { reason: expect.stringMatching(/^account prod: no key from/) } },
    ]);
    const able = await open(emulator, { namespace: space });
    able.startWorker();
    await until(async () => (await able.runs()).some(({ state, total }) => state === 'done' && total === 2));
    await able.unschedule('nightly');
    expect(emulator.instances.list({ status: 'running' })).toEqual([]);
  });
});
