import { instanceStatus } from '@qcvm/client/descriptors';
import * as fc from 'fast-check';
import { regions } from '../core/regions-3.0.gen.js';
import type { InstanceSeed } from '../services/cvm/instances/seed.js';

const id = fc.stringMatching(/^ins-[0-9a-z]{8}$/);

/** Most instances run or are down, and are in one region: an operation then has some that it fits. */
const seed = fc.record(
  {
    unInstanceId: id,
    region: fc.oneof(
      { weight: 4, arbitrary: fc.constant('ap-guangzhou') },
      fc.constantFrom(...regions.map((region) => region.id)),
    ),
    status: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(instanceStatus.running, instanceStatus.shutDown) },
      fc.constantFrom(...Object.values(instanceStatus)),
    ),
    // Monthly after use, prepaid, by use.
    cvmPayMode: fc.constantFrom(0, 1, 2),
    stubborn: fc.boolean(),
    projectId: fc.nat(3),
    instanceName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  },
  { requiredKeys: ['unInstanceId'], noNullPrototype: true },
);

/**
 * Instances in any state, paid for in any way, for either generation of the API: `createEmulator({ instances })`. No two have one id.
 *
 * ```ts
 * fc.assert(
 *   fc.asyncProperty(instanceSeeds, requestsV3.stopInstances, async (instances, request) => {
 *     const emulator = createEmulator({ clock: 'manual', instances });
 *   }),
 * );
 * ```
 */
export const instanceSeeds: fc.Arbitrary<readonly InstanceSeed[]> = fc.uniqueArray(seed, {
  maxLength: 8,
  selector: ({ unInstanceId }) => unInstanceId,
});
