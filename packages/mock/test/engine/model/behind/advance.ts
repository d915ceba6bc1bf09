import fc from 'fast-check';
import type { Command } from '../command.js';

const advanceBy = (milliseconds: number): Command => ({
  check: () => true,
  toString: () => `advance(${milliseconds})`,
  run: async (model, emulator) => {
    model.now += milliseconds;
    emulator.clock.advance(milliseconds);
  },
});

/** Any while, and those after which something has just happened. */
export const advance = fc.oneof(fc.nat(15_000), fc.constantFrom(5000, 7000, 8000, 12_000)).map(advanceBy);
