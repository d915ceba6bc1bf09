import {
  ensureRestarted,
  ensureRunning,
  ensureStopped,
  type Cvm,
  type FleetSummary,
  type ForcePolicy,
} from '@qcvm/client';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../support/runs.js';
import { id, ids, seeded, world } from '../support/world.js';

type Faults = NonNullable<EmulatorOptions['faults']>;
interface Options {
  readonly force: ForcePolicy;
  readonly wait: boolean;
  readonly window: number;
  readonly maxWait: number;
}

const actions = { stop: 'StopInstances', start: 'StartInstances', restart: 'RestartInstances' } as const;
type Command = keyof typeof actions;

function run(
  cvm: Cvm,
  command: Command,
  { asked, options }: { asked: string[]; options: Options },
): Promise<FleetSummary> {
  const { force: wanted, ...others } = options;
  const force = typeof wanted === 'object' && (command === 'restart' || !options.wait) ? 'fallback' : wanted;
  if (command === 'start') return ensureRunning(cvm, asked, others);
  return command === 'stop'
    ? ensureStopped(cvm, asked, { ...others, force })
    : ensureRestarted(cvm, asked, { ...others, force });
}

const moment = fc.constantFrom('before' as const, 'after' as const);
const kind = <Kind extends string>(name: Kind): fc.Arbitrary<Kind> => fc.constant(name);

const fault = fc.oneof(
  // These say that nothing was done, and are believed.
  fc.record({ kind: kind('code'), code: fc.constantFrom(4400, 6200) }),
  fc.record({ kind: kind('code'), code: fc.constantFrom(4500, 6000), when: moment }),
  fc.record({ kind: kind('drop'), when: moment }),
  fc.record({ kind: kind('gateway') }),
  fc.record({ kind: kind('cut') }),
  fc.record({ kind: kind('partialFailure'), count: fc.integer({ min: 1, max: 3 }) }),
);

const faults = (command: Command): fc.Arbitrary<Faults> =>
  fc.array(
    fc.record({
      action: fc.constantFrom(actions[command], 'DescribeInstances'),
      probability: fc.constantFrom(0.1, 0.3, 0.6),
      times: fc.integer({ min: 1, max: 6 }),
      fault,
    }),
    { maxLength: 3 },
  );

/** The changes that the service has begun for an instance, in the order of time. */
const begun = (emulator: Emulator, instance: string, action: string) =>
  emulator.snapshot().tasks.filter((task) => task.unInstanceId === instance && task.action === action);

const statuses = [2, 2, 2, 4, 4, 7, 8, 9, 19, 5, -1];
const commands = fc.constantFrom<Command>('stop', 'start', 'restart');

it('every instance has one outcome, it is true, and nothing happens to it that must not', async () => {
  await fc.assert(
    fc.asyncProperty(
      commands.chain((command) => fc.tuple(fc.constant(command), faults(command))),
      fc.array(fc.record({ status: fc.constantFrom(...statuses), stubborn: fc.boolean() }), {
        maxLength: 30,
      }),
      fc.record({
        force: fc.constantFrom<ForcePolicy>('never', 'fallback', { after: 20_000 }),
        wait: fc.boolean(),
        window: fc.integer({ min: 1, max: 40 }),
        maxWait: fc.constantFrom(20_000, 300_000),
      }),
      fc.constantFrom(50, 1500, 12_000),
      async ([command, given], instances, options, reboot) => {
        const { emulator, cvm } = world({
          instances: seeded(instances.length, (number) => instances[number]!),
          durations: { reboot },
          faults: given,
        });
        emulator.clock.advance(60_000);
        const asked = [...ids(instances.length), id(99)];
        const { outcomes, complete } = await run(cvm, command, { asked, options });
        const action = actions[command];

        expect(complete).toBe(true);
        expect(outcomes.map(({ instanceId }) => instanceId).sort()).toEqual(asked.sort());
        for (const { instanceId, kind, requestIds, startedAt, endedAt } of outcomes) {
          const tasks = begun(emulator, instanceId, action);
          const status = emulator.instances.has(instanceId)
            ? emulator.instances.get(instanceId).status
            : undefined;
          const wrong = JSON.stringify({ command, instanceId, kind, status, tasks, options });
          if (given.length === 0) expect(endedAt - startedAt, wrong).toBeLessThanOrEqual(options.maxWait);
          expect(requestIds.length, wrong).toBeLessThanOrEqual(tasks.length);
          switch (kind) {
            case 'not-found':
              expect(status, wrong).toBeUndefined();
              break;
            case 'stopped':
            case 'forced':
              expect([status, tasks.length > 0], wrong).toEqual([4, true]);
              break;
            case 'already-stopped':
              expect([status, tasks], wrong).toEqual([4, []]);
              break;
            case 'started':
              expect([status, tasks.length > 0], wrong).toEqual([2, true]);
              break;
            case 'already-running':
              expect([status, tasks], wrong).toEqual([2, []]);
              break;
            case 'restarted':
              // Its own restart, or one that was under way before.
              expect(status, wrong).toBe(2);
              expect(tasks.length === 1 || instances[asked.indexOf(instanceId)] !== undefined, wrong).toBe(
                true,
              );
              break;
            case 'refused':
              expect(status, wrong).not.toBe(command === 'stop' ? 4 : command === 'start' ? 2 : undefined);
              break;
          }
          // A second request only after the first has failed, and never a second restart.
          const again = command === 'restart' ? 1 : tasks.findIndex(({ willSucceed }) => willSucceed) + 1;
          if (again > 0) expect(tasks.length, wrong).toBeLessThanOrEqual(again);
        }
        if (options.force === 'never')
          for (const { parameters } of emulator.requests.list({ action }))
            expect(parameters['forceStop']).toBeUndefined();
      },
    ),
    runs(30),
  );
});
