import { createCvm, type Transport } from '@qcvm/client';
import { createEmulator } from '@qcvm/mock';
import { expect, it } from 'vitest';
import { runFleet } from '../../src/fleet/run/engine.js';
import type { FleetEvent } from '../../src/fleet/terms/event.js';

const regions = ['ap-guangzhou', 'ap-beijing'];
const targets = regions.map((region, number) => ({ region, instanceId: `ins-0000000${number}` }));

/** A service that refuses each of the instances for good, at the same time, and a run over them that can be interrupted. */
function world() {
  const emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: targets.map(({ region, instanceId: unInstanceId }) => ({ unInstanceId, region })),
    faults: [{ action: 'StopInstances', fault: { kind: 'code', code: 4102 } }],
  });
  const { credentials, runtime } = emulator;
  let arrived = 0;
  let answer = (): void => undefined;
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  const transport: Transport = {
    async send(request) {
      const isStop = `${request.url} ${request.body}`.includes('Action=StopInstances');
      if (isStop && ++arrived === targets.length) answer();
      if (isStop) await isAnswered;
      return emulator.send(request);
    },
  };
  const cvm = createCvm({ region: 'ap-guangzhou', credentials, runtime, transport });
  const events: FleetEvent[] = [];
  const interrupt = new AbortController();
  const run = (isTime: (event: FleetEvent) => Promise<boolean>) =>
    runFleet({
      ...{ cvm, targets, command: 'stop', earlier: new Map(), wait: true, force: 'never' },
      ...{ stopCharging: false, timeout: 600_000, signal: interrupt.signal },
      emit: async (event) => {
        events.push(event);
        if (await isTime(event)) interrupt.abort(new Error('interrupted'));
      },
    });
  const outcomes = () =>
    events.flatMap((event) =>
      event.type === 'outcome' ? [[event.outcome.instanceId, event.outcome.kind]] : [],
    );
  return { emulator, run, outcomes };
}

it('what was refused before the run was interrupted is refused, although it is only heard of afterwards', async () => {
  const { emulator, run, outcomes } = world();
  await run(async ({ type }) => {
    if (type !== 'outcome') return false;
    // Both of them were refused by then.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(2);
    return true;
  });
  expect(outcomes().sort()).toEqual(targets.map(({ instanceId }) => [instanceId, 'refused']));
});

it('what was not asked for before the run was interrupted has no outcome', async () => {
  const { emulator, run, outcomes } = world();
  await run(async ({ type }) => type === 'sending');
  expect(outcomes()).toEqual([]);
  expect(emulator.requests.list({ action: 'StopInstances' })).toEqual([]);
});
