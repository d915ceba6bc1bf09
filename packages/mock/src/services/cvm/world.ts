import type { Clock } from '../../core/clock.js';
import type { Invocation } from '../../core/service.js';
import type { CvmBehaviour, CvmV3Behaviour } from './behaviour.js';
import type { Durations } from './instances/durations.js';
import type { InstanceRecord } from './instances/record.js';
import type { InstanceStore } from './instances/store.js';
import type { Resources } from './resources.js';
import type { TaskStore } from './tasks.js';

/** What the answers of CVM depend on, whichever generation of the API asks. */
export interface CvmWorld {
  readonly seed: number;
  readonly clock: Clock;
  readonly durations: Durations;
  readonly behaviour: CvmBehaviour & { readonly v3: CvmV3Behaviour };
  readonly instances: InstanceStore;
  readonly tasks: TaskStore;
  readonly resources: Resources;
  /** Ids of calls, for what tests do in the place of a call. */
  readonly requestIds: { next(): string };
}

/** The instance of an id, if it belongs to the caller's account and is in the call's region. */
export function findOwn(
  id: string,
  { account, region }: Invocation,
  { instances }: CvmWorld,
): InstanceRecord | undefined {
  const record = instances.find(id);
  return record?.account === account && record.region === region ? record : undefined;
}

/** A question about an instance. */
export type InstanceTest = (record: InstanceRecord) => boolean;

/**
 * The instances that fit all tests, of those that have one of some ids, or of all; each once, in order of creation. Those that the key may
 * not touch are not shown.
 */
export function selectInstances(
  ids: readonly string[] | undefined,
  { invocation, world, tests }: { invocation: Invocation; world: CvmWorld; tests: readonly InstanceTest[] },
): readonly InstanceRecord[] {
  const { permits, account, region } = invocation;
  const candidates = ids
    ? [...new Set(ids.flatMap((id) => findOwn(id, invocation, world) ?? []))].sort(
        (one, other) => one.number - other.number,
      )
    : world.instances.scope(account, region);
  const all = permits ? [...tests, ({ unInstanceId }: InstanceRecord) => permits(unInstanceId)] : tests;
  return all.length === 0 ? candidates : candidates.filter((record) => all.every((test) => test(record)));
}

/** Those of some ids that the caller may not touch. */
export function forbiddenIds(
  ids: readonly string[],
  { invocation, world }: { invocation: Invocation; world: CvmWorld },
): readonly string[] {
  const { permits } = invocation;
  if (!permits) return [];
  return ids.filter((id) => {
    const record = findOwn(id, invocation, world);
    return record && !permits(record.unInstanceId);
  });
}
