import fc from 'fast-check';
import { ids } from '../command.js';
import type { Command } from '../command.js';

const putInto = (id: string, status: number): Command => ({
  check: ({ instances }) => instances.has(id),
  toString: () => `put(${id}, ${status})`,
  run: async (model, emulator) => {
    emulator.instances.update(id, { status });
    const instance = model.instances.get(id);
    if (instance) Object.assign(instance, { status, since: model.now, next: undefined });
  },
});

export const anyId = fc.constantFrom(...ids);
export const anyStatus = fc.constantFrom(-1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 10, 20, 99);
export const put = fc.tuple(anyId, anyStatus).map((given) => putInto(...given));
