import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { cvmOperations } from '@qcvm/client/v3';
import { inputsV3 } from '@qcvm/mock/arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worldOf } from './support.js';
import { ask, tc3 } from './signing.js';

/** What is said of the form of parameters, before an operation looks at them. */
const malformed = /^(?:MissingParameter|UnknownParameter|InvalidParameter|InvalidParameterCombination)$/;

test.each(Object.entries(cvmOperations))(
  'every input of %s has the form of one',
  async (name, { action }) => {
    const { emulator } = worldOf();
    const input = inputsV3[name as keyof typeof inputsV3] as fc.Arbitrary<object>;
    await fc.assert(
      fc.asyncProperty(input, async (parameters) => {
        const body = JSON.stringify(parameters);
        const { Error: failure } = await ask(emulator, tc3(emulator, { action, body }));
        expect(failure?.Code ?? '', failure?.Message).not.toMatch(malformed);
      }),
      { numRuns: 5 },
    );
  },
);

function samplesOf(method: string): object[] {
  const input = Object.entries<fc.Arbitrary<object>>(inputsV3).find(([name]) => name === method)?.[1];
  if (input === undefined) throw new Error(`there are no inputs of ${method}`);
  return fc.sample(input, { numRuns: 300, seed: 1 });
}

const alternatives = Object.entries<OperationDescriptor>(cvmOperations).flatMap(([method, { input }]) =>
  Object.entries(input).flatMap(([name, { unless }]) =>
    unless ? [{ method, names: [name, ...unless] }] : [],
  ),
);

test.each(alternatives)('inputs of $method have each of $names alone', ({ method, names }) => {
  const samples = samplesOf(method);
  const given = samples.map((input) => names.filter((name) => Object.hasOwn(input, name)));
  for (const name of names) expect(given).toContainEqual([name]);
  expect(given).not.toContainEqual([]);
});

const exclusive = Object.entries<OperationDescriptor>(cvmOperations).flatMap(([method, operation]) =>
  (operation.exclusive ?? []).map((pair) => ({ method, pair })),
);

test.each(exclusive)('inputs of $method have either of $pair, and never both', ({ method, pair }) => {
  const samples = samplesOf(method);
  const given = samples.map((input) => pair.filter((name) => Object.hasOwn(input, name)));
  for (const name of pair) expect(given).toContainEqual([name]);
  expect(given).not.toContainEqual([...pair]);
});
