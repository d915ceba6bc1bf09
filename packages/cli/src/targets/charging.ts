import type { Charging } from '@qcvm/client';
import type { Cvm as NewerCvm } from '@qcvm/client/v3';
import { batchesOf, inParallel, maxBatch } from './batches.js';
import { targetKey, type Target } from './target.js';

const words: ReadonlyMap<string | undefined, Charging> = new Map([
  ['STOP_CHARGING', 'stopped'],
  ['KEEP_CHARGING', 'kept'],
  ['NOT_APPLICABLE', 'not applicable'],
]);

const parallel = 4;

/** What API 3.0 says of the costs of stopped instances, by `targetKey`; nothing of those of which it says nothing. */
export async function chargingOf(
  cvm: Pick<NewerCvm, 'describeInstances'>,
  targets: Iterable<Target>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Charging>> {
  const found = new Map<string, Charging>();
  await inParallel(batchesOf(targets), parallel, async ({ region, instanceIds: InstanceIds }) => {
    const { InstanceSet } = await cvm.describeInstances({ InstanceIds, Limit: maxBatch }, { region, signal });
    for (const { InstanceId: instanceId, StopChargingMode } of InstanceSet ?? []) {
      const charging = words.get(StopChargingMode ?? undefined);
      if (charging !== undefined && instanceId) found.set(targetKey({ region, instanceId }), charging);
    }
  });
  return found;
}
