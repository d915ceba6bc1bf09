import type { AccountStore } from '../../../accounts/store.js';
import type { Clock } from '../../../core/clock.js';
import { code } from '../../../core/chance.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { canonicalRegion, isRegion, newerRegions, regionSpellings } from '../../../core/regions.js';
import { instanceStatus } from '@qcvm/client/descriptors';
import type { InstanceFields } from './fields/fields.js';
import type { InstanceRecord } from './record.js';
import { stateOf, type InstanceState, type StatusLike } from '../states.js';
import type { InstanceSeed } from './seed.js';
import type { InstanceStore } from './store.js';

export class InstanceError extends Error {
  override readonly name = 'InstanceError';
}

/** The state of a status that was given by number or by name. */
export function stateLike(status: StatusLike): InstanceState {
  if (typeof status === 'number') {
    if (Number.isSafeInteger(status)) return stateOf(status);
    throw new InstanceError(`status: ${status} is not an integer`);
  }
  if (Object.hasOwn(instanceStatus, status)) return status;
  throw new InstanceError(
    `status: "${String(status)}" has no number${didYouMean(String(status), Object.keys(instanceStatus))}`,
  );
}

/** The long spelling of a region that a test named. */
export function regionOf(region: string, also: readonly string[]): string {
  const known = canonicalRegion(region) ?? (isRegion(region) || also.includes(region) ? region : undefined);
  if (known !== undefined) return known;
  throw new InstanceError(
    `region: "${region}" is not a region${didYouMean(region, [...regionSpellings, ...newerRegions, ...also])}; behaviour.regions can add one`,
  );
}

const notFields = ['unInstanceId', 'region', 'account', 'status', 'becomes', 'stubborn', 'count'] as const;

/** The part of a seed that is shown as it is. */
export function fieldsIn(seed: InstanceSeed): Partial<InstanceFields> | undefined {
  const rest: Record<string, unknown> = { ...seed };
  for (const name of notFields) delete rest[name];
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** Where new instances come to be. */
export interface Nursery {
  readonly seed: number;
  readonly clock: Clock;
  readonly accounts: AccountStore;
  readonly instances: InstanceStore;
  /** Region texts that are accepted in addition to the documented ones. */
  readonly behaviour: { readonly regions: readonly string[] };
}

/** So many instances at the most: more than any account has, and few enough to be made in a moment. */
export const maxInstances = 1_000_000;

/** Makes the records of some seeds that keep their rules, or throws and makes none. */
export function createInstances(seeds: readonly InstanceSeed[], nursery: Nursery): readonly InstanceRecord[] {
  const made: InstanceRecord[] = [];
  const taken = new Set<string>();
  const isTaken = (id: string): boolean => taken.has(id) || nursery.instances.find(id) !== undefined;
  let number = nursery.instances.created;
  const total = seeds.reduce((sum, { count = 1 }) => sum + count, nursery.instances.size);
  if (total > maxInstances) {
    throw new InstanceError(
      `instances: ${total} in all would be too many: an emulator holds at most ${maxInstances}`,
    );
  }
  for (const seed of seeds) {
    const { count = 1 } = seed;
    if (count !== 1 && (seed.unInstanceId !== undefined || seed.instanceId !== undefined)) {
      throw new InstanceError(
        `count: ${count} instances cannot share the id ${seed.unInstanceId ?? seed.instanceId}`,
      );
    }
    const common = commonPart(seed, nursery);
    for (let nth = 0; nth < count; nth++) {
      const unInstanceId = seed.unInstanceId ?? drawId(number, { seed: nursery.seed, isTaken });
      for (const id of [unInstanceId, seed.instanceId]) {
        if (id === undefined) continue;
        if (isTaken(id)) throw new InstanceError(`instance ${id} exists already`);
        taken.add(id);
      }
      made.push({ number, unInstanceId, ...common });
      number += 1;
    }
  }
  for (const record of made) nursery.instances.add(record);
  return made;
}

/** So many more instances that have all else in common, with ids that are free. */
export function createRecords(
  count: number,
  {
    world,
    common,
  }: {
    world: { readonly seed: number; readonly instances: InstanceStore };
    common: Omit<InstanceRecord, 'number' | 'unInstanceId'>;
  },
): readonly InstanceRecord[] {
  const { seed, instances } = world;
  const made: InstanceRecord[] = [];
  for (let nth = 0; nth < count; nth++) {
    const number = instances.created;
    const unInstanceId = drawId(number, { seed, isTaken: (id) => instances.find(id) !== undefined });
    const record = { number, unInstanceId, ...common };
    instances.add(record);
    made.push(record);
  }
  return made;
}

function commonPart(
  seed: InstanceSeed,
  { clock, accounts, behaviour }: Nursery,
): Omit<InstanceRecord, 'number' | 'unInstanceId'> {
  const now = clock.now();
  const account = seed.account === undefined ? accounts.first() : accounts.get(seed.account);
  if (!account) throw new InstanceError(`account ${seed.account ?? '(first)'} does not exist`);
  const state = stateLike(seed.status ?? 'running');
  const { becomes } = seed;
  return {
    account: account.id,
    region: regionOf(seed.region ?? 'ap-guangzhou', behaviour.regions),
    createdAt: now,
    fields: fieldsIn(seed),
    stubborn: seed.stubborn ?? false,
    state,
    since: now,
    nextState: becomes ? stateLike(becomes.status) : state,
    nextAt: becomes ? now + becomes.after : Infinity,
    changes: 0,
  };
}

/** An id that is free: a function of the seed and of how many there were before. */
function drawId(
  number: number,
  { seed, isTaken }: { seed: number; isTaken: (id: string) => boolean },
): string {
  for (let attempt = 0; ; attempt++) {
    const id = `ins-${code(`instance/${number}/${attempt}`, { seed, length: 8 })}`;
    if (!isTaken(id)) return id;
  }
}
