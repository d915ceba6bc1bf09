import type { Exchange } from '../../protocols/v2/exchange.js';
import type { InstanceRecord } from './instances/record.js';
import type { World } from '../../emulator/world.js';

/** The ids that a batch call names, as sent; empty for other calls. */
export function batchIds({ input, operation }: Exchange): readonly string[] {
  const parameter = operation?.descriptor.batch?.ids;
  const ids = parameter === undefined ? undefined : input?.[parameter];
  return Array.isArray(ids) ? (ids as readonly string[]) : [];
}

/** The instance of an id, if it belongs to the caller's account and is in the call's region. */
export function findOwn(
  id: string,
  { exchange, world }: { exchange: Exchange; world: World },
): InstanceRecord | undefined {
  const record = world.instances.find(id);
  if (record?.account !== exchange.account?.id || record?.region !== exchange.region) return undefined;
  return record;
}
