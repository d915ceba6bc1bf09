import type { Pool, PoolConfig } from 'pg';
import { FleetError } from '../../model/errors.js';
import type { StoreAddress } from '../address.js';
import type { Patiently } from '../patience.js';
import { unfitServer } from '../refusals.js';
import { PostgresStore, type Query } from './postgres-store.js';
import { createQuotaTables, createTables, layout, quotaSchema } from './schema.js';
import { statementsOf } from './statements.js';

/** The earliest major version that BullMQ works with. */
const minimum = 13;
/** Held while tables are made: two processes may come at once. */
const tablesLock = 0x71_63_76_6d;

async function importPostgres() {
  try {
    return (await import('pg')).default;
  } catch (cause) {
    throw new FleetError('store-unusable', 'A store over PostgreSQL needs the package pg: npm install pg.', {
      cause,
    });
  }
}

/** What an error of PostgreSQL means here. */
export function postgresError(error: unknown, shown: string): unknown {
  if (error instanceof FleetError || !(error instanceof Error)) return error;
  const { message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const about = (kind: FleetError['code'], text: string): FleetError =>
    new FleetError(kind, text, { cause: error });
  // Disk full, out of memory, and out of what else the server has.
  if (/^53[0-2]/.test(code))
    return about(
      'store-full',
      `${shown} takes no more: ${message}. Nothing is sent until it does. Give it more disk space or memory.`,
    );
  if (/^28/.test(code) || code === '42501')
    return about(
      'store-unusable',
      `${shown} refuses this user: ${message}. Check user, password and permissions.`,
    );
  if (code === '3D000') return about('store-unusable', `${shown}: ${message}. Create the database.`);
  const isAway =
    /^(08|57P|53300|25006|40001|40P01)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    /Connection terminated|timeout|ECONN|not queryable|socket/i.test(message);
  return isAway
    ? about('store-unreachable', `${shown} does not answer: ${message}. Nothing is sent until it does.`)
    : error;
}

/** Refuses a server that is too old, and makes what is not there yet. */
export async function prepare(query: Query, { shown }: StoreAddress, schema: string): Promise<void> {
  const { rows } = await query(`select current_setting('server_version_num')::int as number`, []);
  const major = Math.floor(Number(rows[0]?.['number']) / 10_000);
  if (major < minimum) throw unfitServer.tooOld(shown, major, minimum);
  await query('select pg_advisory_xact_lock($1)', [tablesLock]);
  const isThere = async (table: string): Promise<boolean> =>
    (await query(`select to_regclass($1) is not null as there`, [table])).rows[0]?.['there'] === true;
  if (!(await isThere(`${quotaSchema}.quota_window`))) await query(createQuotaTables, []);
  if (!(await isThere(`${schema}.layout`))) {
    await query(createTables(schema), []);
    await query(`insert into ${schema}.layout values (${layout})`, []);
  }
  const found = Number((await query(`select version from ${schema}.layout`, [])).rows[0]?.['version']);
  if (found !== layout) throw unfitServer.otherLayout(shown, found, layout);
}

export interface OpenPostgresOptions {
  readonly address: StoreAddress;
  readonly namespace: string;
  readonly patiently: Patiently;
  readonly unique: () => string;
}

const poolOptions: PoolConfig = {
  max: 10,
  connectionTimeoutMillis: 5000,
  query_timeout: 10_000,
  keepAlive: true,
};

const queryOf = (client: Pick<Pool, 'query'>): Query => {
  return async (text, values) => {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(
      text,
      values.length > 0 ? [...values] : undefined,
    );
    return { rows, count: rowCount ?? 0 };
  };
};

/** Opens a store over PostgreSQL. */
export async function openPostgresStore(options: OpenPostgresOptions): Promise<PostgresStore> {
  const { address, namespace, patiently, unique } = options;
  const pg = await importPostgres();
  const pool = new pg.Pool({ ...poolOptions, connectionString: address.url });
  // A connection that is lost while it rests is replaced at the next step.
  pool.on('error', () => undefined);
  const schema = `"${namespace}_fleet"`;
  const once = async <Result>(work: (query: Query) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    // A failed connection is reported by the failing statement.
    const ignore = (): void => undefined;
    client.on('error', ignore);
    let failure: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(queryOf(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: unknown) => {
        failure = cause instanceof Error ? cause : new Error(String(cause));
      });
      throw error;
    } finally {
      client.removeListener('error', ignore);
      client.release(failure);
    }
  };
  const transaction = <Result>(work: (query: Query) => Promise<Result>): Promise<Result> =>
    patiently(() =>
      once(work).catch((error: unknown) => {
        throw postgresError(error, address.shown);
      }),
    );
  try {
    await transaction((query) => prepare(query, address, schema));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresStore({
    address: address.shown,
    statements: statementsOf(schema),
    transaction,
    unique,
    end: () => pool.end(),
  });
}
