import { cvmOperations, type OperationDescriptor } from '@qcvm/client/descriptors';
import * as fc from 'fast-check';
import { anyText, lengths, validInteger, validTable, validText } from './arbitraries/valid.js';
import { wrongTable } from './arbitraries/wrong.js';
export { requestsV3, type CvmRequestsV3, type RequestV3 } from './arbitraries/requests.js';
export { inputsV3, type CvmInputsV3 } from './arbitraries/v3.js';
export { instanceSeeds } from './arbitraries/worlds.js';
import { cvmShapes } from './services/cvm/2.0/shapes.gen.js';
import type { JsonObject, OperationShape, Shape } from './services/shape.js';

/** An input with exactly one mistake in it. */
export interface InvalidInput {
  readonly input: unknown;
  /** Where the mistake is: `instanceIds[3]`, `forceStop`. */
  readonly parameter: string;
  /** The rule that it breaks, by the name that the client's `ValidationError` gives it. */
  readonly rule: string;
}

/** One value for each kind of thing that goes over the wire of an operation. Made from the spec. */
export interface OperationArbitraries<Input = unknown, Output = unknown> {
  /** Every input that the spec allows. */
  readonly input: fc.Arbitrary<Input>;
  /** Inputs that are wrong in one place. */
  readonly invalidInput: fc.Arbitrary<InvalidInput>;
  /** What a successful call gives, without the envelope. */
  readonly output: fc.Arbitrary<Output>;
  /** The whole body of a successful answer, `code` as a number or as a decimal text. */
  readonly response: fc.Arbitrary<JsonObject>;
  /** The whole body of an answer that refuses the call, with every documented code that concerns it as a whole. */
  readonly error: fc.Arbitrary<JsonObject>;
  /** For a batch: the body of an answer about these ids, each accepted or not, with the outer code that fits. */
  readonly batchResponse: (ids: readonly string[]) => fc.Arbitrary<JsonObject>;
}

type InputOf<Operation> = Operation extends OperationDescriptor<infer Input, unknown> ? Input : never;
type OutputOf<Operation> = Operation extends { readonly types?: { readonly output: infer Output } }
  ? Output
  : never;

/** By the client's method names. */
export type CvmArbitraries = {
  readonly [Name in keyof typeof cvmOperations]: OperationArbitraries<
    InputOf<(typeof cvmOperations)[Name]>,
    OutputOf<(typeof cvmOperations)[Name]>
  >;
};

/** Values of a result. What is documented by example comes more often than the rest. */
function shaped(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'string':
      if (shape.values) return fc.constantFrom(...shape.values);
      return often(shape.known ?? shape.examples ?? [], validText(shape));
    case 'integer':
      if (shape.values) return fc.constantFrom(...shape.values);
      return often(shape.known ?? shape.examples ?? [], validInteger(shape));
    case 'list': {
      const bounds = lengths(shape.minItems, shape.maxItems);
      return shape.unique
        ? fc.uniqueArray(shaped(shape.items), bounds)
        : fc.array(shaped(shape.items), bounds);
    }
    case 'object': {
      const fields = Object.fromEntries(
        Object.entries(shape.fields).map(([name, field]) => [name, shaped(field)]),
      );
      return fc.record(fields, { requiredKeys: [...shape.required], noNullPrototype: true });
    }
    case 'map':
      return shape.batchResults
        ? fc.uniqueArray(instanceId, { maxLength: 5 }).chain(acceptedResults)
        : fc.dictionary(anyText({ minLength: 1 }), shaped(shape.values), { noNullPrototype: true });
  }
}

const often = <Value>(known: readonly Value[], any: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  known.length === 0 ? any : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, any);

const instanceId = fc.stringMatching(/^ins-[0-9a-z]{8}$/);
const requestId = fc.integer({ min: 1, max: 2 ** 31 }).map(String);
const accepted = fc.record(
  { code: fc.constant(0), message: fc.constant(''), requestId },
  { noNullPrototype: true },
);

