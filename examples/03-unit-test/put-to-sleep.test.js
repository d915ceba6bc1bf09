import { createCvm } from '@qcvm/client';
import { createEmulator, fleet } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { putToSleep } from './put-to-sleep.js';

/** A fleet of its own for each test, and a client that reaches nothing else. */
function start(instances) {
  // A sleep moves the clock: minutes of waiting pass in no time, and without fake timers.
  const emulator = createEmulator({ clock: { mode: 'manual', automatic: true }, instances });
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    transport: emulator,
    runtime: emulator.runtime,
  });
  return { emulator, cvm };
}

const statuses = (emulator) => emulator.instances.list().map(({ statusName }) => statusName);

test('shuts down what can be shut down', async () => {
  const { emulator, cvm } = start(
    fleet().running(1, { unInstanceId: 'ins-00000001' }).running(1, { unInstanceId: 'ins-00000002' }),
  );
  await putToSleep(cvm, ['ins-00000001', 'ins-00000002']);
  expect(statuses(emulator)).toEqual(['shutDown', 'shutDown']);
  expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(1);
});

test('uses force for what refuses, and for nothing else', async () => {
  const { emulator, cvm } = start(
    fleet().running(1, { unInstanceId: 'ins-00000001' }).stubborn(1, { unInstanceId: 'ins-00000002' }),
  );
  await putToSleep(cvm, ['ins-00000001', 'ins-00000002']);
  expect(statuses(emulator)).toEqual(['shutDown', 'shutDown']);
  expect(emulator.requests.list({ action: 'StopInstances' }).map(({ input }) => input)).toMatchObject([
    { instanceIds: ['ins-00000001', 'ins-00000002'] },
    { instanceIds: ['ins-00000002'], forceStop: 1 },
  ]);
});

test('goes on after a moment in which the quota is used up', async () => {
  const { emulator, cvm } = start(fleet().running(1, { unInstanceId: 'ins-00000001' }));
  emulator.faults.add({ fault: { kind: 'code', code: 4400 }, action: 'StopInstances', times: 1 });
  await putToSleep(cvm, ['ins-00000001']);
  expect(statuses(emulator)).toEqual(['shutDown']);
});

test('does not pretend to know what became of a call whose answer was lost', async () => {
  const { emulator, cvm } = start(fleet().running(1, { unInstanceId: 'ins-00000001' }));
  emulator.faults.add({ fault: { kind: 'drop', when: 'after' }, action: 'StopInstances' });
  await expect(putToSleep(cvm, ['ins-00000001'])).rejects.toMatchObject({ ambiguous: true });
});
