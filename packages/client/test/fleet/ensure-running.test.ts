import { ensureRunning, ensureRunningEvents, type FleetEvent } from '@qcvm/client';
import { describe, expect, it } from 'vitest';
import { accepted, id, ids, kindsOf, requests, seeded, world } from '../support/world.js';

const down = { status: 4 };

describe('ensureRunning', () => {
  it('starts what is down, leaves what runs alone, and accounts for the rest', async () => {
    const { emulator, cvm } = world({
      instances: [
        { unInstanceId: id(0), status: 4 },
        { unInstanceId: id(1), status: 2 },
        { unInstanceId: id(2), status: 9, becomes: { status: 4, after: 9000 } },
        { unInstanceId: id(3), status: 8, becomes: { status: 2, after: 9000 } },
        { unInstanceId: id(4), status: 5 },
      ],
    });
    const { outcomes, counts, allRunning, complete } = await ensureRunning(cvm, ids(6));
    expect(kindsOf(outcomes)).toEqual({
      [id(0)]: 'started',
      [id(1)]: 'already-running',
      [id(2)]: 'started',
      [id(3)]: 'already-running',
      [id(4)]: 'refused',
      [id(5)]: 'not-found',
    });
    expect({ complete, allRunning }).toEqual({ complete: true, allRunning: false });
    expect(counts).toMatchObject({ started: 2, 'already-running': 2, refused: 1, 'not-found': 1 });
    expect([...accepted(emulator, 'StartInstances')].sort()).toEqual([
      [id(0), 1],
      [id(2), 1],
    ]);
    const refused = outcomes.find(({ kind }) => kind === 'refused');
    expect(refused).toMatchObject({ status: 5, reason: 'is returned, which waiting does not change' });
  });

  it('says that all run when all do, and sends nothing the second time', async () => {
    const { emulator, cvm } = world({ instances: seeded(3, () => down) });
    expect((await ensureRunning(cvm, ids(3))).allRunning).toBe(true);
    expect((await ensureRunning(cvm, ids(3))).counts).toMatchObject({ 'already-running': 3, started: 0 });
    expect(requests(emulator, 'StartInstances')).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'a start whose answer got lost %s its effect is started once',
    async (when) => {
      const { emulator, cvm } = world({
        instances: seeded(3, () => down),
        faults: [{ action: 'StartInstances', nth: 1, fault: { kind: 'drop', when } }],
      });
      expect((await ensureRunning(cvm, ids(3))).counts).toMatchObject({ started: 3 });
      expect([...accepted(emulator, 'StartInstances').values()]).toEqual([1, 1, 1]);
    },
  );

  it('a start that comes to nothing is sent again, and refused in the end', async () => {
    // It is shut down again as soon as it has started to start.
    const { emulator, cvm } = world({ instances: seeded(1, () => down) });
    const events: FleetEvent[] = [];
    for await (const event of ensureRunningEvents(cvm, ids(1))) {
      events.push(event);
      if (event.type === 'seen' && event.status === 8) emulator.instances.update(id(0), { status: 4 });
    }
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'refused', status: 4 } });
    expect(events.filter(({ type }) => type === 'returned')).toHaveLength(3);
    expect(accepted(emulator, 'StartInstances').get(id(0))).toBe(3);
  });

  it('has no force', async () => {
    const { cvm } = world();
    await expect(ensureRunning(cvm, [], { force: 'fallback' } as object)).rejects.toThrow(
      'options.force is unknown',
    );
  });
});
