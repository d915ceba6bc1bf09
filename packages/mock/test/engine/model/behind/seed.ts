import fc from 'fast-check';
import type { Command } from '../command.js';
import { anyId, anyStatus } from './put.js';

const seedWith = (id: string, status: number, stubborn: boolean): Command => ({
  check: ({ instances }) => !instances.has(id),
  toString: () => `seed(${id}, ${status}${stubborn ? ', stubborn' : ''})`,
  run: async (model, emulator) => {
    emulator.instances.add({ unInstanceId: id, status, stubborn });
    model.instances.set(id, { status, since: model.now, stubborn });
  },
});

export const seed = fc.tuple(anyId, anyStatus, fc.boolean()).map((given) => seedWith(...given));
