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
