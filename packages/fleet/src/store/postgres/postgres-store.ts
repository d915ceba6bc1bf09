import type { OutcomeKind } from '../../model/outcome.js';
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
  Store,
  Tally,
} from '../store.js';
import { fitnessKept } from '../store.js';
import { columnsOf, itemOf, placeOf, runOf, waitingOf, type Row } from './rows.js';
import type { Statements } from './statements.js';

type Value = string | number | boolean | null | readonly (string | boolean | null | number)[];

/** Runs a statement. */
export type Query = (
  text: string,
  values: readonly Value[],
) => Promise<{ readonly rows: readonly Row[]; readonly count: number }>;

export interface PostgresStoreOptions {
  readonly address: string;
  readonly statements: Statements;
  /** Runs statements as one transaction, regardless of what happens to the connection meanwhile. */
  readonly transaction: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>;
  readonly unique: () => string;
  readonly end: () => Promise<void>;
}

/** Batches, or instances, that are read in one go. */
const page = 500;

/** A store over PostgreSQL: tables in a schema of their own. */
export class PostgresStore implements Store {
  readonly address: string;
  readonly #statements: Statements;
  readonly #transaction: PostgresStoreOptions['transaction'];
  readonly #unique: () => string;
  readonly close: () => Promise<void>;

  constructor({ address, statements, transaction, unique, end }: PostgresStoreOptions) {
    this.address = address;
    this.#statements = statements;
    this.#transaction = transaction;
    this.#unique = unique;
    this.close = end;
  }

