import fc from 'fast-check';
import { expect } from 'vitest';
import { ask } from '../../support.js';
import { signed } from '../command.js';
import type { Command } from '../command.js';
import { anyStatus } from '../behind/put.js';

const describeAll = (status: number | undefined): Command => ({
  check: ({ fault }) => fault === undefined,
  toString: () => `DescribeInstances(${status ?? ''})`,
  run: async (model, emulator) => {
    const parameters = status === undefined ? {} : { status: `${status}` };
    const answer = await ask(emulator, { parameters, ...signed(model) });
    const refusal = model.refusal();
    model.skew = 0;
    expect(answer.code).toBe(refusal ?? 0);
    if (refusal !== undefined) return;
    const expected = [...model.instances.keys()].filter(
      (id) => status === undefined || model.status(id) === status,
    );
    expect(answer.instanceSet?.map((item) => [item.unInstanceId, item.status])).toEqual(
      expected.map((id) => [id, model.status(id)]),
    );
  },
});

export const describe = fc.option(anyStatus, { nil: undefined }).map(describeAll);
