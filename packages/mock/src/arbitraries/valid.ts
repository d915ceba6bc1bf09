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

/** Of two parameters that exclude each other, the first stays. */
function withoutExcluded(input: Record<string, unknown>, exclusive: ExclusivePairs): Record<string, unknown> {
  const fitting = { ...input };
  for (const [one, other] of exclusive)
    if (fitting[one] !== undefined && fitting[other] !== undefined) delete fitting[other];
  return fitting;
}

export function validTable(
  table: ParameterTable,
  exclusive: ExclusivePairs = [],
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, validValue(parameter)]),
  );
  // Of what can be given in place of each other, the one that says so is always there.
  const instead = Object.keys(table).filter((name) => table[name]?.unless !== undefined);
  const requiredKeys = [...requiredIn(table), ...instead];
  const whole = fc.record(fields, { requiredKeys, noNullPrototype: true });
  return exclusive.length === 0 ? whole : whole.map((input) => withoutExcluded(input, exclusive));
}
