import fc from 'fast-check';
import { expect } from 'vitest';
import { batch, stateOf } from '../../support.js';
import { ids, signed } from '../command.js';
import type { Command } from '../command.js';

/** What the commands on many instances share; each has a file of its own. */
export const batchCommand = (
  action: string,
  { wanted, force = false }: { readonly wanted: readonly string[]; readonly force?: boolean },
): Command => ({
  check: () => true,
  toString: () => `${action}(${wanted.join(', ')}${force ? ', force' : ''})`,
  run: async (model, emulator) => {
    const before = stateOf(emulator);
    const answer = await batch(emulator, { action, ids: wanted, force, ...signed(model) });
    const { fault } = model;
    model.fault = undefined;
    if (fault?.when === 'before') {
      expect(answer.code).toBe(fault.code);
      return;
    }
    const refusal = model.refusal();
    model.skew = 0;
    const codes = refusal === undefined ? model.batch(action, wanted, force) : new Map<string, number>();
    if (![...codes.values()].includes(0)) expect(stateOf(emulator)).toBe(before);
    if (fault) expect(answer.code).toBe(fault.code);
    else {
      expect(answer.code).toBe(refusal ?? outerCode([...codes.values()]));
      expect(Object.entries(answer.detail ?? {}).map(([id, { code }]) => [id, code])).toEqual([...codes]);
    }
  },
});

export const anyIds = fc.subarray([...ids, 'ins-nothing'], { minLength: 1 });

const outerCode = (codes: readonly number[]): number => {
  const failures = codes.filter((code) => code !== 0).length;
  return failures === 0 ? 0 : failures === codes.length ? 5100 : 5400;
};
