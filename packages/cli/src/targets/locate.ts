import type { Cvm, Instance } from '@qcvm/client';
import { batchesOf, inParallel } from '../fleet/batches.js';
import { targetKey, type NamedInstance, type Target } from './target.js';

/** What became of the names: instances that exist, each once, and names that no region knows. */
export interface Located {
  readonly targets: readonly Target[];
  readonly missing: readonly Target[];
  /** What the service said of them by the way, by `targetKey`; empty where it was not asked. */
  readonly instances: ReadonlyMap<string, Instance>;
}

interface Lookup {
  readonly cvm: Cvm;
  readonly regions: readonly string[];
  readonly signal: AbortSignal;
}

const parallel = 8;

/** The region of an instance that none of several regions knows. */
export const nowhere = '-';

/** Describes ids in one region; found instances by each of their ids. */
export async function describeIds(
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
      found.set(targetKey({ region, instanceId: instance.unInstanceId }), instance);
      if (instance.instanceId !== undefined) {
        found.set(targetKey({ region, instanceId: instance.instanceId }), instance);
      }
    }
  });
  return found;
}

/**
 * Finds the region of every instance that was named without one, and the one id of every instance that was named
 * by its old one, so that nothing is worked on twice. Asks the service only where it must.
 */
export async function locate(
  lookup: Lookup,
  named: readonly NamedInstance[],
  resolveIds: boolean,
): Promise<Located> {
  const [first] = lookup.regions;
  const mustSearch = lookup.regions.length > 1 && named.some(({ region }) => region === undefined);
  const targets = new Map<string, Target>();
  if (!mustSearch && !resolveIds && first !== undefined) {
    for (const { instanceId, region = first } of named) {
      targets.set(targetKey({ region, instanceId }), { region, instanceId });
    }
    return { targets: [...targets.values()], missing: [], instances: new Map() };
  }

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
