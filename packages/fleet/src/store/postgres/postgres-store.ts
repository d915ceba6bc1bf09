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
  Store,
  Tally,
  Waiting,
} from '../store.js';
import { fitnessKept } from '../store.js';
import type { Statements } from './statements.js';

type Row = Readonly<Record<string, unknown>>;
type Value = string | number | boolean | null | readonly (string | boolean | null | number)[];

/** Runs a statement. */
export type Query = (
  text: string,
  values: readonly Value[],
) => Promise<{ readonly rows: readonly Row[]; readonly count: number }>;

export interface PostgresStoreOptions {
  readonly address: string;
  readonly schema: string;
  readonly statements: Statements;
  /** Runs statements as one transaction, whatever the connection goes through meanwhile. */
  readonly transaction: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>;
  readonly unique: () => string;
  readonly end: () => Promise<void>;
}

/** Batches that are read in one go. */
const page = 500;

const fenced = (): FleetError =>
  new FleetError(
    'fenced',
    'Another worker has taken this batch over, or its run was cancelled. Nothing was sent.',
  );
const planned = (): FleetError => new FleetError('run-state', 'Another process plans this run.');

/** Outcomes as columns. */
const columnsOf = (outcomes: readonly ItemOutcome[]) =>
  [
    outcomes.map(({ instanceId }) => instanceId),
    outcomes.map(({ kind }) => kind),
    outcomes.map(({ kind }) => !isGood(kind)),
    outcomes.map((outcome) => JSON.stringify(outcome)),
  ] as const;

const runOf = (row: Row): RunRecord => ({
  id: row['id'] as string,
  state: row['state'] as RunState,
  terms: row['terms'] as Terms,
  createdAt: Number(row['created_at']),
  batches: Number(row['batches']),
  round: Number(row['round']),
  idle: Number(row['idle']),
});

/** A store over PostgreSQL: tables in a schema of their own. */
export class PostgresStore implements Store {
  readonly address: string;
  readonly #options: PostgresStoreOptions;

  constructor(options: PostgresStoreOptions) {
    this.address = options.address;
    this.#options = options;
  }

