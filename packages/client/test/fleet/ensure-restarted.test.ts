import {
  ensureRestarted,
  ensureRestartedEvents,
  type ChangeMark,
  type EarlierRequest,
  type RestartingClient,
} from '@qcvm/client';
import { describe, expect, it } from 'vitest';
import { accepted, answer, id, ids, kindsOf, requests, seeded, world } from '../support/world.js';

describe('ensureRestarted', () => {
  it('restarts what runs, waits for what will, and refuses what is shut down', async () => {
    const { emulator, cvm } = world({
      instances: [
        { unInstanceId: id(0), status: 2 },
        { unInstanceId: id(1), status: 4 },
        { unInstanceId: id(2), status: 8, becomes: { status: 2, after: 9000 } },
        { unInstanceId: id(3), status: 9, becomes: { status: 4, after: 9000 } },
      ],
    });
    const { outcomes, allRestarted } = await ensureRestarted(cvm, ids(5));
    expect(kindsOf(outcomes)).toEqual({
      [id(0)]: 'restarted',
      [id(1)]: 'refused',
      [id(2)]: 'restarted',
      [id(3)]: 'refused',
      [id(4)]: 'not-found',
    });
    expect(allRestarted).toBe(false);
    expect(outcomes.find(({ instanceId }) => instanceId === id(1))?.reason).toBe(
      'is shut down: only an instance that is running can be restarted',
    );
    expect([...accepted(emulator, 'RestartInstances').values()]).toEqual([1, 1]);
  });

  it.each([1500, 100])(
    'a restart of %i ms that falls between two looks is seen by its time',
    async (reboot) => {
      const { emulator, cvm } = world({ instances: seeded(2), durations: { reboot } });
      emulator.clock.advance(60_000);
      const { allRestarted, outcomes } = await ensureRestarted(cvm, ids(2), { maxWait: 60_000 });
      expect(kindsOf(outcomes)).toEqual({ [id(0)]: 'restarted', [id(1)]: 'restarted' });
      expect(allRestarted).toBe(true);
      for (const { startedAt, endedAt } of outcomes) expect(endedAt - startedAt).toBeLessThan(10_000);
    },
  );

  it('a restart in the second in which the instance came up, which no time can show, is taken for done', async () => {
    const { cvm } = world({ instances: seeded(1), durations: { reboot: 100 } });
    const { outcomes } = await ensureRestarted(cvm, ids(1), { maxWait: 30_000 });
    expect(kindsOf(outcomes)).toEqual({ [id(0)]: 'restarted' });
    expect(outcomes[0]!.endedAt - outcomes[0]!.startedAt).toBeGreaterThanOrEqual(15_000);
  });

  it('a restart that the service has accepted, and that shows nowhere, times out as running', async () => {
    // The service accepts it and does nothing.
    const detail = { [id(0)]: { code: 0, message: '', requestId: '77' } };
    let restarts = 0;
    const { emulator, cvm } = world({ instances: seeded(1) }, (action, send) => {
      if (action !== 'RestartInstances') return send();
      restarts++;
      return answer({ detail });
    });
    emulator.clock.advance(60_000);
    const { outcomes } = await ensureRestarted(cvm, ids(1), { maxWait: 30_000 });
    expect(outcomes).toMatchObject([
      {
        kind: 'timed-out',
        status: 2,
        requestIds: ['77'],
        reason: 'is still running, and was not restarted within 30000 ms',
      },
    ]);
    expect(outcomes[0]!.endedAt - outcomes[0]!.startedAt).toBe(30_000);
    expect(restarts).toBe(1);
  });

  it.each([
    [{ kind: 'drop', when: 'after' }, 'restarted', 1],
    [{ kind: 'code', code: 6000, when: 'after' }, 'restarted', 1],
    [{ kind: 'drop', when: 'before' }, 'unknown', 0],
    [{ kind: 'code', code: 6000, when: 'before' }, 'unknown', 0],
  ] as const)('after %j on every request: %s, and no second request', async (fault, kind, times) => {
    const { emulator, cvm } = world({
      instances: seeded(2),
      faults: [{ action: 'RestartInstances', fault }],
    });
    const { outcomes } = await ensureRestarted(cvm, ids(2));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, kind]);
    expect(requests(emulator, 'RestartInstances')).toHaveLength(1);
    expect(accepted(emulator, 'RestartInstances').get(id(0)) ?? 0).toBe(times);
    if (kind === 'unknown') expect(outcomes[0]!.reason).toContain('the response was lost');
  });

  it('one that another restarts meanwhile is not restarted again', async () => {
    const { emulator, cvm } = world({
      instances: [{ unInstanceId: id(0), status: 7, becomes: { status: 2, after: 9000 } }],
    });
    expect((await ensureRestarted(cvm, ids(1))).outcomes).toMatchObject([
      { kind: 'restarted', requestIds: [] },
    ]);
    expect(requests(emulator, 'RestartInstances')).toEqual([]);
  });

  it('force leaves a stubborn instance to the service, in the one request that there is', async () => {
    const { emulator, cvm } = world({ instances: seeded(1, () => ({ stubborn: true })) });
    const { outcomes } = await ensureRestarted(cvm, ids(1), { force: 'fallback' });
    expect(outcomes).toMatchObject([{ kind: 'restarted' }]);
    expect(emulator.requests.list({ action: 'RestartInstances' }).map(({ input }) => input)).toEqual([
      { instanceIds: [id(0)], forceStop: 1 },
    ]);
    await expect(ensureRestarted(cvm, ids(1), { force: { after: 1000 } })).rejects.toThrow(
      "options.force must be 'never' or 'fallback' where only one request is sent",
    );
  });

  it.each<[string, Partial<EarlierRequest>, string]>([
    ['was accepted', { accepted: true }, 'restarted'],
    ['may have arrived', { accepted: false }, 'unknown'],
  ])('what an interrupted run sent is not sent again: it %s', async (_name, earlier, kind) => {
    const { emulator, cvm } = world({ instances: seeded(1) });
    const at = emulator.clock.now();
    const target = { instanceId: id(0), earlier: { at, force: false, accepted: false, ...earlier } };
    expect((await ensureRestarted(cvm, [target])).outcomes).toMatchObject([{ kind }]);
    expect(requests(emulator, 'RestartInstances')).toEqual([]);
  });

  it.each([
    ['after', 'restarted'],
    ['before', 'unknown'],
  ] as const)(
    'a run that was killed before it had the answer left what a later one tells it by: lost %s the effect is %s',
    async (when, kind) => {
      const { emulator, cvm } = world({
        instances: seeded(1),
        faults: [{ action: 'RestartInstances', fault: { kind: 'drop', when } }],
      });
      emulator.clock.advance(60_000);
      const before = await beforeKilled(cvm);
      expect(before).toEqual([expect.any(Number)]);
      emulator.clock.advance(60_000);
      const at = emulator.clock.now();
      const target = { instanceId: id(0), earlier: { at, force: false, accepted: false, before: before[0] } };
      expect((await ensureRestarted(cvm, [target])).outcomes).toMatchObject([{ kind }]);
      expect(requests(emulator, 'RestartInstances')).toHaveLength(1);
    },
  );
});

/** What was known when the restart was about to be sent; the run goes no further than to lose the answer. */
async function beforeKilled(client: RestartingClient): Promise<readonly (ChangeMark | undefined)[]> {
  let before: readonly (ChangeMark | undefined)[] = [];
  for await (const event of ensureRestartedEvents(client, ids(1))) {
    if (event.type === 'sending') ({ before } = event);
    if (event.type === 'trouble') break;
  }
  return before;
}
