import fc from 'fast-check';
import type { Command } from '../command.js';

const addFault = (code: number, when: 'before' | 'after'): Command => ({
  check: ({ fault, skew }) => fault === undefined && skew === 0,
  toString: () => `fault(${code}, ${when})`,
  run: async (model, emulator) => {
    emulator.faults.add({ fault: { kind: 'code', code, when }, times: 1 });
    model.fault = { code, when };
  },
});

export const fault = fc
  .tuple(fc.constantFrom(4400, 6000, 6200), fc.constantFrom('before' as const, 'after' as const))
  .map((given) => addFault(...given));
