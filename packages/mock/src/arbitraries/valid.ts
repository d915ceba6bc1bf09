import type {
  ExclusivePairs,
  ListParameter,
  IntegerParameter,
  ObjectParameter,
  Parameter,
  ParameterTable,
  StringParameter,
} from '@qcvm/client/descriptors';
import * as fc from 'fast-check';

const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

/** A text of whole characters, among them those that encoders and signers get wrong. */
export const anyText = (length: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({
    ...length,
    unit: fc.oneof({ weight: 4, arbitrary: anyCharacter }, fc.constantFrom(..."&=+ %@_./测😀~!*()'")),
  });

/** Made once for each pattern, as that takes long, and many parameters share a few of them. */
const matches = new Map<string, fc.Arbitrary<string>>();
function matching(pattern: string): fc.Arbitrary<string> {
  const made = matches.get(pattern) ?? fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u'));
  matches.set(pattern, made);
  return made;
}
export const wholeMatch = (pattern: string, text: string): boolean =>
  new RegExp(`^(?:${pattern})$`, 'u').test(text);

/** Bounds, where there are any; unbounded texts and lists stay as short as fast-check's size says. */
export const lengths = (
  minimum: number | undefined,
  maximum: number | undefined,
): { minLength?: number; maxLength?: number } => ({
  ...(minimum === undefined ? {} : { minLength: minimum }),
  ...(maximum === undefined ? {} : { maxLength: maximum }),
});

export function validText({ pattern, values, minLength, maxLength }: StringParameter): fc.Arbitrary<string> {
  if (values) return fc.constantFrom(...values);
  if (pattern === undefined) return anyText(lengths(minLength, maxLength));
  return matching(pattern).filter((text) => {
    const { length } = [...text];
    return length >= (minLength ?? 0) && length <= (maxLength ?? Infinity);
  });
}

export const validInteger = ({ values, minimum, maximum }: IntegerParameter): fc.Arbitrary<number> =>
  values
    ? fc.constantFrom(...values)
    : fc.integer({ min: minimum ?? Number.MIN_SAFE_INTEGER, max: maximum ?? Number.MAX_SAFE_INTEGER });

export function validList({ items, unique, maxItems }: ListParameter, minimum = 1): fc.Arbitrary<unknown[]> {
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
const validObject = ({ fields, exclusive }: ObjectParameter): fc.Arbitrary<unknown> =>
  typeof fields === 'function'
    ? fc.constant(fields).chain((open) => validTable(open(), exclusive))
    : validTable(fields, exclusive);

export const requiredIn = (table: ParameterTable): string[] =>
  Object.entries(table).flatMap(([name, { required }]) => (required ? [name] : []));

/** Parameters of which a request has at least one. */
const alternativesIn = (table: ParameterTable): string[][] =>
  Object.entries(table).flatMap(([name, { unless }]) => (unless ? [[name, ...unless]] : []));

/** What is drawn for each sample: what is given of each group of alternatives, and what stays of each exclusive pair. */
interface Choice {
  readonly given: readonly string[];
  readonly stays: readonly string[];
}

const choices = (alternatives: readonly string[][], exclusive: ExclusivePairs): fc.Arbitrary<Choice> =>
  fc.record({
    given: fc.tuple(...alternatives.map((names) => fc.constantFrom(...names))),
    stays: fc.tuple(...exclusive.map((pair) => fc.constantFrom(...pair))),
  });

/** Of two parameters that exclude each other, the one that must be given stays, or else the one that was drawn. */
function withoutExcluded(
  input: Readonly<Record<string, unknown>>,
  { given, stays }: Choice,
  exclusive: ExclusivePairs,
): Record<string, unknown> {
  const fitting = { ...input };
  for (const [index, [one, other]] of exclusive.entries()) {
    if (fitting[one] === undefined || fitting[other] === undefined) continue;
    const kept = [one, other].find((name) => given.includes(name)) ?? stays[index];
    delete fitting[kept === one ? other : one];
  }
  return fitting;
}

export function validTable(
  table: ParameterTable,
  exclusive: ExclusivePairs = [],
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, validValue(parameter)]),
  );
  const required = requiredIn(table);
  const records = (given: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
    fc.record(fields, { requiredKeys: [...required, ...given], noNullPrototype: true });
  const alternatives = alternativesIn(table);
  if (alternatives.length === 0 && exclusive.length === 0) return records([]);
  return (
    choices(alternatives, exclusive)
      .chain((choice) => records(choice.given).map((input) => withoutExcluded(input, choice, exclusive)))
      // What two groups need may exclude each other.
      .filter((input) => alternatives.every((names) => names.some((name) => input[name] !== undefined)))
  );
}
