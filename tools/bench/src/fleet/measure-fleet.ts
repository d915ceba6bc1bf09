import { createCvm, ensureStoppedEvents } from '@qcvm/client';
import { createCvm as createV3Cvm, v3 } from '@qcvm/client/v3';
import { createEmulator } from '@qcvm/mock';

/** By what instances are stopped: API 2.0, API 3.0, or a client of API 2.0 whose calls API 3.0 carries. */
export type FleetApi = '2.0' | '3.0' | 'carried';

/** What it cost to stop a part of a fleet. */
export interface FleetCost {
  readonly done: number;
  readonly stopped: number;
  /** Bytes in use over the start, at most. */
  readonly memory: number;
  /** Microseconds of CPU time for each id, the emulator's share included. */
  readonly cpu: number;
}

const id = (number: number): string => `ins-${number.toString(36).padStart(8, '0')}`;

function* ids(from: number, to: number): Generator<string> {
  for (let number = from; number < to; number++) yield id(number);
}

/** Bytes in use, after the garbage is gone where Node was told to let us ask for that (--expose-gc). */
function inUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/**
 * Makes a fleet, and gives a function that stops a part of it. The emulator answers in process, and time passes as soon as
 * nothing else runs. Its instances are made before anything is measured.
 */
export function createFleet(count: number, api: FleetApi): (from: number, to: number) => Promise<FleetCost> {
  const emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    quota: false,
    maxLogged: 0,
    maxTasks: 0,
  });
  emulator.instances.add(Array.from({ length: count }, (_, number) => ({ unInstanceId: id(number) })));
  // The emulator keeps the latest operation of each instance. With one from the start, what grows is not the emulator's.
  for (const each of ids(0, count)) emulator.instances.update(each, { status: 'running' });
  const config = {
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    transport: emulator,
    limits: false,
    runtime: emulator.runtime,
  } as const;
  const cvm =
    api === '3.0' ? createV3Cvm(config) : createCvm({ ...config, api: api === 'carried' ? v3() : undefined });

  return async (from, to) => {
    const before = inUse();
    const begun = process.cpuUsage();
    let done = 0;
    let memory = 0;
    const run = ensureStoppedEvents(cvm, ids(from, to));
    for await (const event of run) {
      if (event.type !== 'outcome') continue;
      if ((done += 1) % Math.ceil((to - from) / 20) === 0) memory = Math.max(memory, inUse() - before);
    }
    const { user, system } = process.cpuUsage(begun);
    return { done, stopped: run.counts.stopped, memory, cpu: (user + system) / (to - from) };
  };
}
