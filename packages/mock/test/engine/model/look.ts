import fc from 'fast-check';
import { expect } from 'vitest';
import type { Command } from './command.js';

/** Nothing happens to the emulator, but everything about it is compared. */
const lookAround: Command = {
  check: () => true,
  toString: () => 'look()',
  run: async (model, emulator) => {
    const shown = emulator.instances.list();
    expect(shown.map(({ unInstanceId, status }) => [unInstanceId, status])).toEqual(
      [...model.instances.keys()].map((id) => [id, model.status(id)]),
    );
    for (const { unInstanceId, next, since } of shown) {
      const instance = model.instances.get(unInstanceId);
      const pending = instance?.next && instance.next.at > model.now ? instance.next : undefined;
      expect(next && { status: next.status, at: next.at }).toEqual(pending);
      expect(since).toBe(instance?.next && !pending ? instance.next.at : instance?.since);
    }
  },
};

export const look = fc.constant(lookAround);
