import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRuntime } from '../../src/model/runtime.js';
import { openStore } from '../../src/store/open-store.js';
import type { Fence, ItemOutcome, Store } from '../../src/store/store.js';
import type { Terms } from '../../src/plan/terms.js';
import { startPostgres, startRedis, type Server } from './support/servers.js';

const terms: Terms = {
  plan: 'nightly',
  fields: { name: 'f1' },
  protect: [{ name: 'db-*' }],
  action: 'stop',
  force: 'never',
  wait: true,
  timeout: 600_000,
  settle: 15_000,
  api: '2.0',
  stoppedMode: undefined,
  endpoint: undefined,
  allowPlainHttp: false,
  accounts: [{ name: 'prod', credentials: { profile: 'prod' }, limits: undefined }],
};
const place = { account: 'prod', region: 'ap-guangzhou' };
const outcome = (instanceId: string, kind: ItemOutcome['kind'] = 'stopped'): ItemOutcome => ({
  instanceId,
  kind,
  requestIds: ['r-1'],
  at: 1,
});

async function toArray<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const servers = [
  // As it has to be where nothing that was confirmed may be lost.
  ['Redis', () => startRedis({ appendfsync: 'always' })],
  ['PostgreSQL', () => startPostgres()],
] as const;

describe.each(servers)('the store over %s', (_name, startServer) => {
  let server: Server;
  let store: Store;
  let count = 0;

  beforeAll(async () => {
    server = await startServer();
    store = await openStore({ url: server.url, runtime: systemRuntime });
  });
  afterAll(async () => {
    await store.close();
    await server.remove();
  });

  /** A run with two batches: open ids, and decided ones. */
  const planned = async (
    open: readonly string[] = ['ins-1', 'ins-2'],
    decided = [outcome('ins-9', 'protected')],
  ) => {
    const id = `run-${count++}`;
    expect(await store.beginPlanning({ id, terms, createdAt: 5 }, 'token')).toBe('begun');
    await store.addBatch(id, 'token', { number: 0, ...place, open, decided: [] });
    await store.addBatch(id, 'token', { number: 1, ...place, open: [], decided });
    await store.finishPlanning(id, 'token', 2);
    return id;
  };
  const taken = async (run: string): Promise<Fence> => {
    const work = await store.takeBatch(run, 0);
    if (work === undefined) throw new Error('nothing to do');
    return work.fence;
  };
  const counts = async (run: string) =>
    Object.fromEntries((await store.tally(run)).map(({ kind, count: number }) => [kind, number]));

  it('keeps a run as it was planned', async () => {
    const id = await planned();
    expect(await store.readRun(id)).toEqual({
      id,
      state: 'ready',
      terms: JSON.parse(JSON.stringify(terms)),
      createdAt: 5,
      batches: 2,
      round: 1,
      idle: expect.any(Number),
    });
    expect(await counts(id)).toEqual({ open: 2, protected: 1 });
    expect(await toArray(store.openBatches(id))).toEqual([{ run: id, number: 0, ...place }]);
    expect((await store.listRuns(1000)).map((run) => run.id)).toContain(id);
    await store.removeRun(id);
    await expect(store.readRun(id)).rejects.toMatchObject({ code: 'run-unknown' });
    expect(await counts(id)).toEqual({});
  });

  it('knows an id of a run once, and gives the same answer when a claim is made again', async () => {
    const id = `run-${count++}`;
    await store.beginPlanning({ id, terms, createdAt: 5 }, 'token');
    expect((await store.claimIds(id, 'token', { ...place, ids: ['ins-1', 'ins-2'] })).toSorted()).toEqual([
      'ins-1',
      'ins-2',
    ]);
    expect(await store.claimIds(id, 'token', { ...place, ids: ['ins-2', 'ins-3'] })).toEqual(['ins-3']);
    const elsewhere = { account: 'prod', region: 'ap-shanghai', ids: ['ins-2'] };
    expect(await store.claimIds(id, 'token', elsewhere)).toEqual(['ins-2']);
  });

  it('plans anew what an interrupted process has begun, and hears no more of that process', async () => {
    const id = `run-${count++}`;
    await store.beginPlanning({ id, terms, createdAt: 5 }, 'first');
    await store.claimIds(id, 'first', { ...place, ids: ['ins-1'] });
    await store.addBatch(id, 'first', { number: 0, ...place, open: ['ins-1'], decided: [] });
    expect(await store.takeBatch(id, 0)).toBeUndefined();
    expect(await store.beginPlanning({ id, terms, createdAt: 6 }, 'second')).toBe('begun');
    const late = { number: 1, ...place, open: ['ins-2'], decided: [] };
    await expect(store.addBatch(id, 'first', late)).rejects.toMatchObject({ code: 'run-state' });
    await expect(store.claimIds(id, 'first', { ...place, ids: ['ins-2'] })).rejects.toMatchObject({
      code: 'run-state',
    });
    await expect(store.finishPlanning(id, 'first', 1)).rejects.toMatchObject({ code: 'run-state' });
    expect(await store.claimIds(id, 'second', { ...place, ids: ['ins-1'] })).toEqual(['ins-1']);
    await store.addBatch(id, 'second', { number: 0, ...place, open: ['ins-1'], decided: [] });
    // An answer that got lost: the same step again changes nothing.
    await store.addBatch(id, 'second', { number: 0, ...place, open: ['ins-1'], decided: [] });
    await store.finishPlanning(id, 'second', 1);
    expect(await counts(id)).toEqual({ open: 1 });
    expect(await store.beginPlanning({ id, terms, createdAt: 7 }, 'third')).toBe('ready');
  });

  it('leaves nothing of an interrupted plan beside a shorter one', async () => {
    const id = `run-${count++}`;
    await store.beginPlanning({ id, terms, createdAt: 5 }, 'first');
    for (const number of [0, 1, 2])
      await store.addBatch(id, 'first', { number, ...place, open: [`ins-${number}`], decided: [] });
    await store.beginPlanning({ id, terms, createdAt: 6 }, 'second');
    await store.addBatch(id, 'second', { number: 0, ...place, open: ['ins-2'], decided: [] });
    await store.finishPlanning(id, 'second', 1);
    expect(await toArray(store.openBatches(id))).toEqual([{ run: id, number: 0, ...place }]);
    expect(await store.takeBatch(id, 1)).toBeUndefined();
    expect((await store.takeBatch(id, 0))?.items).toEqual([{ instanceId: 'ins-2' }]);
    expect(await counts(id)).toEqual({ open: 1 });
  });

  it('has a run either planned anew or ready when both come at once, never half of each', async () => {
    for (const isReadyFirst of [false, true]) {
      const id = `run-${count++}`;
      await store.beginPlanning({ id, terms, createdAt: 5 }, 'first');
      await store.addBatch(id, 'first', { number: 0, ...place, open: ['ins-1'], decided: [] });
      const finish = () => store.finishPlanning(id, 'first', 1);
      const begin = () => store.beginPlanning({ id, terms, createdAt: 6 }, 'second');
      const steps = isReadyFirst
        ? ([finish(), begin()] as const)
        : (([begun, finished]) => [finished, begun] as const)([begin(), finish()] as const);
      const [finished, begun] = await Promise.allSettled(steps);
      const answer = begun.status === 'fulfilled' ? begun.value : begun.reason;
      expect({ answer, finished: finished.status, counts: await counts(id) }).toEqual(
        answer === 'ready'
          ? { answer, finished: 'fulfilled', counts: { open: 1 } }
          : { answer: 'begun', finished: 'rejected', counts: {} },
      );
      const work = await store.takeBatch(id, 0);
      expect(work?.items).toEqual(answer === 'ready' ? [{ instanceId: 'ins-1' }] : undefined);
    }
  });

  it('takes the end of a plan a second time when its answer got lost', async () => {
    const id = await planned();
    await store.finishPlanning(id, 'token', 2);
    expect(await store.readRun(id)).toMatchObject({ state: 'ready', batches: 2 });
  });

  it('removes what was planned, unless another plans it by now or it is ready', async () => {
    const id = `run-${count++}`;
    await store.beginPlanning({ id, terms, createdAt: 5 }, 'first');
    await store.addBatch(id, 'first', { number: 0, ...place, open: ['ins-1'], decided: [] });
    await store.abandonPlanning(id, 'second');
    const { state, idle } = await store.readRun(id);
    expect(state).toBe('planning');
    expect(idle).toBeGreaterThanOrEqual(0);
    expect(idle).toBeLessThan(60_000);
    await store.abandonPlanning(id, 'first');
    await expect(store.readRun(id)).rejects.toMatchObject({ code: 'run-unknown' });
    expect((await store.listRuns(1000)).map((run) => run.id)).not.toContain(id);
    expect(await counts(id)).toEqual({});
    const ready = await planned();
    await store.abandonPlanning(ready, 'token');
    expect((await store.readRun(ready)).state).toBe('ready');
  });

  it('knows for which accounts there is no worker', async () => {
    const id = await planned();
    expect(await store.waiting(id)).toEqual([]);
    await store.noteFitness(id, 'prod', 'no key\tat all');
    await store.noteFitness(id, 'lab', 'none');
    await store.noteFitness(id, 'lab', 'another one');
    expect(await store.waiting(id)).toEqual([
      { account: 'lab', reason: 'another one', at: expect.any(Number) },
      { account: 'prod', reason: 'no key\tat all', at: expect.any(Number) },
    ]);
    await store.noteFitness(id, 'prod');
    await store.noteFitness(id, 'prod', 'this one has none, but another has');
    expect((await store.waiting(id)).map(({ account }) => account)).toEqual(['lab']);
    await store.removeRun(id);
    expect(await store.waiting(id)).toEqual([]);
  });

  it('gives an id one outcome, the first', async () => {
    const id = await planned();
    const fence = await taken(id);
    expect(await store.settle(fence, [outcome('ins-1', 'refused')])).toBe(1);
    expect(await store.settle(fence, [outcome('ins-1'), outcome('ins-2'), outcome('ins-7')])).toBe(1);
    expect(await counts(id)).toEqual({ refused: 1, stopped: 1, protected: 1 });
    const all = await toArray(store.outcomes(id));
    expect(all.map(({ instanceId, kind }) => [instanceId, kind]).toSorted()).toEqual([
      ['ins-1', 'refused'],
      ['ins-2', 'stopped'],
      ['ins-9', 'protected'],
    ]);
    expect(await toArray(store.outcomes(id, { failed: true }))).toEqual([
      { ...outcome('ins-1', 'refused'), ...place },
    ]);
    expect(await store.takeBatch(id, 0)).toBeUndefined();
  });

  it('keeps what was sent for the worker that takes a batch over, and shuts the one before out', async () => {
    const id = await planned();
    const first = await taken(id);
    await store.intend(first, ['ins-1', 'ins-2'], true);
    await store.accept(first, ['ins-2']);
    await store.settle(first, [outcome('ins-2', 'forced')]);
    const work = await store.takeBatch(id, 0);
    expect(work?.items).toEqual([
      { instanceId: 'ins-1', sent: { at: expect.any(Number), force: true, accepted: false } },
    ]);
    expect(Math.abs((work?.now ?? 0) - (work?.items[0]?.sent?.at ?? 0))).toBeLessThan(60_000);
    await expect(store.intend(first, ['ins-1'], false)).rejects.toMatchObject({ code: 'fenced' });
    await expect(store.accept(first, ['ins-1'])).rejects.toMatchObject({ code: 'fenced' });
    await expect(store.settle(first, [outcome('ins-1')])).rejects.toMatchObject({ code: 'fenced' });
    await expect(store.countFailure(first)).rejects.toMatchObject({ code: 'fenced' });
    const windows = [{ scope: `scope-${id}`, calls: 1, milliseconds: 60_000 }];
    await expect(store.takePlace({ windows, allowance: 10, fence: first })).rejects.toMatchObject({
      code: 'fenced',
    });
    expect(await store.takePlace({ windows, allowance: 10, fence: work?.fence })).toEqual({ granted: true });
  });

  it('lets two workers who come at once not both have a batch', async () => {
    const id = await planned();
    const both = await Promise.all([store.takeBatch(id, 0), store.takeBatch(id, 0)]);
    const written = await Promise.allSettled(
      both.map((work) => store.settle(work!.fence, [outcome('ins-1'), outcome('ins-2')])),
    );
    expect(written.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await counts(id)).toEqual({ stopped: 2, protected: 1 });
  });

  it('counts failures until something goes on', async () => {
    const id = await planned();
    const fence = await taken(id);
    expect(await store.countFailure(fence)).toBe(1);
    expect(await store.countFailure(fence)).toBe(2);
    await store.settle(fence, [outcome('ins-1')]);
    expect(await store.countFailure(fence)).toBe(1);
  });

  it('sends nothing more for a run that was cancelled, and takes it up again', async () => {
    const id = await planned();
    const fence = await taken(id);
    await store.intend(fence, ['ins-2'], false);
    await store.cancelRun(id);
    await expect(store.intend(fence, ['ins-1'], false)).rejects.toMatchObject({ code: 'fenced' });
    const windows = [{ scope: `scope-${id}`, calls: 1, milliseconds: 60_000 }];
    await expect(store.takePlace({ windows, allowance: 10, fence })).rejects.toMatchObject({
      code: 'fenced',
    });
    await store.cancelBatch(id, 0);
    await expect(store.settle(fence, [outcome('ins-1')])).rejects.toMatchObject({ code: 'fenced' });
    expect(await counts(id)).toEqual({ cancelled: 2, protected: 1 });
    const reasons = (await toArray(store.outcomes(id, { failed: true }))).map(({ instanceId, reason }) => [
      instanceId,
      reason,
    ]);
    expect(reasons.toSorted()).toEqual([
      ['ins-1', 'the run was cancelled before a request was sent for it'],
      ['ins-2', 'the run was cancelled before the result of its request was seen'],
    ]);
    expect(await store.takeBatch(id, 0)).toBeUndefined();

    expect((await store.beginRound(id)).round).toBe(2);
    expect(await store.reopen(id, 0, ['cancelled'])).toBe(2);
    expect(await store.reopen(id, 1, ['cancelled'])).toBe(0);
    expect(await counts(id)).toEqual({ open: 2, protected: 1 });
    expect(await toArray(store.outcomes(id, { failed: true }))).toEqual([]);
    const work = await store.takeBatch(id, 0);
    expect(work?.items.map(({ instanceId, sent }) => [instanceId, sent !== undefined]).toSorted()).toEqual([
      ['ins-1', false],
      ['ins-2', true],
    ]);
  });

  it('takes up no run that was cancelled before all of its ids were written', async () => {
    const id = `run-${count++}`;
    await store.beginPlanning({ id, terms, createdAt: 5 }, 'token');
    await store.addBatch(id, 'token', { number: 0, ...place, open: ['ins-1'], decided: [] });
    await expect(store.beginRound(id)).rejects.toMatchObject({
      code: 'run-state',
      message: expect.stringMatching(/is being planned/),
    });
    await store.cancelRun(id);
    for await (const { number } of store.openBatches(id)) await store.cancelBatch(id, number);
    expect(await counts(id)).toEqual({ cancelled: 1 });
    await expect(store.finishPlanning(id, 'token', 1)).rejects.toMatchObject({
      code: 'run-state',
      message: expect.stringMatching(/cancelled/),
    });
    await expect(store.beginRound(id)).rejects.toMatchObject({
      code: 'run-state',
      message: expect.stringMatching(/cancelled before .* another id/),
    });
    expect(await store.readRun(id)).toMatchObject({ state: 'cancelled', batches: 0, round: 1 });
    await store.removeRun(id);
    expect(await counts(id)).toEqual({});
    expect(await store.beginPlanning({ id, terms, createdAt: 6 }, 'again')).toBe('begun');
    expect(await toArray(store.openBatches(id))).toEqual([]);
    await expect(store.beginRound('none')).rejects.toMatchObject({ code: 'run-unknown' });
  });

  it('leaves a run that has nothing open as it is when it is cancelled', async () => {
    const id = await planned();
    await store.settle(await taken(id), [outcome('ins-1'), outcome('ins-2')]);
    await store.cancelRun(id);
    expect((await store.readRun(id)).state).toBe('ready');
    expect(await counts(id)).toEqual({ stopped: 2, protected: 1 });
    await expect(store.cancelRun('none')).rejects.toMatchObject({ code: 'run-unknown' });
  });

  it('forgets what was sent for an id that was refused and is tried again', async () => {
    const id = await planned();
    const fence = await taken(id);
    await store.intend(fence, ['ins-1'], false);
    await store.settle(fence, [outcome('ins-1', 'refused'), outcome('ins-2')]);
    await store.beginRound(id);
    expect(await store.reopen(id, 0, ['refused'])).toBe(1);
    expect((await store.takeBatch(id, 0))?.items).toEqual([{ instanceId: 'ins-1' }]);
    expect(await counts(id)).toEqual({ open: 1, stopped: 1, protected: 1 });
  });

  it('lets no window hold more than its quota, counted at the latest departure', async () => {
    const windows = [
      { scope: `a-${count++}`, calls: 3, milliseconds: 400 },
      { scope: `b-${count++}`, calls: 5, milliseconds: 60_000 },
    ];
    const take = () => store.takePlace({ windows, allowance: 100 });
    const begun = performance.now();
    const first = await Promise.all([take(), take(), take(), take()]);
    expect(first.filter(({ granted }) => granted)).toHaveLength(3);
    const refused = first.find((answer) => !answer.granted);
    expect(refused).toMatchObject({ granted: false });
    const wait = refused?.granted === false ? refused.wait : 0;
    expect(wait).toBeGreaterThan(500 - (performance.now() - begun) - 1);
    expect(wait).toBeLessThanOrEqual(500);
    for (let granted = 0; granted < 2;) {
      const answer = await take();
      if (answer.granted) granted++;
      else await systemRuntime.sleep(answer.wait);
    }
    // The other window is full now, for long.
    const last = await take();
    expect(last.granted === false && last.wait).toBeGreaterThan(50_000);
  });

  it('has what it has confirmed when the server comes back after a crash', async () => {
    const id = await planned();
    const fence = await taken(id);
    await store.intend(fence, ['ins-1'], false);
    await store.settle(fence, [outcome('ins-2')]);
    const windows = [{ scope: `crash-${id}`, calls: 1, milliseconds: 60_000 }];
    await store.takePlace({ windows, allowance: 10 });
    await server.kill();
    const early = store.tally(id);
    await server.start();
    await early;
    expect(await counts(id)).toEqual({ open: 1, stopped: 1, protected: 1 });
    expect((await store.takeBatch(id, 0))?.items).toMatchObject([
      { instanceId: 'ins-1', sent: { accepted: false } },
    ]);
    expect(await store.takePlace({ windows, allowance: 10 })).toMatchObject({ granted: false });
  });
});
