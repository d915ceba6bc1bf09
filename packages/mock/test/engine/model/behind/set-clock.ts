import fc from 'fast-check';
import type { Command } from '../command.js';

/** The time is set, forwards or backwards: the state is a function of the time, so it follows. */
const setBy = (milliseconds: number): Command => ({
  check: () => true,
  toString: () => `setClock(now ${milliseconds < 0 ? '-' : '+'} ${Math.abs(milliseconds)})`,
  run: async (model, emulator) => {
    model.now += milliseconds;
    emulator.clock.set(model.now);
  },
});

export const setClock = fc.integer({ min: -10_000, max: 20_000 }).map(setBy);
