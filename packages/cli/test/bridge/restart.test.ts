import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';
import { bridged } from './bridged.js';
import { program, type Sent } from './program.js';

let emulator: Emulator;
let stop: Sent;
beforeEach(() => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(2),
  });
  const [first] = emulator.instances.list();
  stop = { action: 'StopInstances', parameters: { 'instanceIds.0': first?.unInstanceId ?? '' }, nonce: 7 };
});

const state = '.local/state/qcvm';
const file = `${state}/bridge-last-second`;
const stops = (): number => emulator.requests.list({ action: 'StopInstances' }).length;

it('a bridge never repeats a call when the clock was set back before its restart', async () => {
  await using first = await bridged(emulator);
  const timestamp = Math.floor(emulator.runtime.now() / 1000);
  expect((await program(first, emulator)({ ...stop, timestamp })).body.code).toBe(0);
  expect(await readFile(first.world.path(file), 'utf8')).toBe(`${timestamp}\n`);
  expect((await stat(first.world.path(file))).mode & 0o777).toBe(0o600);
  emulator.clock.set(emulator.clock.now() - 20_000);
  await using second = await bridged(emulator, {
    prepare: async (world) => {
      await mkdir(world.path(state), { recursive: true });
      await copyFile(first.world.path(file), world.path(file));
    },
  });
  expect((await program(second, emulator)({ ...stop, timestamp })).body).toMatchObject({
    code: 4500,
    message: expect.stringContaining('before the start of this server') as string,
  });
  expect(stops()).toBe(1);
  expect(second.world.stderr.text).toMatch(
    /the clock is \d+ s behind .*bridge-last-second[^]*If it was ahead before[^]*remove that\s+file/,
  );
  // Later ones are carried.
  emulator.clock.advance(20_000);
  expect(
    (await program(second, emulator)({ ...stop, action: 'DescribeInstances', parameters: {} })).body.code,
  ).toBe(0);
});

it.each(['', '--dry-run'])(
  'a bridge says that it refuses all calls after its clock was ahead for a moment (%s)',
  async (options) => {
    await using bridge = await bridged(emulator, { options });
    const send = program(bridge, emulator);
    const look = { action: 'DescribeInstances' };
    expect((await bridge.health())['status']).toBe('ok');
    emulator.clock.advance(86_400_000);
    await send(look);
    expect((await bridge.health())['status']).toBe('ok');
    emulator.clock.set(emulator.clock.now() - 86_400_000);
    for (let time = 0; time < 2; time++) expect((await send(look)).body.code).toBe(4500);
    const { status, refusesUntil } = await bridge.health();
    expect(status).toBe('refusing');
    const away = Date.parse(String(refusesUntil)) - emulator.clock.now();
    expect(away).toBeGreaterThan(86_000_000);
    expect(away).toBeLessThanOrEqual(86_400_000);
    expect(bridge.world.stderr.text.match(/warning: the clock is \d+ s behind/g)).toHaveLength(1);
    expect(bridge.world.stderr.text).toMatch(
      options === ''
        ? /bridge-last-second[^]*remove\s+that\s+file/
        : /end\s+the\s+bridge,\s+and\s+start\s+it\s+again/,
    );
    emulator.clock.advance(86_400_000);
    expect((await bridge.health())['status']).toBe('ok');
  },
);

it('a bridge does not start when the last accepted second cannot be read or written', async () => {
  await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
  await mkdir(world.path(state), { recursive: true });
  for (const text of ['', '17\n', '1767225600', 'x\n']) {
    await writeFile(world.path(file), text);
    const { code, err } = await world.run('bridge --port 0');
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringMatching(/last-second is damaged/) as string,
    });
  }
  await rm(world.path(state), { recursive: true });
  await writeFile(world.path(state), '');
  const { code, err } = await world.run('bridge --port 0');
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringContaining('bridge-last-second') as string,
  });
});

it('a bridge refuses a call that it cannot record', async () => {
  await using bridge = await bridged(emulator);
  await rm(bridge.world.path(state), { recursive: true });
  await writeFile(bridge.world.path(state), '');
  emulator.clock.advance(5000);
  expect((await program(bridge, emulator)(stop)).body).toMatchObject({
    code: 6200,
    message: expect.stringContaining('it was not sent') as string,
  });
  expect(stops()).toBe(0);
});
