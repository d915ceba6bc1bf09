import fc from 'fast-check';
import { expect } from 'vitest';
import type { Command } from '../command.js';
import { askV3, stateOf } from './changes.js';

/** What was bought with each ClientToken. A model has its own, as it has its own emulator. */
const bought = new WeakMap<object, Map<string, unknown>>();

/** Instances are bought; with a ClientToken that was used before it is the first call again. */
const run = (InstanceCount: number, ClientToken: string | undefined, isPrepaid: boolean): Command => ({
  check: (model) => model.instances.size < 12,
  toString: () => `RunInstances of API 3.0 (${InstanceCount}, ${ClientToken ?? 'no token'})`,
  run: async (model, emulator) => {
    const tokens = bought.get(model) ?? new Map<string, unknown>();
    bought.set(model, tokens);
    const before = stateOf(emulator);
    const { InstanceIdSet: ids, Error: failure } = await askV3(model, emulator, {
      action: 'RunInstances',
      parameters: {
        ...{ Placement: { Zone: 'ap-guangzhou-3' }, ImageId: 'img-31tjrtph', InstanceCount, ClientToken },
        ...(isPrepaid && { InstanceChargeType: 'PREPAID', InstanceChargePrepaid: { Period: 1 } }),
      },
    });
    expect(failure).toBeUndefined();
    const known = ClientToken === undefined ? undefined : tokens.get(ClientToken);
    if (known !== undefined) {
      expect(ids).toEqual(known);
      expect(stateOf(emulator)).toEqual(before);
      return;
    }
    expect(ids).toHaveLength(InstanceCount);
    if (ClientToken !== undefined) tokens.set(ClientToken, ids);
    for (const id of ids as readonly string[]) {
      expect(model.instances.has(id)).toBe(false);
      const next = { status: 2, at: model.now + 10_000 };
      model.instances.set(id, { status: 3, since: model.now, next, stubborn: false, prepaid: isPrepaid });
    }
  },
});

export const runV3 = fc
  .tuple(
    fc.integer({ min: 1, max: 2 }),
    fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
    fc.boolean(),
  )
  .map((given) => run(...given));
