import type { AccountSeed } from '../accounts/account.js';
import type { CountedCalls } from '../accounts/quota.js';
import type { FaultRule } from '../core/faults/rule.js';
import type { FaultStore } from '../core/faults/store.js';
import type { InstanceRecord } from '../services/cvm/instances/record.js';
import type { Task } from '../services/cvm/tasks.js';
import type { SavedResources } from '../services/cvm/resources.js';
import type { World } from './world.js';

/** An instance in a snapshot: `nextAt` is `null` where nothing is going to change. */
export type SavedInstance = Omit<InstanceRecord, 'nextAt' | 'fields'> & {
  readonly nextAt: number | null;
  readonly fields?: NonNullable<InstanceRecord['fields']>;
};

/**
 * Everything that makes the future of an emulator, as plain JSON: restoring it continues the same history.
 * The options that the emulator was made with are not part of it, nor is the request log. It holds the
 * SecretKeys of the emulated accounts: keep it like them.
 */
export interface Snapshot {
  readonly format: 'qcvm-emulator-snapshot';
  readonly version: 2;
  readonly seed: number;
  /** Milliseconds since 1970. A manual clock is set to it; others go on as they are. */
  readonly now: number;
  readonly created: {
    readonly instances: number;
    readonly tasks: number;
    readonly faults: number;
    /** Ids of calls of API 3.0 that were given out. Left out by emulators that had none. */
    readonly requests?: number;
  };
  readonly accounts: readonly (AccountSeed & { readonly id: string })[];
  readonly instances: readonly SavedInstance[];
  readonly tasks: readonly Task[];
  /** Key pairs, images, timers and ClientTokens. Left out by emulators that had none. */
  readonly resources?: SavedResources;
  readonly faults: readonly FaultRule[];
  /** By SecretId: `[nonce, Timestamp]`. */
  readonly nonces: Readonly<Record<string, readonly (readonly [nonce: string, timestamp: number])[]>>;
  readonly quota: CountedCalls;
}

/** Takes a snapshot. It shares nothing with the emulator. */
export function takeSnapshot(world: World, faults: FaultStore): Snapshot {
  const { accounts, instances, tasks, nonces, quota, requestIds } = world;
  const snapshot: Snapshot = {
    format: 'qcvm-emulator-snapshot',
    version: 2,
    seed: world.seed,
    now: world.clock.now(),
    created: {
      instances: instances.created,
      tasks: tasks.count,
      faults: faults.created,
      requests: requestIds.count,
    },
    accounts: [...accounts.all()].map((account) => ({
      id: account.id,
      blocked: account.blocked,
      keys: accounts.keysOf(account),
      ...(account.quota === undefined ? {} : { quota: account.quota }),
    })),
    instances: [...instances.all()].map(({ nextAt, fields, ...rest }) => ({
      ...rest,
      nextAt: nextAt === Infinity ? null : nextAt,
      ...(fields ? { fields } : {}),
    })),
    tasks: tasks.all(),
    resources: world.resources.dump(),
    faults: faults.list(),
    nonces: nonces.dump(),
    quota: quota.dump(),
  };
  return structuredClone(snapshot);
}

/** Makes the world that a snapshot was taken of. The snapshot must have been checked. */
export function restoreSnapshot(
  snapshot: Snapshot,
  { world, faults }: { world: World; faults: FaultStore },
): void {
  const { accounts, instances, tasks, nonces, quota, requestIds, clock } = world;
  const own = structuredClone(snapshot);
  world.seed = own.seed;
  accounts.clear();
  for (const account of own.accounts) accounts.add(account);
  instances.clear();
  for (const { nextAt, fields, ...rest } of own.instances) {
    instances.add({ ...rest, nextAt: nextAt ?? Infinity, fields });
  }
  instances.created = own.created.instances;
  tasks.load(own.tasks, { count: own.created.tasks, seed: own.seed });
  faults.load(own.faults, own.created.faults);
  nonces.clear();
  for (const [secretId, uses] of Object.entries(own.nonces)) {
    for (const [nonce, timestamp] of uses) nonces.add({ secretId, nonce, timestamp });
  }
  quota.load(own.quota);
  world.resources.load(own.resources);
  requestIds.load(own.created.requests ?? 0, own.seed);
  if (clock.mode === 'manual') clock.set(own.now);
}
