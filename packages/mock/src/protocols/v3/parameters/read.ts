import type {
  ExclusivePairs,
  IntegerParameter,
  ListParameter,
  NumberParameter,
  ObjectParameter,
  Parameter,
  ParameterTable,
  StringParameter,
} from '@qcvm/client/descriptors';
import { didYouMean } from '../../../core/words/nearest.js';
import { isSecret, shown } from '../../../core/words/redact.js';
import type { V3Behaviour } from '../behaviour.js';
import { isObject } from '../reading/sent.js';
import type { Sent, SentObject, SentValue } from '../reading/sent.js';
import { malformedCode, rangeCode, togetherCode, tooLongCode, tooManyCode } from './codes.js';
import { missing, together, unknown, wrongType, wrongValue } from './problem.js';

interface ReadOptions {
  readonly table: ParameterTable;
  readonly exclusive: ExclusivePairs | undefined;
  /** The codes that the Action documents. */
  readonly documented: readonly string[];
  readonly behaviour: V3Behaviour;
}

/** Where a value is, and what it is judged by. */
interface Place extends Pick<ReadOptions, 'documented' | 'behaviour'> {
  readonly path: string;
  /** The parameter of the operation that it is, or is in. */
  readonly parameter: string;
  readonly fromText: boolean;
  readonly depth: number;
}

/** A type that holds itself could be sent for ever. */
const deepest = 32;

/**
 * Reads the parameters of an operation by its table.
 *
 * @throws ParameterProblem at the first thing that is wrong
 */
export function readParameters(
  sent: Sent,
  { table, exclusive, documented, behaviour }: ReadOptions,
): Readonly<Record<string, unknown>> {
  const place = { documented, behaviour, fromText: sent.from === 'form', depth: 0 };
  return readFields(sent.parameters, { table, exclusive, place: { ...place, path: '', parameter: '' } });
}

function readFields(
  sent: SentObject,
  {
    table,
    exclusive = [],
    place,
  }: { table: ParameterTable; exclusive?: ExclusivePairs | undefined; place: Place },
): Readonly<Record<string, unknown>> {
  const { path, behaviour } = place;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (behaviour.unknownParameters === 'refuse') {
    for (const name of Object.keys(sent)) {
      if (Object.hasOwn(table, name)) continue;
      throw unknown(at(shown(name)), didYouMean(name, Object.keys(table)));
    }
  }
  const input: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
    if (isAbsent(value, { parameter, behaviour })) {
      if (parameter.required) throw missing(at(name));
      continue;
    }
    input[name] = readValue(value, {
      parameter,
      place: { ...place, path: at(name), parameter: place.parameter || name, depth: place.depth + 1 },
    });
  }
  for (const [one, other] of exclusive) {
    if (input[one] !== undefined && input[other] !== undefined)
      throw together(togetherCode(place.documented, one, other), at(one), at(other));
  }
  return input;
}

function isAbsent(
  value: SentValue | undefined,
  { parameter, behaviour }: { parameter: Parameter; behaviour: V3Behaviour },
): value is undefined {
  if (value === undefined) return true;
  if (value === null) return !parameter.nullable && behaviour.nullParameters === 'absent';
  return (
    behaviour.emptySelection === 'all' &&
    parameter.selects === true &&
    Array.isArray(value) &&
    value.length === 0
  );
}

function readValue(value: SentValue, { parameter, place }: { parameter: Parameter; place: Place }): unknown {
  if (value === null && parameter.nullable) return null;
  switch (parameter.kind) {
    case 'string':
      return readText(value, { parameter, place });
    case 'integer':
    case 'number':
      return readNumber(value, { parameter, place });
    case 'boolean':
      return readFlag(value, place);
    case 'list':
      return readList(value, { parameter, place });
    case 'object':
      return readObject(value, { parameter, place });
  }
}

const inWords = (value: SentValue, path: string): string =>
  isSecret(path.slice(path.lastIndexOf('.') + 1)) ? '[redacted]' : shown(`${value as string}`);

