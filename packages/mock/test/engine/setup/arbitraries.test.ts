import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../client/test/support/runs.js';
import { createCvm, ValidationError } from '@qcvm/client';
import { parseResponse } from '@qcvm/client/wire';
import { cvmOperations } from '@qcvm/client/descriptors';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { createEmulator } from '@qcvm/mock';
import { arbitraries, operationArbitraries } from '@qcvm/mock/arbitraries';
import type { OperationArbitraries } from '@qcvm/mock/arbitraries';
import { cvmShapes } from '../../../src/services/cvm/2.0/shapes.gen.js';

const names = Object.keys(cvmOperations) as (keyof typeof cvmOperations)[];
const emulator = createEmulator({ clock: 'manual', quota: false });
const cvm = createCvm({
  region: 'gz',
  credentials: emulator.credentials,
  transport: emulator,
  runtime: emulator.runtime,
  retry: false,
  limits: false,
});
/** The client's method, as a function of anything. */
const call = (name: keyof typeof cvmOperations, input: unknown): Promise<unknown> =>
  (cvm[name] as (input: unknown) => Promise<unknown>)(input);
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test('there are arbitraries for every operation', () => expect(Object.keys(arbitraries)).toEqual(names));

describe.each(names)('%s', (name) => {
  const { input, invalidInput, output, response, error, batchResponse }: OperationArbitraries =
    arbitraries[name];
  const operation: OperationDescriptor = cvmOperations[name];

  test('every valid input passes the client and the emulator', async () => {
    await fc.assert(
      fc.asyncProperty(input, async (value) => {
        expect(await errorOf(call(name, value))).not.toBeInstanceOf(ValidationError);
        const outcome = emulator.requests.last()?.outcome;
        expect(outcome).toMatchObject({ kind: 'answered' });
        expect(outcome).not.toMatchObject({ refusedBy: 'parameters' });
        expect(outcome).not.toMatchObject({ code: 4000 });
      }),
      runs(40),
    );
  });

  test('every invalid input is refused by the client, for the one rule that it breaks', async () => {
    await fc.assert(
      fc.asyncProperty(invalidInput, async ({ input: value, parameter, rule }) => {
        const sent = emulator.requests.total;
        const refused = await errorOf(call(name, value));
        expect(refused).toBeInstanceOf(ValidationError);
        expect((refused as ValidationError).problems).toMatchObject([{ parameter, rule }]);
        expect(emulator.requests.total).toBe(sent);
      }),
      runs(150),
    );
  });

  test('every response is an output to the client', () => {
    fc.assert(
      fc.property(response, (body) => {
        expect(parseResponse({ status: 200, body: JSON.stringify(body), operation }).kind).toBe('output');
      }),
      runs(60),
    );
    expect(fc.sample(output, 1)).toHaveLength(1);
  });

  test('every error is an error to the client, with its code', () => {
    fc.assert(
      fc.property(error, (body) => {
        expect(parseResponse({ status: 200, body: JSON.stringify(body), operation })).toMatchObject({
          kind: 'api',
          code: Number(body['code']),
        });
      }),
      runs(60),
    );
  });

  test('every batch result accounts for every id', () => {
    if (!operation.batch) {
      expect(() => batchResponse([])).toThrow('no batch');
      return;
    }
    const ids = ['ins-a', 'ins-b', 'ins-c'];
    fc.assert(
      fc.property(batchResponse(ids), (body) => {
        const outcome = parseResponse({
          status: 200,
          body: JSON.stringify(body),
          operation,
          requestedIds: ids,
        });
        if (Number(body['code']) === 0) expect(outcome.kind).toBe('output');
        else expect(outcome).toMatchObject({ kind: 'batch', unreported: [], contradictions: [] });
      }),
      runs(60),
    );
  });
});

test('nested tables have arbitraries of the same kind', () => {
  const nested: OperationDescriptor = {
    ...cvmOperations.stopInstances,
    input: {
      policies: {
        kind: 'list',
        required: true,
        maxItems: 3,
        items: {
          kind: 'object',
          fields: {
            name: { kind: 'string', required: true, minLength: 2, maxLength: 4 },
            ports: {
              kind: 'list',
              items: { kind: 'integer', minimum: 1, maximum: 65_535 },
              unique: true,
              maxItems: 2,
            },
            kind: { kind: 'string', values: ['tcp', 'udp'] },
          },
        },
      },
    },
  };
  const shape = cvmShapes['StopInstances'];
  if (!shape) throw new Error('no shape');
  const made = operationArbitraries(nested, shape);
  const rules = new Set(
    fc
      .sample(made.invalidInput, { numRuns: 2000, seed: 1 })
      .map(({ parameter, rule }) => `${parameter.replace(/\d+/g, 'n')} ${rule}`),
  );
  for (const expected of [
    'policies required',
    'policies empty',
    'policies maxItems',
    'policies[n].name minLength',
    'policies[n].name maxLength',
    'policies[n].ports[n] maximum',
    'policies[n].ports[n] unique',
    'policies[n].kind values',
    'policies[n].name required',
  ]) {
    expect(rules).toContain(expected);
  }
});
