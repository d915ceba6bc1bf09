import type { Redis } from 'ioredis';
import { FleetError } from '../../model/errors.js';
import type { StoreAddress } from '../address.js';
import type { Patiently } from '../patience.js';
import { RedisStore } from './redis-store.js';
import { scripts, type ScriptName } from './scripts.js';

/** The earliest version that BullMQ recommends. */
const minimum = [6, 2] as const;
/** Of what is kept; grows when an earlier version could not read it. */
const layout = '2';

/**
 * Before every key of a namespace. All have one hash slot: scripts touch keys of a namespace and those of the quotas, which all
 * namespaces share.
 */
export const redisPrefix = (namespace: string): string => `{qcvm}:${namespace}`;
const quotaPrefix = '{qcvm}::quota';

async function importRedis() {
  try {
    return await import('ioredis');
  } catch (cause) {
    throw new FleetError(
      'store-unusable',
      'A store over Redis needs the package ioredis: npm install ioredis.',
      {
        cause,
      },
    );
  }
}

/** What differs from the defaults of ioredis. */
export interface ConnectionOptions {
  readonly maxRetriesPerRequest: number | null;
  readonly connectTimeout?: number;
  readonly commandTimeout?: number;
  readonly retryStrategy: (times: number) => number;
}

/** Connects for steps of the store: a step that cannot be sent fails, and is tried again by its caller. */
export async function connectRedis(url: string, options: ConnectionOptions): Promise<Redis> {
  const { Redis: Client } = await importRedis();
  const redis = new Client(url, options);
  // Every step tells its own failure.
  redis.on('error', () => undefined);
  return redis;
}

const stepOptions: ConnectionOptions = {
  maxRetriesPerRequest: 0,
  connectTimeout: 5000,
  commandTimeout: 10_000,
  retryStrategy: (times) => Math.min(1000, 50 * times),
};

/** What an error of Redis means here. */
export function redisError(error: unknown, shown: string): unknown {
  if (error instanceof FleetError || !(error instanceof Error)) return error;
  const { message } = error;
  const about = (code: FleetError['code'], text: string): FleetError =>
    new FleetError(code, text, { cause: error });
  if (/^(ERR )?FENCED/.test(message))
    return about(
      'fenced',
      'Another worker has taken this batch over, or its run was cancelled. Nothing was sent.',
    );
  if (/^(ERR )?STATE/.test(message)) return about('run-state', 'Another process plans this run.');
  if (/^(ERR )?UNKNOWN/.test(message)) return about('run-unknown', `${shown} has no such run.`);
  // What it says itself quotes the script that it was asked to run.
  if (/^(-?ERR )?(OOM|MISCONF)/.test(message)) {
    const why = /OOM/.test(message) ? 'its memory has reached maxmemory' : 'it cannot write to its disk';
    return about(
      'store-full',
      `${shown} takes no more: ${why}. Nothing is sent until it does. Give it more memory or disk space.`,
    );
  }
  if (/^(NOAUTH|WRONGPASS|NOPERM)/.test(message))
    return about('store-unusable', `${shown} refuses this user: check user, password and permissions.`);
  const isAway =
    /^(LOADING|MASTERDOWN|CLUSTERDOWN|READONLY|TRYAGAIN)/.test(message) ||
    /max retries per request|Connection is closed|Command timed out|connect E|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|Socket closed/i.test(
      `${error.name} ${message}`,
    );
  const [reason] =
    /\b(ECONN[A-Z]+|ENOTFOUND|ETIMEDOUT|EPIPE|LOADING|MASTERDOWN|CLUSTERDOWN|READONLY)\b/.exec(message) ?? [];
  const why = reason === undefined ? '' : ` (${reason})`;
  return isAway
    ? about('store-unreachable', `${shown} does not answer${why}. Nothing is sent until it does.`)
    : error;
}

const field = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1];

/** Refuses a server that is too old, or may lose or throw away what it has confirmed. */
async function checkServer(redis: Redis, { shown }: StoreAddress, prefix: string): Promise<void> {
  const info = await redis.info();
  const version = field(info, 'redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1]))
    throw new FleetError(
      'store-version',
      `${shown} is version ${version}; it must be ${minimum.join('.')} or newer.`,
    );
  const policy = field(info, 'maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction')
    throw new FleetError(
      'store-unsafe',
      `${shown} throws keys away when its memory is full (maxmemory-policy ${policy}); outcomes would be lost. Set maxmemory-policy noeviction.`,
    );
  if (field(info, 'aof_enabled') === '0')
    throw new FleetError(
      'store-unsafe',
      `${shown} keeps no append-only file; a restart would lose what was sent. Set appendonly yes.`,
    );
  const found = (await redis.set(`${prefix}:layout`, layout, 'NX', 'GET')) ?? layout;
  if (found !== layout)
    throw new FleetError(
      'store-version',
      `${shown} has runs of another version of @qcvm/fleet (layout ${found}, this one reads ${layout}). Use that version, or another namespace.`,
    );
}

export interface OpenRedisOptions {
  readonly address: StoreAddress;
  readonly namespace: string;
  readonly patiently: Patiently;
  readonly unique: () => string;
}

/** Opens a store over Redis. */
export async function openRedisStore({
  address,
  namespace,
  patiently,
  unique,
}: OpenRedisOptions): Promise<RedisStore> {
  const prefix = redisPrefix(namespace);
  const redis = await connectRedis(address.url, stepOptions);
  const { shown } = address;
  const step = <Result>(work: () => Promise<Result>): Promise<Result> =>
    patiently(() =>
      work().catch((error: unknown) => {
        throw redisError(error, shown);
      }),
    );
  for (const [name, script] of Object.entries(scripts)) redis.defineCommand(name, script);
  const commands = redis as unknown as Readonly<
    Record<ScriptName, (...values: readonly (string | number)[]) => Promise<unknown>>
  >;
  try {
    await step(() => checkServer(redis, address, prefix));
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return new RedisStore({
    redis,
    step: (work) => step(() => work(redis)),
    prefix,
    quotaPrefix,
    address: shown,
    unique,
    run: (name, keys, values) => {
      const counted = 'numberOfKeys' in scripts[name] ? [] : [keys.length];
      return step(() => commands[name](...counted, ...keys, ...values));
    },
  });
}
