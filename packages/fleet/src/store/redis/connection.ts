import type { Redis } from 'ioredis';
import type { StoreAddress } from '../address.js';
import type { Patiently } from '../patience.js';
import { redisError } from './redis-error.js';
import { keysOfBatch, scripts, type KeyName, type ScriptName } from './scripts.js';

/** Before every key. All have one hash slot: scripts touch keys of a namespace and those of the quotas, which all namespaces share. */
const slot = '{qcvm}';

/** Before every key of a namespace. */
export const redisPrefix = (namespace: string): string => `${slot}:${namespace}`;

/** What keys are about: a batch, a run, or all of a namespace. */
export interface KeyPlace {
  readonly run?: string;
  readonly number?: number;
}

type Value = string | number;
type Commands = Readonly<Record<ScriptName, (...values: readonly Value[]) => Promise<unknown>>>;

const isOfBatch = (name: KeyName): boolean => (keysOfBatch as readonly KeyName[]).includes(name);

/** The keys of one namespace and the steps on them, each of which is tried again while Redis is away or full. */
export class RedisConnection {
  readonly address: string;
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #patiently: Patiently;

  constructor(
    redis: Redis,
    about: { readonly address: StoreAddress; readonly namespace: string; readonly patiently: Patiently },
  ) {
    this.address = about.address.shown;
    this.#redis = redis;
    this.#prefix = redisPrefix(about.namespace);
    this.#patiently = about.patiently;
    for (const [name, { lua }] of Object.entries(scripts)) redis.defineCommand(name, { lua });
  }

  key(name: KeyName, { run, number }: KeyPlace = {}): string {
    const parts = [name, ...(name === 'runs' ? [] : [run]), ...(isOfBatch(name) ? [number] : [])];
    return [this.#prefix, ...parts].join(':');
  }

  /** The key of a quota, which is the account's, whichever namespace uses it. */
  quotaKey(scope: string): string {
    return `${slot}::quota:${scope}`;
  }

  /** Does what Redis is asked for, regardless of what happens to the connection meanwhile. */
  ask<Result>(work: (redis: Redis, key: RedisConnection['key']) => Promise<Result>): Promise<Result> {
    return this.#patiently(() =>
      work(this.#redis, (name, place) => this.key(name, place)).catch((error: unknown) => {
        throw redisError(error, this.address);
      }),
    );
  }

  /** Runs a script on the keys that it names. */
  run(
    name: Exclude<ScriptName, 'takePlace'>,
    place: KeyPlace,
    values: readonly Value[] = [],
  ): Promise<unknown> {
    const keys = scripts[name].keys.map((key) => this.key(key, place));
    return this.runOn(name, keys, values);
  }

  runOn(name: ScriptName, keys: readonly string[], values: readonly Value[]): Promise<unknown> {
    const commands = this.#redis as unknown as Commands;
    return this.ask(() => commands[name](keys.length, ...keys, ...values));
  }

  close(): void {
    this.#redis.disconnect();
  }
}
