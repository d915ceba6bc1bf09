import type { Redis } from 'ioredis';
import { FleetError } from '../../model/errors.js';
import { isGood, type OutcomeKind } from '../../model/outcome.js';
import type { Terms } from '../../plan/terms.js';
import { cancelReasons } from '../cancel-reasons.js';
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
import type { ScriptName } from './scripts.js';

export interface RedisStoreOptions {
  readonly redis: Redis;
  /** Does what Redis is asked for, whatever the connection goes through meanwhile. */
  readonly step: <Result>(work: (redis: Redis) => Promise<Result>) => Promise<Result>;
  /** Before every key, and before those of quotas; one hash slot, as scripts touch several keys. */
  readonly prefix: string;
  readonly quotaPrefix: string;
  readonly address: string;
  /** Runs a script, whatever the connection goes through meanwhile. */
  readonly run: (
    name: ScriptName,
    keys: readonly string[],
    values: readonly (string | number)[],
  ) => Promise<unknown>;
  readonly unique: () => string;
}

/** Batches that are read in one go. */
const page = 500;

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
  readonly #options: RedisStoreOptions;

  constructor(options: RedisStoreOptions) {
    this.address = options.address;
    this.#options = options;
  }

  async beginPlanning(run: NewRun, token: string) {
    const { id, terms, createdAt } = run;
    const state = await this.#ask((redis) => redis.hget(this.#key('run', id), 'state'));
    if (state === 'planning') await this.removeRun(id);
    const keys = [...this.#keys(id, 'run', 'counts', 'seen', 'bad'), this.#key('runs')];
    const begun = await this.#run('beginPlanning', keys, [id, token, JSON.stringify(terms), createdAt]);
    return begun === 1 ? 'begun' : 'ready';
  }

  async claimIds(
    run: string,
    token: string,
    { account, region, ids }: Place & { readonly ids: readonly string[] },
  ) {
    if (ids.length === 0) return [];
    const values = [token, account + tab + region, this.#options.unique(), ...ids];
    return (await this.#run('claimIds', this.#keys(run, 'run', 'seen'), values)) as string[];
  }

  async addBatch(run: string, token: string, { number, account, region, open, decided }: NewBatch) {
    const items = [...open.flatMap((id) => [id, '', 'open', '0']), ...decided.flatMap(partsOf)];
    const keys = [
      this.#key('run', run),
      ...this.#batchKeys(run, number, 'batch', 'items', 'sent'),
      ...this.#keys(run, 'counts', 'bad'),
    ];
    await this.#run('addBatch', keys, [token, number, account, region, ...items]);
  }

  async finishPlanning(run: string, token: string, batches: number) {
    await this.#run('finishPlanning', this.#keys(run, 'run', 'seen'), [token, batches]);
  }

  async abandonPlanning(run: string, token: string) {
    const batches = Number(await this.#ask((redis) => redis.hget(this.#key('run', run), 'batches')));
    for (let number = 0; number < batches; number++)
      await this.#run('abandonBatch', this.#batchKeys(run, number, 'batch', 'items', 'sent'), [token]);
    const keys = [...this.#keys(run, 'run', 'counts', 'seen', 'bad'), this.#key('runs')];
    await this.#run('abandonPlanning', keys, [token, run]);
  }

  async readRun(id: string): Promise<RunRecord> {
    const [fields, time] = await this.#ask((redis) =>
      Promise.all([redis.hgetall(this.#key('run', id)), redis.time()]),
    );
    const { state, terms, createdAt, batches, round, stepAt } = fields;
    if (state === undefined)
      throw new FleetError('run-unknown', `${this.address} has no run ${JSON.stringify(id)}.`);
    return {
      id,
      state: state as RunState,
      terms: JSON.parse(terms ?? '{}') as Terms,
      createdAt: Number(createdAt),
      batches: Number(batches),
      round: Number(round),
      idle: millisecondsOf(time) - Number(stepAt),
    };
  }

  async listRuns(limit: number) {
    const ids = await this.#ask((redis) => redis.zrevrange(this.#key('runs'), 0, limit - 1));
    return Promise.all(ids.map((id) => this.readRun(id)));
  }

  async tally(run: string): Promise<readonly Tally[]> {
    const counts = await this.#ask((redis) => redis.hgetall(this.#key('counts', run)));
    return Object.entries(counts).flatMap(([name, count]) => {
      const [account = '', region = '', kind] = name.split(tab);
      return Number(count) === 0
        ? []
        : [{ account, region, kind: kind as Tally['kind'], count: Number(count) }];
    });
  }

  async *openBatches(run: string): AsyncGenerator<BatchRef> {
    const { batches } = await this.readRun(run);
    for (let from = 0; from < batches; from += page) {
      const numbers = Array.from({ length: Math.min(page, batches - from) }, (_, index) => from + index);
      const answers = await this.#ask((redis) =>
        Promise.all(
          numbers.map((number) => redis.hmget(this.#key('batch', run, number), 'account', 'region', 'open')),
        ),
      );
      for (const [index, about] of answers.entries()) {
        const [account, region, open] = about;
        if (Number(open) > 0)
          yield { run, number: from + index, account: account ?? '', region: region ?? '' };
      }
    }
  }

  async *outcomes(run: string, { failed = false } = {}): AsyncGenerator<PlacedOutcome> {
    const { batches } = await this.readRun(run);
    const bad = failed
      ? (await this.#ask((redis) => redis.smembers(this.#key('bad', run)))).map(Number)
      : undefined;
    const numbers =
      bad?.sort((one, other) => one - other) ?? Array.from({ length: batches }, (_, index) => index);
    for (const number of numbers) {
      const [[account, region], items] = await this.#ask((redis) =>
        Promise.all([
          redis.hmget(this.#key('batch', run, number), 'account', 'region'),
          redis.hgetall(this.#key('items', run, number)),
        ]),
      );
      for (const value of Object.values(items)) {
        if (value === '') continue;
        const outcome = outcomeOf(value);
        if (failed && isGood(outcome.kind)) continue;
        yield { ...outcome, account: account ?? '', region: region ?? '' };
      }
    }
  }

  async removeRun(id: string) {
    const batches = Number(await this.#ask((redis) => redis.hget(this.#key('run', id), 'batches')));
    for (let from = 0; from < batches; from += page) {
      const numbers = Array.from({ length: Math.min(page, batches - from) }, (_, index) => from + index);
      const keys = numbers.flatMap((number) => this.#batchKeys(id, number, 'batch', 'items', 'sent'));
      await this.#ask((redis) => redis.del(...keys));
    }
    await this.#ask((redis) => redis.del(...this.#keys(id, 'run', 'counts', 'seen', 'bad', 'fitness')));
    await this.#ask((redis) => redis.zrem(this.#key('runs'), id));
  }

  async takeBatch(run: string, number: number): Promise<BatchWork | undefined> {
    const keys = [this.#key('run', run), ...this.#batchKeys(run, number, 'batch', 'items', 'sent')];
    const answer = (await this.#run('takeBatch', keys, [])) as
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

  async intend({ run, number, epoch }: Fence, ids: readonly string[], force: boolean) {
    const keys = [this.#key('run', run), ...this.#batchKeys(run, number, 'batch', 'items', 'sent')];
    await this.#run('intend', keys, [epoch, force ? 1 : 0, ...ids]);
  }

  async accept({ run, number, epoch }: Fence, ids: readonly string[]) {
    await this.#run('accept', this.#batchKeys(run, number, 'batch', 'sent'), [epoch, ...ids]);
  }

  async settle({ run, number, epoch }: Fence, outcomes: readonly ItemOutcome[]) {
    const keys = [...this.#batchKeys(run, number, 'batch', 'items'), ...this.#keys(run, 'counts', 'bad')];
    return Number(await this.#run('settle', keys, [epoch, number, ...outcomes.flatMap(partsOf)]));
  }

  async countFailure({ run, number, epoch }: Fence) {
    return Number(await this.#run('countFailure', this.#batchKeys(run, number, 'batch'), [epoch]));
  }

  async noteFitness(run: string, account: string, reason = '') {
    await this.#run('noteFitness', this.#keys(run, 'fitness'), [account, reason]);
  }

  async waiting(run: string): Promise<readonly Waiting[]> {
    const notes = await this.#ask((redis) => redis.hgetall(this.#key('fitness', run)));
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
    await this.#run('cancelRun', this.#keys(run, 'run'), []);
  }

  async cancelBatch(run: string, number: number) {
    const keys = [
      ...this.#batchKeys(run, number, 'batch', 'items', 'sent'),
      ...this.#keys(run, 'counts', 'bad'),
    ];
    await this.#run('cancelBatch', keys, [number, cancelReasons.sent, cancelReasons.unsent]);
  }

  async beginRound(run: string) {
    await this.#run('beginRound', this.#keys(run, 'run'), []);
    return this.readRun(run);
  }

  async reopen(run: string, number: number, kinds: readonly OutcomeKind[]) {
    const keys = [
      ...this.#batchKeys(run, number, 'batch', 'items', 'sent'),
      ...this.#keys(run, 'counts', 'bad'),
    ];
    return Number(await this.#run('reopen', keys, [number, ...kinds]));
  }

  async takePlace({ windows, allowance, fence }: PlaceRequest): Promise<PlaceAnswer> {
    const keys = windows.map(({ scope }) => `${this.#options.quotaPrefix}:${scope}`);
    if (fence) keys.push(this.#key('run', fence.run), this.#key('batch', fence.run, fence.number));
    const values = windows.flatMap(({ calls, milliseconds }) => [calls, milliseconds]);
    const wait = Number(
      await this.#run('takePlace', keys, [
        windows.length,
        allowance,
        this.#options.unique(),
        fence?.epoch ?? 0,
        ...values,
      ]),
    );
    return wait === 0 ? { granted: true } : { granted: false, wait };
  }

  async close() {
    this.#options.redis.disconnect();
  }

  #ask<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
    return this.#options.step(work);
  }

  #key(...parts: readonly (string | number)[]): string {
    return `${this.#options.prefix}:${parts.join(':')}`;
  }

  #keys(run: string, ...kinds: readonly string[]): string[] {
    return kinds.map((kind) => this.#key(kind, run));
  }

  #batchKeys(run: string, number: number, ...kinds: readonly string[]): string[] {
    return kinds.map((kind) => this.#key(kind, run, number));
  }

  #run(name: ScriptName, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown> {
    return this.#options.run(name, keys, values);
  }
}