  beginPlanning({ id, terms, createdAt }: NewRun, token: string) {
    const { holdRun, removeRun, beginPlanning } = this.#statements;
    return this.#transaction(async (query) => {
      const [row] = (await query(holdRun, [id])).rows;
      if (row !== undefined && row['state'] !== 'planning') return 'ready' as const;
      if (row !== undefined) await query(removeRun, [id]);
      await query(beginPlanning, [id, token, JSON.stringify(terms), createdAt]);
      return 'begun' as const;
    });
  }

  async claimIds(
    run: string,
    token: string,
    { account, region, ids }: Place & { readonly ids: readonly string[] },
  ) {
    if (ids.length === 0) return [];
    const claim = this.#unique();
    const rows = await this.#rows('claimIds', [run, token, account, region, ids, claim]);
    if (rows.length === 0) throw refusals.planned();
    return rows.filter((row) => row['claimed_by'] === claim).map((row) => row['instance_id'] as string);
  }

  addBatch(run: string, token: string, { number, account, region, open, decided }: NewBatch) {
    const { addBatch, readToken, addItems } = this.#statements;
    return this.#transaction(async (query) => {
      const added = await query(addBatch, [run, token, number, account, region, open.length]);
      if (added.count === 0) {
        const { rows } = await query(readToken, [run, number]);
        if (rows[0]?.['token'] !== token) throw refusals.planned();
        return;
      }
      const [ids, kinds, failed, outcomes] = columnsOf(decided);
      const none = open.map(() => null);
      await query(addItems, [
        run,
        number,
        [...open, ...ids],
        [...none, ...kinds],
        [...open.map(() => false), ...failed],
        [...none, ...outcomes],
      ]);
    });
  }

  finishPlanning(run: string, token: string, batches: number) {
    const { finishPlanning, removeClaims } = this.#statements;
    return this.#transaction(async (query) => {
      const { count } = await query(finishPlanning, [run, token, batches]);
      if (count === 0) throw refusals.planned();
      await query(removeClaims, [run]);
    });
  }

  async abandonPlanning(run: string, token: string) {
    await this.#rows('abandonPlanning', [run, token]);
  }

  async readRun(id: string) {
    const [row] = await this.#rows('readRun', [id]);
    if (row === undefined) throw refusals.unknown(this.address, id);
    return runOf(row);
  }

  async listRuns(limit: number) {
    return (await this.#rows('listRuns', [limit])).map(runOf);
  }

  async tally(run: string) {
    return (await this.#rows('tally', [run])) as unknown as readonly Tally[];
  }

  async *openBatches(run: string): AsyncGenerator<BatchRef> {
    for (let after = -1; ;) {
      const rows = await this.#rows('openBatches', [run, after, page]);
      for (const row of rows) {
        after = Number(row['number']);
        yield { run, number: after, ...placeOf(row) };
      }
      if (rows.length < page) return;
    }
  }

  async *outcomes(run: string, { failed = false } = {}): AsyncGenerator<PlacedOutcome> {
    let after: readonly [number, string] = [-1, ''];
    for (;;) {
      const rows = await this.#rows(failed ? 'failures' : 'outcomes', [run, ...after, page]);
      for (const row of rows) {
        after = [Number(row['number']), row['instance_id'] as string];
        yield { ...(row['outcome'] as ItemOutcome), ...placeOf(row) };
      }
      if (rows.length < page) return;
    }
  }

  async removeRun(id: string) {
    const { removeRun, removeFitness } = this.#statements;
    await this.#transaction(async (query) => {
      await query(removeRun, [id]);
      await query(removeFitness, [id]);
    });
  }

  takeBatch(run: string, number: number): Promise<BatchWork | undefined> {
    const { takeBatch, readItems } = this.#statements;
    return this.#transaction(async (query) => {
      const [row] = (await query(takeBatch, [run, number])).rows;
      if (row === undefined) return undefined;
      const { rows } = await query(readItems, [run, number]);
      const fence = { run, number, epoch: Number(row['epoch']) };
      return { fence, now: Number(row['now']), ...placeOf(row), items: rows.map(itemOf) };
    });
  }

  async intend(fence: Fence, ids: readonly string[], force: boolean) {
    await this.#held('intend', fence, [ids, force]);
  }

  async accept(fence: Fence, ids: readonly string[]) {
    await this.#held('accept', fence, [ids]);
  }

  async settle(fence: Fence, outcomes: readonly ItemOutcome[]) {
    return Number((await this.#held('settle', fence, columnsOf(outcomes)))['count']);
  }

  async countFailure(fence: Fence) {
    return Number((await this.#held('countFailure', fence, []))['failures']);
  }

  async noteFitness(run: string, account: string, reason?: string) {
    await this.#rows('noteFitness', [run, account, reason ?? null]);
  }

  async waiting(run: string) {
    return (await this.#rows('waiting', [run, fitnessKept])).map(waitingOf);
  }

  async cancelRun(run: string) {
    await this.readRun(run);
    await this.#rows('cancelRun', [run]);
  }

  async cancelBatch(run: string, number: number) {
    const { sent, unsent } = cancelReasons;
    await this.#rows('cancelBatch', [run, number, sent, unsent]);
  }

  async beginRound(run: string) {
    const { count } = await this.#transaction((query) => query(this.#statements.beginRound, [run]));
    const record = await this.readRun(run);
    if (count === 0) throw refusals.unplanned(record);
    return record;
  }

  async reopen(run: string, number: number, kinds: readonly OutcomeKind[]) {
    const [row] = await this.#rows('reopen', [run, number, kinds]);
    return Number(row?.['count']);
  }

  takePlace({ windows, allowance, fence }: PlaceRequest): Promise<PlaceAnswer> {
    const { isHeld, addWindows, holdWindows, writeWindow } = this.#statements;
    const scopes = windows.map(({ scope }) => scope);
    return this.#transaction(async (query) => {
      if (fence !== undefined) {
        const held = await query(isHeld, [fence.run, fence.number, fence.epoch]);
        if (held.count === 0) throw refusals.fenced();
      }
      await query(addWindows, [scopes]);
      const { rows } = await query(holdWindows, [scopes]);
      const now = Math.max(...rows.map((row) => Number(row['now'])));
      let wait = 0;
      const kept = windows.map(({ scope, calls, milliseconds }) => {
        const row = rows.find((each) => each['scope'] === scope);
        const all = (row?.['departures'] as readonly string[]).map(Number);
        const departures = all.filter((moment) => moment > now - milliseconds);
        const oldest = departures.at(-calls);
        if (departures.length >= calls && oldest !== undefined)
          wait = Math.max(wait, oldest + milliseconds - now);
        return { scope, departures };
      });
      if (wait > 0) return { granted: false, wait };
      for (const { scope, departures } of kept) {
        const all = [...departures, now + allowance].sort((one, other) => one - other);
        await query(writeWindow, [scope, all]);
      }
      return { granted: true };
    });
  }

  async #rows(name: keyof Statements, values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.#transaction((query) => query(this.#statements[name], values))).rows;
  }

  /** Runs a statement that changes what the holder of a batch may change, and returns whether the caller still held the batch. */
  async #held(name: keyof Statements, fence: Fence, values: readonly Value[]): Promise<Row> {
    const [row] = await this.#rows(name, [fence.run, fence.number, fence.epoch, ...values]);
    if (row === undefined || row['held'] === 0) throw refusals.fenced();
    return row;
  }
}
