import { createEmulator, type EmulatorOptions } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import { createCvm, ensureStoppedEvents, type FleetEvent, type TransportRequest } from '../../src/index.js';
import type { EnsureStoppedOptions, FleetTargets, InstanceOutcome } from '../../src/index.js';
import { createCvm as createNativeCvm, v3 } from '../../src/v3/index.js';
import { id, ids, seeded } from '../support/world.js';

interface Ended {
  readonly outcomes: readonly InstanceOutcome[];
  readonly complete: boolean;
  readonly reason: unknown;
}

/** A fleet over API 3.0, by a client of it or by a carried one; `see` hears of each request before it arrives. */
function fleetOf(
  name: 'native' | 'carried',
  options: EmulatorOptions,
  see: (action: string, body: { readonly InstanceIds?: readonly string[] }) => void = () => undefined,
) {
  const emulator = createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    quota: false,
    ...options,
  });
  const config = {
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    limits: false as const,
    transport: {
      send: (request: TransportRequest) => {
        see(request.headers['x-tc-action'] ?? '', JSON.parse(request.body ?? '{}') as object);
        return emulator.send(request);
      },
    },
    runtime: { ...emulator.runtime, random: () => 0.5 },
  };
  const client = name === 'native' ? createNativeCvm(config) : createCvm({ ...config, api: v3() });
  const stop = async (
    targets: FleetTargets,
    given: EnsureStoppedOptions = {},
    hear: (event: FleetEvent) => void = () => undefined,
  ): Promise<Ended> => {
    const run = ensureStoppedEvents(client, targets, given);
    const outcomes: InstanceOutcome[] = [];
    for await (const event of run) {
      hear(event);
      if (event.type === 'outcome') outcomes.push(event.outcome);
    }
    return { outcomes, complete: run.complete, reason: run.reason };
  };
  return { emulator, stop };
}

/** How each ended; each once. */
function endsOf({ outcomes }: Ended): Record<string, string> {
  expect(new Set(outcomes.map(({ instanceId }) => instanceId)).size).toBe(outcomes.length);
  return Object.fromEntries(outcomes.map(({ instanceId, kind }) => [instanceId, kind]));
}
const countsOf = (ended: Ended): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const kind of Object.values(endsOf(ended))) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

describe.each(['native', 'carried'] as const)('over API 3.0, with a %s client', (name) => {
  it('a source that fails in the middle ends the run, after all that came before have their outcome', async () => {
    const { stop } = fleetOf(name, { instances: seeded(250) });
    const failure = new Error('the list could not be read');
    const source = async function* (): AsyncGenerator<string> {
      yield* ids(230);
      throw failure;
    };
    const ended = await stop(source(), { window: 100 });
    expect(ended).toMatchObject({ complete: false, reason: failure });
    expect(countsOf(ended)).toEqual({ stopped: 230 });
  });

  it('an abort while a request is under way: nothing more is sent, and each in the works has one outcome', async () => {
    const abort = new AbortController();
    const asked: (readonly string[])[] = [];
    const { emulator, stop } = fleetOf(name, { instances: seeded(300) }, (action, { InstanceIds = [] }) => {
      if (action !== 'StopInstances') return;
      asked.push(InstanceIds);
      if (asked.length === 2) abort.abort(new Error('enough'));
    });
    const ended = await stop(ids(300), { signal: abort.signal, concurrency: 1, window: 150 });
    expect(ended.complete).toBe(false);
    expect(asked).toHaveLength(2);
    const ends = endsOf(ended);
    for (const each of asked.flat()) expect(['stopped', 'unfinished']).toContain(ends[each]);
    const touched = emulator.snapshot().tasks.map(({ unInstanceId }) => unInstanceId);
    expect(asked.flat()).toEqual(expect.arrayContaining(touched));
  });

  it('instances that are terminated meanwhile are not found, and hold up no other', async () => {
    let requests = 0;
    const { emulator, stop } = fleetOf(name, { instances: seeded(120) }, (action) => {
      // Between the look and the request, and between the request and the next look.
      if (action === 'StopInstances' && ++requests === 1)
        for (const number of [3, 50]) emulator.instances.remove(id(number));
      else if (action === 'DescribeInstances' && requests > 0 && emulator.instances.has(id(7)))
        emulator.instances.remove(id(7));
    });
    const ended = await stop(ids(120));
    expect(ended.complete).toBe(true);
    expect(countsOf(ended)).toEqual({ stopped: 117, 'not-found': 3 });
    const ends = endsOf(ended);
    for (const number of [3, 7, 50]) expect(ends[id(number)]).toBe('not-found');
  });

  it.each([0, 3000, 20_000, 3_600_000])(
    'the latest operation may lag by %i ms: an older one is no failure, and nothing is asked for twice',
    async (latestRequestIdLag) => {
      const instances = seeded(20, (number) => ({ stubborn: number === 5 }));
      const asked = new Map<string, number>();
      const { emulator, stop } = fleetOf(
        name,
        { instances, behaviour: { v3: { latestRequestIdLag } } },
        (action, { InstanceIds = [] }) => {
          if (action === 'StopInstances')
            for (const each of InstanceIds) asked.set(each, (asked.get(each) ?? 0) + 1);
        },
      );
      // What was done to them before, and failed or not, says nothing of this stop.
      for (const each of ids(20)) emulator.instances.update(each, { status: 'running' });
      const ended = await stop(ids(20));
      expect(ended.complete).toBe(true);
      expect(countsOf(ended)).toEqual({ stopped: 19, refused: 1 });
      expect(endsOf(ended)[id(5)]).toBe('refused');
      for (const number of [0, 1, 19]) expect(asked.get(id(number))).toBe(1);
    },
  );
});
