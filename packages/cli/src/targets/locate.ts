import type { Cvm, Instance } from '@qcvm/client';
import { batchesOf, inParallel } from './batches.js';
import { targetKey, type NamedInstance, type Target } from './target.js';

/** What became of the names: instances that exist, each once, and names that no region knows. */
export interface Located {
  readonly targets: readonly Target[];
  readonly missing: readonly Target[];
  /** What the service said of the targets, by `targetKey`. */
  readonly instances: ReadonlyMap<string, Instance>;
}

/** Where to look. */
export interface Lookup {
  readonly cvm: Cvm;
  readonly regions: readonly string[];
  readonly signal: AbortSignal;
}

const parallel = 8;

/** The region of an instance that none of several regions knows. */
export const nowhere = '-';

/** Describes ids in one region or several; found instances by each of their ids. */
async function describeIds(
  { cvm, signal }: Omit<Lookup, 'regions'>,
  targets: Iterable<Target>,
): Promise<Map<string, Instance>> {
  const found = new Map<string, Instance>();
  await inParallel(batchesOf(targets), parallel, async ({ region, instanceIds }) => {
    const { instanceSet } = await cvm.describeInstances(
      { instanceIds, limit: instanceIds.length },
      { region, signal },
    );
    for (const instance of instanceSet) {
      for (const instanceId of idsOf(instance)) found.set(targetKey({ region, instanceId }), instance);
    }
  });
  return found;
}

/** An instance has one id, or that and an old one. */
export const idsOf = ({ unInstanceId, instanceId }: Instance): string[] =>
  instanceId === undefined ? [unInstanceId] : [unInstanceId, instanceId];

/**
 * Finds the region of every instance that was named without one, and the one id of every instance that was named
 * by its old one, so that nothing is worked on twice. A name with a region is looked for there and nowhere else.
 */
export async function locate(lookup: Lookup, named: readonly NamedInstance[]): Promise<Located> {
  const targets = new Map<string, Target>();
  const instances = new Map<string, Instance>();
  let open: readonly NamedInstance[] = named;
  const given = named.flatMap(({ region }) => region ?? []);
  for (const region of new Set([...lookup.regions, ...given])) {
    const here = open.filter((name) => name.region === undefined || name.region === region);
    if (here.length === 0) continue;
    const unique = new Map(here.map(({ instanceId }) => [instanceId, { region, instanceId }]));
    const found = await describeIds(lookup, unique.values());
    const settled = new Set<NamedInstance>();
    for (const name of here) {
      const instance = found.get(targetKey({ region, instanceId: name.instanceId }));
      if (instance === undefined) continue;
      settled.add(name);
      const target = { region, instanceId: instance.unInstanceId };
      targets.set(targetKey(target), target);
      instances.set(targetKey(target), instance);
    }
    open = open.filter((name) => !settled.has(name));
  }
  const missing = new Map<string, Target>();
  const [only, another] = lookup.regions;
  const anywhere = only === undefined || another !== undefined ? nowhere : only;
  for (const { instanceId, region = anywhere } of open) {
    missing.set(targetKey({ region, instanceId }), { region, instanceId });
  }
  return { targets: [...targets.values()], missing: [...missing.values()], instances };
}
