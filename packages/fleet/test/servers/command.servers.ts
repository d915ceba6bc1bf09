import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmulator, fleet as seeds } from '@qcvm/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplesOf } from '../../../cli/test/examples.js';
import { World } from '../../../cli/test/harness.js';
import { openFleet } from '../../src/index.js';
import { stores, type Server } from './support/servers.js';

const key = { secretId: 'AKIDofTheLab00000000000000000000000', secretKey: 'secret-of-the-lab-account' };
const plan = `
name: nightly
action: stop
accounts: [{ name: lab, credentials: { environment: LAB } }]
regions: [ap-guangzhou]
select: [{ all: true }]
settle: 1s
schedule: { cron: 0 22 * * *, timeZone: Asia/Shanghai }
`;

describe.each(stores)('qcvm fleet over %s', (_name, startServer) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  it('runs a plan, says how it stands, and tries again what failed', async () => {
    const emulator = createEmulator({
      accounts: [{ id: '100', keys: [key] }],
      instances: seeds('ap-guangzhou').running(3).stubborn(1, { unInstanceId: 'ins-stubborn' }),
      durations: { stop: 200, forcedStop: 200 },
    });
    await using world = await World.create({
      emulator,
      variables: { LAB_SECRET_ID: key.secretId, LAB_SECRET_KEY: key.secretKey, QCVM_FLEET_STORE: server.url },
    });
    await writeFile(join(world.home, 'nightly.yaml'), plan);
    const worker = await openFleet({
      store: server.url,
      transport: emulator,
      credentials: () => () => key,
    });
    worker.startWorker();
    try {
      const ran = await world.run('fleet run ~/nightly.yaml --id first --yes --wait');
      expect(ran.code).toBe(1);
      expect(ran.out).toMatch(/^first: stop, done; 4 instances, 0 open, 1 failed\n/);
      expect(ran.out).toMatch(/lab +ap-guangzhou +4 +0 +(3 stopped, 1 refused|1 refused, 3 stopped)\n/);
      expect(ran.out).toMatch(/lab ap-guangzhou ins-stubborn refused: is running again after/);

      const listed = await world.run('fleet status');
      expect(listed.out).toMatch(/first +done +4 +0 +1\n/);
      const json = await world.run('fleet status first --json');
      expect(
        json.out
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as object),
      ).toMatchObject([
        { type: 'status', id: 'first', state: 'done', total: 4, failed: 1 },
        { type: 'failed', instanceId: 'ins-stubborn', kind: 'refused', account: 'lab' },
      ]);

      emulator.instances.update('ins-stubborn', { stubborn: false });
      expect((await world.run('fleet retry first --yes')).out).toMatch(/^first: working, 1 open\n/);
      while ((await worker.status('first')).state === 'working')
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await world.run('fleet status first')).code).toBe(0);

      expect(await world.run('fleet status never')).toMatchObject({
        code: 2,
        err: expect.stringMatching(/has no run "never"/),
      });
      const scheduled = await world.run('fleet schedule ~/nightly.yaml');
      expect(scheduled.out).toMatch(
        /^nightly: 0 22 \* \* \* in Asia\/Shanghai, next at \d{4}-\d\d-\d\dT14:00:00Z\n$/,
      );
      expect((await world.run('fleet schedule --remove nightly')).code).toBe(0);
      expect((await world.run('fleet schedule --remove nightly')).code).toBe(2);
      expect((await world.run('fleet cancel first --yes')).out).toMatch(/^first: done, 0 open\n/);
    } finally {
      await worker.close();
    }
  });

  it('runs what its help text shows, a worker beside everything else', async () => {
    const emulator = createEmulator({
      accounts: [{ id: '100', keys: [key] }],
      instances: seeds('ap-guangzhou').running(2),
      durations: { stop: 200 },
    });
    const store = {
      LAB_SECRET_ID: key.secretId,
      LAB_SECRET_KEY: key.secretKey,
      QCVM_FLEET_STORE: server.url,
    };
    await using machine = await World.create({ emulator, variables: store });
    await writeFile(join(machine.home, 'nightly.yaml'), plan);
    const examples = examplesOf('fleet').map(({ steps }) => steps[0]!.words.slice(1));
    const isWorker = (words: readonly string[]): boolean => words.includes('worker');
    const shown = examples.flatMap((words) => words.find((word) => /^nightly-\d/.test(word)) ?? []);
    for (const id of shown)
      expect((await machine.run(`fleet run nightly.yaml --id ${id} --yes`)).code).toBe(0);
    await using other = await World.create({ emulator, variables: store });
    const working = other.run(examples.find(isWorker)!);
    const others = examples.filter((words) => !isWorker(words));
    expect(others).toHaveLength(4);
    for (const words of others) {
      const { code, out, err } = await machine.run(words, { terminal: 80, answers: [true] });
      expect({ code, words }, out + err).toEqual({ code: 0, words });
    }
    other.interrupt();
    expect((await working).code).toBe(0);
  });

  it('has a worker leave alone what its own machine protects', async () => {
    const emulator = createEmulator({
      accounts: [{ id: '100', keys: [key] }],
      instances: [
        { region: 'ap-guangzhou', status: 'running', unInstanceId: 'ins-byvariable' },
        { region: 'ap-guangzhou', status: 'running', unInstanceId: 'ins-byfile' },
        { region: 'ap-guangzhou', status: 'running', unInstanceId: 'ins-free' },
      ],
      durations: { stop: 200 },
    });
    const variables = {
      LAB_SECRET_ID: key.secretId,
      LAB_SECRET_KEY: key.secretKey,
      QCVM_FLEET_STORE: server.url,
    };
    await using planner = await World.create({ emulator, variables });
    await writeFile(join(planner.home, 'nightly.yaml'), plan);
    expect((await planner.run('fleet run ~/nightly.yaml --id second --yes')).code).toBe(0);
    await using machine = await World.create({
      emulator,
      variables: { ...variables, QCVM_PROTECT: 'ins-byvariable' },
    });
    await mkdir(join(machine.home, '.config/qcvm'), { recursive: true });
    await writeFile(join(machine.home, '.config/qcvm/config'), '[default]\nprotect = ins-byfile\n');
    const working = machine.run('fleet worker');
    const ran = await planner.run('fleet run ~/nightly.yaml --id second --yes --wait');
    expect(ran.out).toMatch(/1 stopped, 2 protected|2 protected, 1 stopped/);
    expect(emulator.instances.list({ status: 'running' }).map(({ unInstanceId }) => unInstanceId)).toEqual([
      'ins-byvariable',
      'ins-byfile',
    ]);
    machine.interrupt();
    await working;
  });
});
