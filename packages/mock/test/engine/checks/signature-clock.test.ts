import { createCvm } from '@qcvm/client';
import { createEmulator, fleet } from '@qcvm/mock';
import type { ClockOptions, EmulatorOptions } from '@qcvm/mock';
import { describe, expect, test } from 'vitest';
import { ask } from '../support.js';

const machine = Date.UTC(2030, 5, 1);
const seconds = machine / 1000;
const hour = 3_600_000;

/** A machine whose time stands still. */
const runtime = { now: () => machine, sleep: () => Promise.resolve() };
const emulatorWith = (options: EmulatorOptions) =>
  createEmulator({ runtime, instances: fleet().running(1), ...options });

describe('a request that is signed by the clock of the machine is accepted', () => {
  test.each<[string, EmulatorOptions]>([
    ['on a real clock', { clock: 'real' }],
    ['on a clock that was set to another time', { clock: { mode: 'real', start: '2020-01-01T00:00:00Z' } }],
    ['in an accelerated world', { clock: { mode: 'accelerated', factor: 1000 } }],
    ['on a clock that stands still, if asked for', { clock: 'manual', signatureClock: 'machine' }],
  ])('%s, and after its time was moved', async (_when, options) => {
    const emulator = emulatorWith(options);
    expect((await ask(emulator, { timestamp: seconds })).code).toBe(0);
    emulator.clock.advance(hour);
    expect((await ask(emulator, { timestamp: seconds })).code).toBe(0);
    expect((await ask(emulator, { timestamp: seconds - 301 })).code).toBe(4200);
    expect((await ask(emulator, { timestamp: seconds + 301 })).code).toBe(4500);
  });
});

test.each<[string, EmulatorOptions]>([
  ['a manual clock', { clock: 'manual' }],
  ['a clock that a test has signatures judged by', { clock: 'real', signatureClock: 'emulator' }],
])('%s decides which Timestamp is too old', async (_which, options) => {
  const emulator = emulatorWith(options);
  const timestamp = Math.floor(emulator.clock.now() / 1000);
  expect((await ask(emulator, { timestamp })).code).toBe(0);
  emulator.clock.advance(hour);
  expect((await ask(emulator, { timestamp })).code).toBe(4200);
});

test('the Date of answers is the time by which signatures are checked', async () => {
  const emulator = emulatorWith({ clock: { mode: 'real', start: '2020-01-01T00:00:00Z' } });
  const response = await emulator.fetch('https://cvm.api.qcloud.com/v2/index.php');
  expect(response.headers.get('date')).toBe(new Date(machine).toUTCString());
});

test.each<ClockOptions>(['real', 'manual', { mode: 'accelerated', factor: 3600 }])(
  'a client that takes its time from an emulator with the clock %j needs no second attempt',
  async (clock) => {
    const emulator = createEmulator({ clock, instances: fleet().running(1) });
    emulator.clock.advance(hour);
    const cvm = createCvm({
      region: 'ap-guangzhou',
      credentials: emulator.credentials,
      transport: emulator,
      runtime: emulator.runtime,
    });
    expect((await cvm.describeInstances.withMeta()).meta.attempts).toBe(1);
    expect(emulator.requests.list().map(({ outcome }) => outcome)).toMatchObject([{ code: 0 }]);
  },
);
