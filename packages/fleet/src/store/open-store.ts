import { FleetError } from '../model/errors.js';
import type { FleetRuntime } from '../model/runtime.js';
import { readAddress } from './address.js';
import { createPatience, type Patience } from './patience.js';
import type { Store } from './store.js';

export interface OpenStoreOptions extends Pick<Patience, 'onOutage'> {
  /** `redis://…` or `postgres://…`. */
  readonly url: string;
  /** Keeps runs of several teams on one server apart. Default: `qcvm`. */
  readonly namespace?: string | undefined;
  /** Milliseconds for which a step is tried again while the store is away or full. Default: 5000. */
  readonly patience?: number | undefined;
  readonly runtime: FleetRuntime;
}

const namespaceShape = /^[a-z][a-z0-9_]{0,39}$/;

export function readNamespace(namespace = 'qcvm'): string {
  if (!namespaceShape.test(namespace))
    throw new FleetError(
      'store-unusable',
      'The namespace must be letters, digits and _, at most 40, a letter first.',
    );
  return namespace;
}

/**
 * Opens the store of an address.
 *
 * @throws FleetError when it is away, full, too old, or not safe to keep a run in.
 */
export async function openStore({
  url,
  namespace,
  patience = 5000,
  runtime,
  onOutage,
}: OpenStoreOptions): Promise<Store> {
  const address = readAddress(url);
  const options = {
    address,
    namespace: readNamespace(namespace),
    patiently: createPatience({ milliseconds: patience, runtime, onOutage }),
    unique: () => runtime.unique(),
  };
  if (address.kind === 'redis') {
    const { openRedisStore } = await import('./redis/open-redis.js');
    return openRedisStore(options);
  }
  const { openPostgresStore } = await import('./postgres/open-postgres.js');
  return openPostgresStore(options);
}
