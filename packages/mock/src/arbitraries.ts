import { cvmOperations } from '@qcvm/client/descriptors';
import type {
  IntegerParameter,
  ListParameter,
  ObjectParameter,
  OperationDescriptor,
  Parameter,
  ParameterTable,
  StringParameter,
} from '@qcvm/client/descriptors';
import * as fc from 'fast-check';
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

/** Any character, surrogates aside. fast-check's own unit `binary` builds a map of all of them first, which takes seconds. */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

/** A text of whole characters, among them those that encoders and signers get wrong. */
const anyText = (length: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({
    ...length,
    unit: fc.oneof({ weight: 4, arbitrary: anyCharacter }, fc.constantFrom(..."&=+ %@_./测😀~!*()'")),
  });

const matching = (pattern: string): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u'));
const wholeMatch = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`, 'u').test(text);

/** Bounds, where there are any; unbounded texts and lists stay as short as fast-check's size says. */
const lengths = (
  minimum: number | undefined,
  maximum: number | undefined,
): { minLength?: number; maxLength?: number } => ({
  ...(minimum === undefined ? {} : { minLength: minimum }),
  ...(maximum === undefined ? {} : { maxLength: maximum }),
});

function validText({ pattern, values, minLength, maxLength }: StringParameter): fc.Arbitrary<string> {
  if (values) return fc.constantFrom(...values);
  if (pattern === undefined) return anyText(lengths(minLength, maxLength));
  return matching(pattern).filter((text) => {
    const { length } = [...text];
    return length >= (minLength ?? 0) && length <= (maxLength ?? Infinity);
  });
}

const validInteger = ({ values, minimum, maximum }: IntegerParameter): fc.Arbitrary<number> =>
  values
    ? fc.constantFrom(...values)
    : fc.integer({ min: minimum ?? Number.MIN_SAFE_INTEGER, max: maximum ?? Number.MAX_SAFE_INTEGER });

function validList({ items, unique, maxItems }: ListParameter, minimum = 1): fc.Arbitrary<unknown[]> {
  const bounds = lengths(minimum, maxItems === undefined ? undefined : Math.max(minimum, maxItems));
  return unique ? fc.uniqueArray(validValue(items), bounds) : fc.array(validValue(items), bounds);
}

function validValue(parameter: Parameter): fc.Arbitrary<unknown> {
  switch (parameter.kind) {
    case 'string':
      return validText(parameter);
    case 'integer':
      return validInteger(parameter);
    case 'number':
      return fc.double({ min: parameter.minimum ?? -1e15, max: parameter.maximum ?? 1e15, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'list':
      return validList(parameter);
    case 'object':
      return validObject(parameter);
  }
}

/** A type that holds itself ends after some levels, most of the time. */
const validObject = ({ fields }: ObjectParameter): fc.Arbitrary<unknown> =>
  typeof fields === 'function' ? fc.constant(fields).chain((open) => validTable(open())) : validTable(fields);

const requiredIn = (table: ParameterTable): string[] =>
  Object.entries(table).flatMap(([name, { required }]) => (required ? [name] : []));

function validTable(table: ParameterTable): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, validValue(parameter)]),
  );
  return fc.record(fields, { requiredKeys: requiredIn(table), noNullPrototype: true });
}

/** A value with one mistake in it; `way` leads from the value to the mistake: nothing, `[3]`, `.ports[1]`. */
interface Mistake {
  readonly value: unknown;
  readonly way: string;
  readonly rule: string;
}

const mistake = (rule: string, values: fc.Arbitrary<unknown>, way = ''): fc.Arbitrary<Mistake> =>
  values.map((value) => ({ value, way, rule }));

function wrongText(parameter: StringParameter): fc.Arbitrary<Mistake>[] {
  const { pattern, values, minLength, maxLength } = parameter;
  const room = { ...parameter, ...(maxLength === undefined ? {} : { maxLength: maxLength - 1 }) };
  const mistakes = [
    mistake('type', fc.constantFrom<unknown>(null, 0, 1, true, [], {}, ['text'])),
    mistake(
      'unicode',
      validText(room).map((text) => `${text}\ud800`),
    ),
  ];
  if (maxLength !== undefined) {
    mistakes.push(mistake('maxLength', anyText(lengths(maxLength + 1, maxLength + 10))));
  }
  if (minLength !== undefined && minLength > 0) {
    mistakes.push(mistake('minLength', anyText({ maxLength: minLength - 1 })));
  }
  const strange = fc
    .tuple(validText(room), fc.constantFrom('!', ' ', '&', '=', '\n', '测'))
    .map((parts) => parts.join(''));
  if (pattern !== undefined) {
    mistakes.push(
      mistake(
        'pattern',
        strange.filter((text) => !wholeMatch(pattern, text)),
      ),
    );
  } else if (values) {
    mistakes.push(
      mistake(
        'values',
        strange.filter((text) => !values.includes(text)),
      ),
    );
  }
  return mistakes;
}

function wrongInteger({ minimum, maximum, values }: IntegerParameter): fc.Arbitrary<Mistake>[] {
  const noInteger = fc.constantFrom<unknown>(
    null,
    '1',
    1.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    true,
    false,
    [],
    {},
  );
  const mistakes = [mistake('type', noInteger)];
  if (minimum !== undefined) {
    mistakes.push(mistake('minimum', fc.integer({ min: Number.MIN_SAFE_INTEGER, max: minimum - 1 })));
  }
  if (maximum !== undefined) {
    mistakes.push(mistake('maximum', fc.integer({ min: maximum + 1, max: Number.MAX_SAFE_INTEGER })));
  }
  if (values) {
    const others = fc.integer({ min: minimum ?? -1000, max: maximum ?? 1000 });
    mistakes.push(
      mistake(
        'values',
        others.filter((value) => !values.includes(value)),
      ),
    );
  }
  return mistakes;
}

function wrongList(parameter: ListParameter): fc.Arbitrary<Mistake>[] {
  const { items, maxItems, unique } = parameter;
  const mistakes = [
    mistake('type', fc.constantFrom<unknown>(null, 'one', 1, {}, true)),
    mistake('empty', fc.constant([])),
    ...wrongValue(items).map((wrong) =>
      // With one place left for the item that is wrong.
      fc
        .tuple(
          // A list of one has room for nothing beside it.
          maxItems === 1
            ? fc.constant<unknown[]>([])
            : validList({
                ...parameter,
                ...(maxItems === undefined ? {} : { maxItems: maxItems - 1 }),
              }),
          fc.nat(),
          wrong,
        )
        .map(([list, nth, { value, way, rule }]) => {
          const index = nth % (list.length + 1);
          return { value: list.toSpliced(index, 0, value), way: `[${index}]${way}`, rule };
        }),
    ),
  ];
  if (maxItems !== undefined) {
    const { maxItems: _any, ...unbounded } = parameter;
    mistakes.push(mistake('maxItems', validList({ ...unbounded, maxItems: maxItems + 1 }, maxItems + 1)));
  }
  if (unique && maxItems !== 1) {
    const shorter = {
      ...parameter,
      ...(maxItems === undefined ? {} : { maxItems: maxItems - 1 }),
    };
    mistakes.push(
      fc.tuple(validList(shorter), fc.nat()).map(([list, nth]) => ({
        value: [...list, list[nth % list.length]],
        way: `[${list.length}]`,
        rule: 'unique',
      })),
    );
  }
  return mistakes;
}

function wrongValue(parameter: Parameter): fc.Arbitrary<Mistake>[] {
  switch (parameter.kind) {
    case 'string':
      return wrongText(parameter);
    case 'integer':
      return wrongInteger(parameter);
    case 'list':
      return wrongList(parameter);
    case 'number':
      return [mistake('type', fc.constantFrom<unknown>('1', true, Number.NaN, Infinity, {}))];
    case 'boolean':
      return [mistake('type', fc.constantFrom<unknown>('true', 0, 1, {}))];
    case 'object':
      return [
        mistake('type', fc.constantFrom<unknown>('one', 1, [])),
        ...(typeof parameter.fields === 'function' ? [] : wrongTable(parameter.fields)),
      ];
  }
}

function wrongTable(table: ParameterTable): fc.Arbitrary<Mistake>[] {
  const valid = validTable(table);
  const strangers = fc.stringMatching(/^[a-z][A-Za-z]{0,12}$/).filter((name) => !(name in table));
  return [
    fc
      .tuple(valid, strangers)
      .map(([value, name]) => ({ value: { ...value, [name]: 1 }, way: `.${name}`, rule: 'unknown' })),
    ...requiredIn(table).map((name) =>
      valid.map(({ [name]: _left, ...value }) => ({ value, way: `.${name}`, rule: 'required' })),
    ),
    ...Object.entries(table).flatMap(([name, parameter]) =>
      wrongValue(parameter).map((wrong) =>
        fc.tuple(valid, wrong).map(([value, inner]) => ({
          value: { ...value, [name]: inner.value },
          way: `.${name}${inner.way}`,
          rule: inner.rule,
        })),
      ),
    ),
  ];
}

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
