import { isGood, type OutcomeKind } from '../../model/outcome.js';
import type { Terms } from '../../plan/terms.js';
import { cancelReasons, refusals } from '../refusals.js';
import type {
  BatchRef,
  BatchWork,
  Fence,
  ItemOutcome,
  NewBatch,
  NewRun,
  Place,
  PlacedOutcome,
  PlaceAnswer,
  PlaceRequest,
  RunRecord,
  RunState,
  SentRequest,
  Store,
  Tally,
  Waiting,
} from '../store.js';
import { fitnessKept } from '../store.js';
import type { RedisConnection } from './connection.js';

/** Batches that are read in one go. */
const page = 500;

/** The numbers of so many batches, page by page. */
function* pagesOf(batches: number): Generator<readonly number[]> {
  for (let from = 0; from < batches; from += page)
    yield Array.from({ length: Math.min(page, batches - from) }, (_, index) => from + index);
}

const tab = '\t';

/** An outcome as it is kept. */
const valueOf = (outcome: ItemOutcome): string =>
  [outcome.kind, isGood(outcome.kind) ? 0 : 1, JSON.stringify(outcome)].join(tab);

/** What scripts take of an outcome. */
const partsOf = (outcome: ItemOutcome): readonly string[] => [
  outcome.instanceId,
  valueOf(outcome),
  outcome.kind,
  isGood(outcome.kind) ? '0' : '1',
];

function outcomeOf(value: string): ItemOutcome {
  const outcome = JSON.parse(value.split(tab)[2] ?? '') as ItemOutcome;
  return { ...outcome, requestIds: outcome.requestIds ?? [] };
}

function sentOf(value: string | undefined): SentRequest | undefined {
  const [at, force, accepted] = value?.split(' ') ?? [];
  return at === undefined ? undefined : { at: Number(at), force: force === '1', accepted: accepted === '1' };
}

/** The answer of TIME. */
const millisecondsOf = ([seconds, microseconds]: readonly (number | string)[]): number =>
  Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);

const pairsOf = (flat: readonly string[]): ReadonlyMap<string, string> =>
  new Map(flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as const] : [])));

/** A store over Redis: a hash for each run, and three for each batch. */
export class RedisStore implements Store {
  readonly address: string;
  readonly #redis: RedisConnection;
  readonly #unique: () => string;

  constructor(redis: RedisConnection, unique: () => string) {
    this.address = redis.address;
    this.#redis = redis;
    this.#unique = unique;
  }

