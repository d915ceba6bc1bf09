import fc from 'fast-check';
import type { Command } from '../command.js';

/** For one call, the service believes in another time than its callers. */
const addSkew = (seconds: number): Command => ({
  check: ({ fault, skew }) => fault === undefined && skew === 0 && seconds !== 0,
  toString: () => `skew(${seconds})`,
  run: async (model, emulator) => {
    emulator.faults.add({ fault: { kind: 'clockSkew', seconds }, times: 1 });
    model.skew = seconds;
  },
});

export const skew = fc.integer({ min: -600, max: 600 }).map(addSkew);