const acceptedResults = (ids: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.record(Object.fromEntries(ids.map((id) => [id, accepted])), { noNullPrototype: true });

/** What a service says when something went wrong; at times with the number of a module error in front. */
const complaint = fc
  .tuple(fc.option(fc.integer({ min: 100_000, max: 999_999 })), anyText({ minLength: 1, maxLength: 30 }))
  .map(([module, words]) => (module === null ? words : `(${module})${words}`));

/** A code as a number, or as the decimal text that some modules send. */
const asSent = (code: number): fc.Arbitrary<number | string> =>
  fc.constantFrom<number | string>(code, `${code}`);

const isNumber = (code: string): boolean => /^\d+$/.test(code);

function errorOf({ errors }: OperationShape, isBatch: boolean): fc.Arbitrary<JsonObject> {
  const whole = errors.filter(
    (code) => !(isBatch && (code === '5100' || code === '5400' || !isNumber(code))),
  );
  return fc.constantFrom(...whole).chain((code): fc.Arbitrary<JsonObject> => {
    const body = { code: asSent(isNumber(code) ? Number(code) : 5100), message: complaint };
    return isNumber(code)
      ? fc.record(body, { noNullPrototype: true })
      : fc.record({ ...body, codeDesc: fc.constant(code) }, { noNullPrototype: true });
  });
}

function batchOf({ batch }: OperationDescriptor, { errors }: OperationShape) {
  return (ids: readonly string[]): fc.Arbitrary<JsonObject> => {
    if (!batch) throw new TypeError('batchResponse: this operation is no batch');
    const textual = errors.filter((code) => !isNumber(code));
    const failed = fc.oneof(
      fc.record({ code: fc.constantFrom(5000, 6000), message: complaint }, { noNullPrototype: true }),
      ...textual.map((codeDesc) =>
        fc.record(
          { code: fc.constant(5100), codeDesc: fc.constant(codeDesc), message: complaint },
          { noNullPrototype: true },
        ),
      ),
    );
    const each = fc.oneof<fc.Arbitrary<JsonObject>[]>(accepted, failed);
    return fc
      .record(Object.fromEntries(ids.map((id) => [id, each])), { noNullPrototype: true })
      .chain((detail) => {
        const failures = Object.values(detail).filter(({ code }) => code !== 0).length;
        const code = failures === 0 ? 0 : failures === ids.length ? 5100 : 5400;
        return fc.record(
          {
            code: asSent(code),
            message: code === 0 ? fc.constant('') : complaint,
            ...(batch.results !== undefined && { [batch.results]: fc.constant(detail) }),
          },
          { noNullPrototype: true },
        );
      });
  };
}

/** Makes the arbitraries of any operation from what the spec says of its requests and of its answers. */
export function operationArbitraries(
  descriptor: OperationDescriptor,
  shape: OperationShape,
): OperationArbitraries {
  const output = shaped(shape.output) as fc.Arbitrary<JsonObject>;
  const envelope = fc.record(
    { code: asSent(0), message: fc.constant(''), codeDesc: fc.constant('Success') },
    { requiredKeys: ['code', 'message'], noNullPrototype: true },
  );
  return {
    input: validTable(descriptor.input),
    invalidInput: fc
      .oneof(...wrongTable(descriptor.input))
      .map(({ value, way, rule }) => ({ input: value, parameter: way.slice(1), rule })),
    output,
    response: fc.tuple(envelope, output).map(([head, fields]) => ({ ...head, ...fields })),
    error: errorOf(shape, descriptor.batch !== undefined),
    batchResponse: batchOf(descriptor, shape),
  };
}

/**
 * Arbitraries of every operation of the CVM API, by the client's method names.
 *
 * ```ts
 * fc.assert(fc.asyncProperty(arbitraries.stopInstances.input, async (input) => { … }));
 * ```
 */
export const arbitraries = Object.fromEntries(
  Object.entries(cvmOperations).flatMap(([name, descriptor]) => {
    const shape = cvmShapes[descriptor.action];
    return shape ? [[name, operationArbitraries(descriptor, shape)]] : [];
  }),
) as CvmArbitraries;
