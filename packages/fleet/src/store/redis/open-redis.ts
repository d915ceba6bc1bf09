import type { Redis } from 'ioredis';
import { FleetError } from '../../model/errors.js';
import type { StoreAddress } from '../address.js';
import type { Patiently } from '../patience.js';
import { unfitServer } from '../refusals.js';
import { redisPrefix, RedisConnection } from './connection.js';
import { RedisStore } from './redis-store.js';

/** The earliest version that BullMQ recommends. */
const minimum = [6, 2] as const;
/** Of what is kept; grows when an earlier version could not read it. */
const layout = '2';

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
  // Every step reports its own failure.
  redis.on('error', () => undefined);
  return redis;
}

const stepOptions: ConnectionOptions = {
  maxRetriesPerRequest: 0,
  connectTimeout: 5000,
  commandTimeout: 10_000,
  retryStrategy: (times) => Math.min(1000, 50 * times),
};

const field = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1];

/** Refuses a server that is too old, or may lose or throw away what it has confirmed. */
async function checkServer(redis: Redis, { shown }: StoreAddress, prefix: string): Promise<void> {
  const info = await redis.info();
  const version = field(info, 'redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1]))
    throw unfitServer.tooOld(shown, version, minimum.join('.'));
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
  if (found !== layout) throw unfitServer.otherLayout(shown, found, layout);
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
  const redis = await connectRedis(address.url, stepOptions);
  const connection = new RedisConnection(redis, { address, namespace, patiently });
  try {
    await connection.ask(() => checkServer(redis, address, redisPrefix(namespace)));
  } catch (error) {
    connection.close();
    throw error;
  }
  return new RedisStore(connection, unique);
}