  async beginPlanning({ id, terms, createdAt }: NewRun, token: string) {
    const values = [id, token, JSON.stringify(terms), createdAt];
    const written = Number(await this.#redis.run('beginPlanning', { run: id }, values));
    if (written < 0) return 'ready';
    await this.#sweep(id, written);
    return 'begun';
  }

  async claimIds(
    run: string,
    token: string,
    { account, region, ids }: Place & { readonly ids: readonly string[] },
  ) {
    if (ids.length === 0) return [];
    const values = [token, account + tab + region, this.#unique(), ...ids];
    return (await this.#redis.run('claimIds', { run }, values)) as string[];
  }

  async addBatch(run: string, token: string, { number, account, region, open, decided }: NewBatch) {
    const items = [...open.flatMap((id) => [id, '', 'open', '0']), ...decided.flatMap(partsOf)];
    await this.#redis.run('addBatch', { run, number }, [token, number, account, region, ...items]);
  }

  async finishPlanning(run: string, token: string, batches: number) {
    await this.#redis.run('finishPlanning', { run }, [token, batches]);
  }

  async abandonPlanning(run: string, token: string) {
    await this.#remove(run, [token]);
  }

  async readRun(id: string): Promise<RunRecord> {
    const [fields, time] = await this.#redis.ask((redis, key) =>
      Promise.all([redis.hgetall(key('run', { run: id })), redis.time()]),
    );
    const { state, terms, createdAt, batches, round, stepAt } = fields;
    if (state === undefined) throw refusals.unknown(this.address, id);
    return {
      id,
      state: state as RunState,
      terms: JSON.parse(terms ?? '{}') as Terms,
      createdAt: Number(createdAt),
      batches: Number(batches ?? 0),
      round: Number(round),
      idle: millisecondsOf(time) - Number(stepAt),
    };
  }

  async listRuns(limit: number) {
    const ids = await this.#redis.ask((redis, key) => redis.zrevrange(key('runs'), 0, limit - 1));
    return Promise.all(ids.map((id) => this.readRun(id)));
  }

  async tally(run: string): Promise<readonly Tally[]> {
    const counts = await this.#redis.ask((redis, key) => redis.hgetall(key('counts', { run })));
    return Object.entries(counts).flatMap(([name, count]) => {
      const [account = '', region = '', kind] = name.split(tab);
      return Number(count) === 0
        ? []
        : [{ account, region, kind: kind as Tally['kind'], count: Number(count) }];
    });
  }

  async *openBatches(run: string): AsyncGenerator<BatchRef> {
    const { written, token } = await this.#written(run);
    for (const numbers of pagesOf(written)) {
      const answers = await this.#redis.ask((redis, key) =>
        Promise.all(
          numbers.map((number) =>
            redis.hmget(key('batch', { run, number }), 'account', 'region', 'open', 'token'),
          ),
        ),
      );
      for (const [index, [account, region, open, writtenBy]] of answers.entries())
        if (Number(open) > 0 && writtenBy === token)
          yield { run, number: numbers[index] ?? 0, account: account ?? '', region: region ?? '' };
    }
  }

  async *outcomes(run: string, { failed = false } = {}): AsyncGenerator<PlacedOutcome> {
    const { written, token } = await this.#written(run);
    const numbers = failed
      ? (await this.#redis.ask((redis, key) => redis.smembers(key('bad', { run })))).map(Number)
      : [...pagesOf(written)].flat();
    for (const number of numbers.toSorted((one, other) => one - other)) {
      const [[account, region, writtenBy], items] = await this.#redis.ask((redis, key) =>
        Promise.all([
          redis.hmget(key('batch', { run, number }), 'account', 'region', 'token'),
          redis.hgetall(key('items', { run, number })),
        ]),
      );
      if (writtenBy !== token) continue;
      for (const value of Object.values(items)) {
        if (value === '') continue;
        const outcome = outcomeOf(value);
        if (failed && isGood(outcome.kind)) continue;
        yield { ...outcome, account: account ?? '', region: region ?? '' };
      }
    }
  }

  async removeRun(run: string) {
    await this.#remove(run);
  }

  async takeBatch(run: string, number: number): Promise<BatchWork | undefined> {
    const answer = (await this.#redis.run('takeBatch', { run, number })) as
      | [number, number, string, string, string[], string[]]
      | null;
    if (answer === null) return undefined;
    const [epoch, now, account, region, items, requests] = answer;
    const sentById = pairsOf(requests);
    return {
      fence: { run, number, epoch },
      now,
      account,
      region,
      items: [...pairsOf(items)].flatMap(([instanceId, value]) => {
        if (value !== '') return [];
        const sent = sentOf(sentById.get(instanceId));
        return [{ instanceId, ...(sent && { sent }) }];
      }),
    };
  }

  async intend(fence: Fence, ids: readonly string[], force: boolean) {
    await this.#redis.run('intend', fence, [fence.epoch, force ? 1 : 0, ...ids]);
  }

  async accept(fence: Fence, ids: readonly string[]) {
    await this.#redis.run('accept', fence, [fence.epoch, ...ids]);
  }

  async settle(fence: Fence, outcomes: readonly ItemOutcome[]) {
    const values = [fence.epoch, fence.number, ...outcomes.flatMap(partsOf)];
    return Number(await this.#redis.run('settle', fence, values));
  }

  async countFailure(fence: Fence) {
    return Number(await this.#redis.run('countFailure', fence, [fence.epoch]));
  }

  async noteFitness(run: string, account: string, reason = '') {
    await this.#redis.run('noteFitness', { run }, [account, reason]);
  }

  async waiting(run: string): Promise<readonly Waiting[]> {
    const notes = await this.#redis.ask((redis, key) => redis.hgetall(key('fitness', { run })));
    return Object.entries(notes)
      .flatMap(([name, value]): Waiting[] => {
        const [kind, account = ''] = name.split(tab);
        if (kind !== 'unfit') return [];
        const [at, ...reason] = value.split(tab);
        const fitUntil = Number(notes[`fit${tab}${account}`] ?? -fitnessKept) + fitnessKept;
        return Number(at) > fitUntil ? [{ account, reason: reason.join(tab), at: Number(at) }] : [];
      })
      .toSorted((one, other) => (one.account < other.account ? -1 : 1));
  }

  async cancelRun(run: string) {
    await this.#redis.run('cancelRun', { run }, [run]);
  }

  async cancelBatch(run: string, number: number) {
    const { sent, unsent } = cancelReasons;
    await this.#redis.run('cancelBatch', { run, number }, [number, sent, unsent]);
  }

  async beginRound(run: string) {
    const round = Number(await this.#redis.run('beginRound', { run }));
    const record = await this.readRun(run);
    if (round === 0) throw refusals.unplanned(record);
    return record;
  }

  async reopen(run: string, number: number, kinds: readonly OutcomeKind[]) {
    return Number(await this.#redis.run('reopen', { run, number }, [number, ...kinds]));
  }

  async takePlace({ windows, allowance, fence }: PlaceRequest): Promise<PlaceAnswer> {
    const limits = windows.flatMap(({ calls, milliseconds }) => [calls, milliseconds]);
    const keys = [
      ...windows.map(({ scope }) => this.#redis.quotaKey(scope)),
      ...(fence ? [this.#redis.key('run', fence), this.#redis.key('batch', fence)] : []),
    ];
    const values = [windows.length, allowance, this.#unique(), fence?.epoch ?? 0, ...limits];
    const wait = Number(await this.#redis.runOn('takePlace', keys, values));
    return wait === 0 ? { granted: true } : { granted: false, wait };
  }

  async close() {
    this.#redis.close();
  }

  /** Takes a run from all who use it, and removes it; `token`: only while its holder plans it. */
  async #remove(run: string, token: readonly string[] = []): Promise<void> {
    const written = Number(await this.#redis.run('closeRun', { run }, token));
    if (written < 0) return;
    await this.#sweep(run, written);
    await this.#redis.run('removeRun', { run }, [run]);
  }

  /** Removes what was written of so many batches and is not of the run's present plan. */
  async #sweep(run: string, written: number): Promise<void> {
    for (const numbers of pagesOf(written))
      await Promise.all(numbers.map((number) => this.#redis.run('sweepBatch', { run, number })));
  }

  /** How many batches were written for a run, and whose plan they are of. */
  async #written(run: string): Promise<{ readonly written: number; readonly token: string | null }> {
    const [written, token = null] = await this.#redis.ask((redis, key) =>
      redis.hmget(key('run', { run }), 'written', 'token'),
    );
    if (written === null || written === undefined) throw refusals.unknown(this.address, run);
    return { written: Number(written), token };
  }
}