function readText(
  value: SentValue,
  { parameter, place }: { parameter: StringParameter; place: Place },
): string {
  if (typeof value !== 'string') throw wrongType(place.path, 'a string');
  const { pattern, meaning, minLength = 0, maxLength = Infinity, values } = parameter;
  const { documented, path } = place;
  const refuse = (code: string, rule: string): never => {
    throw wrongValue(code, { path, value: inWords(value, path), rule });
  };
  if (values && !values.includes(value)) refuse('InvalidParameterValue', `one of ${values.join(', ')}`);
  if (value.length > maxLength)
    refuse(tooLongCode(documented, place.parameter), `at most ${maxLength} characters long`);
  if (value.length < minLength) refuse('InvalidParameterValue', `at least ${minLength} characters long`);
  if (pattern !== undefined && !expression(pattern).test(value))
    refuse(malformedCode(documented, place.parameter), meaning ?? `of the form ${pattern}`);
  return value;
}

const expressions = new Map<string, RegExp>();

/** The patterns are those of the tables: they are few. */
function expression(pattern: string): RegExp {
  let found = expressions.get(pattern);
  if (!found) expressions.set(pattern, (found = new RegExp(`^(?:${pattern})$`, 'u')));
  return found;
}

function readNumber(
  sent: SentValue,
  { parameter, place }: { parameter: IntegerParameter | NumberParameter; place: Place },
): number {
  const isInteger = parameter.kind === 'integer';
  const digits = isInteger ? /^-?\d{1,16}$/ : /^-?\d{1,16}(?:\.\d{1,16})?$/;
  const value =
    place.fromText && typeof sent === 'string' && digits.test(sent) ? Number(sent) : (sent as number);
  if (typeof value !== 'number' || (isInteger && !Number.isSafeInteger(value)))
    throw wrongType(place.path, isInteger ? 'an integer' : 'a number');
  const { minimum = -Infinity, maximum = Infinity } = parameter;
  const refuse = (rule: string, code = rangeCode(place.documented)): never => {
    throw wrongValue(code, { path: place.path, value: `${value}`, rule });
  };
  if (value < minimum) refuse(`at least ${minimum}`);
  if (value > maximum) refuse(`at most ${maximum}`);
  if ('values' in parameter && parameter.values && !parameter.values.includes(value))
    refuse(`one of ${parameter.values.join(', ')}`, 'InvalidParameterValue');
  return value;
}

function readFlag(value: SentValue, { path, fromText }: Place): boolean {
  if (typeof value === 'boolean') return value;
  if (fromText && typeof value === 'string' && /^(?:true|false)$/i.test(value))
    return value.toLowerCase() === 'true';
  throw wrongType(path, 'true or false');
}

function readList(
  value: SentValue,
  { parameter, place }: { parameter: ListParameter; place: Place },
): readonly unknown[] {
  const { path, documented, behaviour } = place;
  if (!Array.isArray(value)) throw wrongType(path, 'a list');
  const sent = value as readonly SentValue[];
  const { maxItems = Infinity, items, selects, unique } = parameter;
  const refuse = (code: string, rule: string): never => {
    throw wrongValue(code, { path, value: `${sent.length} items`, rule });
  };
  if (selects && sent.length === 0) refuse('InvalidParameterValue', 'not empty');
  if (sent.length > maxItems)
    refuse(tooManyCode(documented, place.parameter), `a list of at most ${maxItems}`);
  const read = sent.map((item, index) =>
    readValue(item, { parameter: items, place: { ...place, path: `${path}.${index}` } }),
  );
  if (!unique) return read;
  const different = new Set(read);
  if (different.size < read.length && behaviour.duplicateIds === 'refuse')
    refuse('InvalidParameterValue', 'a list in which nothing occurs twice');
  return [...different];
}

function readObject(
  value: SentValue,
  { parameter, place }: { parameter: ObjectParameter; place: Place },
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw wrongType(place.path, 'an object');
  if (place.depth > deepest) throw wrongType(place.path, `nested less deeply than ${deepest} levels`);
  const { fields, exclusive } = parameter;
  return readFields(value, { table: typeof fields === 'function' ? fields() : fields, exclusive, place });
}