  beginPlanning({ id, terms, createdAt }: NewRun, token: string) {
    const { schema, statements } = this.#options;
    return this.#transaction(async (query) => {
      const { rows } = await query(`select state, token from ${schema}.run where id = $1 for update`, [id]);
      const [row] = rows;
      if (row !== undefined && row['state'] !== 'planning') return 'ready' as const;
      if (row !== undefined) await query(`delete from ${schema}.run where id = $1`, [id]);
      await query(statements.beginPlanning, [id, token, JSON.stringify(terms), createdAt]);
      return 'begun' as const;
    });
  }

  async claimIds(
    run: string,
    token: string,
    { account, region, ids }: Place & { readonly ids: readonly string[] },
  ) {
    if (ids.length === 0) return [];
    const claim = this.#options.unique();
    const rows = await this.#rows(this.#options.statements.claimIds, [
      run,
      token,
      account,
      region,
      ids,
      claim,
    ]);
    if (rows.length === 0) throw planned();
    return rows.filter((row) => row['claimed_by'] === claim).map((row) => row['instance_id'] as string);
  }

  addBatch(run: string, token: string, { number, account, region, open, decided }: NewBatch) {
    const { statements, schema } = this.#options;
    return this.#transaction(async (query) => {
      const added = await query(statements.addBatch, [run, token, number, account, region, open.length]);
      if (added.count === 0) {
        const { rows } = await query(`select token from ${schema}.batch where run = $1 and number = $2`, [
          run,
          number,
        ]);
        if (rows[0]?.['token'] !== token) throw planned();
        return;
      }
      const [ids, kinds, failed, outcomes] = columnsOf(decided);
      const none = open.map(() => null);
      await query(statements.addItems, [
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
    const { schema, statements } = this.#options;
    return this.#transaction(async (query) => {
      const { count } = await query(statements.finishPlanning, [run, token, batches]);
      if (count === 0) throw planned();
      await query(`delete from ${schema}.claim where run = $1`, [run]);
    });
  }

  async abandonPlanning(run: string, token: string) {
    await this.#rows(this.#options.statements.abandonPlanning, [run, token]);
  }

  async readRun(id: string) {
    const [row] = await this.#rows(this.#options.statements.readRun, [id]);
    if (row === undefined) throw this.#unknown(id);
    return runOf(row);
  }

  async listRuns(limit: number) {
    return (await this.#rows(this.#options.statements.listRuns, [limit])).map(runOf);
  }

  async tally(run: string) {
    const { schema } = this.#options;
    const rows = await this.#rows(
      `select account, region, kind, sum(count)::int as count
       from ${schema}.tally join ${schema}.batch using (run, number)
       where run = $1 group by account, region, kind having sum(count) <> 0`,
      [run],
    );
    return rows as unknown as readonly Tally[];
  }

  async *openBatches(run: string): AsyncGenerator<BatchRef> {
    const { schema } = this.#options;
    for (let after = -1; ;) {
      const rows = await this.#rows(
        `select number, account, region from ${schema}.batch
         where run = $1 and number > $2 and open > 0 order by number limit ${page}`,
        [run, after],
      );
      for (const row of rows) {
        after = Number(row['number']);
        yield { run, number: after, account: row['account'] as string, region: row['region'] as string };
      }
      if (rows.length < page) return;
    }
  }

  async *outcomes(run: string, { failed = false } = {}): AsyncGenerator<PlacedOutcome> {
    const { schema } = this.#options;
    let after: readonly [number, string] = [-1, ''];
    for (;;) {
      const rows = await this.#rows(
        `select number, instance_id, account, region, outcome
         from ${schema}.item join ${schema}.batch using (run, number)
         where run = $1 and (number, instance_id) > ($2, $3) and ${failed ? 'failed' : 'kind is not null'}
         order by number, instance_id limit ${page}`,
        [run, ...after],
      );
      for (const row of rows) {
        after = [Number(row['number']), row['instance_id'] as string];
        const outcome = row['outcome'] as ItemOutcome;
        yield { ...outcome, account: row['account'] as string, region: row['region'] as string };
      }
      if (rows.length < page) return;
    }
  }

  async removeRun(id: string) {
    const { schema } = this.#options;
    await this.#transaction(async (query) => {
      await query(`delete from ${schema}.run where id = $1`, [id]);
      await query(`delete from ${schema}.fitness where run = $1`, [id]);
    });
  }

  takeBatch(run: string, number: number): Promise<BatchWork | undefined> {
    const { statements } = this.#options;
    return this.#transaction(async (query) => {
      const [row] = (await query(statements.takeBatch, [run, number])).rows;
      if (row === undefined) return undefined;
      const { rows } = await query(statements.readItems, [run, number]);
      return {
        fence: { run, number, epoch: Number(row['epoch']) },
        now: Number(row['now']),
        account: row['account'] as string,
        region: row['region'] as string,
        items: rows.map((item) => ({
          instanceId: item['instance_id'] as string,
          ...(item['sent_at'] !== null && {
            sent: {
              at: Number(item['sent_at']),
              force: item['sent_force'] === true,
              accepted: item['sent_accepted'] === true,
            },
          }),
        })),
      };
    });
  }

  async intend(fence: Fence, ids: readonly string[], force: boolean) {
    await this.#held(this.#options.statements.intend, fence, [ids, force]);
  }

  async accept(fence: Fence, ids: readonly string[]) {
    await this.#held(this.#options.statements.accept, fence, [ids]);
  }

  async settle(fence: Fence, outcomes: readonly ItemOutcome[]) {
    const row = await this.#held(this.#options.statements.settle, fence, columnsOf(outcomes));
    return Number(row['count']);
  }

  async countFailure({ run, number, epoch }: Fence) {
    const [row] = await this.#rows(this.#options.statements.countFailure, [run, number, epoch]);
    if (row === undefined) throw fenced();
    return Number(row['failures']);
  }

  async noteFitness(run: string, account: string, reason?: string) {
    await this.#rows(this.#options.statements.noteFitness, [run, account, reason ?? null]);
  }

  async waiting(run: string): Promise<readonly Waiting[]> {
    const rows = await this.#rows(this.#options.statements.waiting, [run, fitnessKept]);
    return rows.map((row) => ({
      account: row['account'] as string,
      reason: row['reason'] as string,
      at: Number(row['unfit_at']),
    }));
  }

  async cancelRun(run: string) {
    await this.readRun(run);
    await this.#rows(this.#options.statements.cancelRun, [run]);
  }

  async cancelBatch(run: string, number: number) {
    const { sent, unsent } = cancelReasons;
    await this.#rows(this.#options.statements.cancelBatch, [run, number, sent, unsent]);
  }

  async beginRound(run: string) {
    const { state } = await this.readRun(run);
    if (state === 'planning') throw planned();
    await this.#rows(this.#options.statements.beginRound, [run]);
    return this.readRun(run);
  }

  async reopen(run: string, number: number, kinds: readonly OutcomeKind[]) {
    const [row] = await this.#rows(this.#options.statements.reopen, [run, number, kinds]);
    return Number(row?.['count']);
  }

  takePlace({ windows, allowance, fence }: PlaceRequest): Promise<PlaceAnswer> {
    const { statements } = this.#options;
    const scopes = windows.map(({ scope }) => scope);
    return this.#transaction(async (query) => {
      if (fence !== undefined) {
        const held = await query(statements.isHeld, [fence.run, fence.number, fence.epoch]);
        if (held.count === 0) throw fenced();
      }
      await query(statements.addWindows, [scopes]);
      const { rows } = await query(statements.holdWindows, [scopes]);
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
        await query(statements.writeWindow, [scope, all]);
      }
      return { granted: true };
    });
  }

  close() {
    return this.#options.end();
  }

  #transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    return this.#options.transaction(work);
  }

  async #rows(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.#transaction((query) => query(text, values))).rows;
  }

  /** Runs a statement that tells whether the batch was still the caller's. */
  async #held(text: string, { run, number, epoch }: Fence, values: readonly Value[]): Promise<Row> {
    const [row] = await this.#rows(text, [run, number, epoch, ...values]);
    if (row === undefined || row['held'] === 0) throw fenced();
    return row;
  }

  #unknown(id: string): FleetError {
    return new FleetError('run-unknown', `${this.address} has no run ${JSON.stringify(id)}.`);
  }
}
