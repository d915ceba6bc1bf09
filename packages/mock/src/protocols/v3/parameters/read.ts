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
import { isObject, type Sent, type SentObject, type SentValue } from '../reading/sent.js';
import {
  malformedCode,
  missing,
  rangeCode,
  together,
  togetherCode,
  tooLongCode,
  tooManyCode,
  unknown,
  wrongType,
  wrongValue,
} from './problem.js';

interface ReaderOptions {
  readonly table: ParameterTable;
  readonly exclusive: ExclusivePairs | undefined;
  /** The codes that the Action documents. */
  readonly documented: readonly string[];
  readonly behaviour: V3Behaviour;
  /** Texts of a form may stand for values of other types. */
  readonly from: Sent['from'];
}

/** What values are judged by. */
interface Rules extends Pick<ReaderOptions, 'documented' | 'behaviour'> {
  /** The parameter of the operation that a value is, or is in. */
  readonly parameter: string;
  readonly fromText: boolean;
  readonly depth: number;
}

/** Reads a value that was sent under a name: `Filters.0.Name`. */
type Read = (value: SentValue, path: string) => unknown;

type ReadObject = (sent: SentObject, path: string) => Readonly<Record<string, unknown>>;

/** A type that holds itself could be sent for ever. */
const deepest = 32;

/**
 * Makes what reads the parameters of an operation by its table. It is made once, and reads many requests: to walk through the table
 * for each takes several times as long.
 *
 * @returns reads parameters; throws a `ParameterProblem` at the first thing that is wrong
 */
export function parameterReader({
  table,
  exclusive,
  documented,
  behaviour,
  from,
}: ReaderOptions): (sent: SentObject) => Readonly<Record<string, unknown>> {
  const rules = { documented, behaviour, fromText: from === 'form', depth: 0, parameter: '' };
  const read = fieldsReader(table, { exclusive, rules });
  return (sent) => read(sent, '');
}

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function fieldsReader(
  table: ParameterTable,
  { exclusive = [], rules }: { exclusive?: ExclusivePairs | undefined; rules: Rules },
): ReadObject {
  const { behaviour, documented, depth } = rules;
  const refusesUnknown = behaviour.unknownParameters === 'refuse';
  const fields = Object.entries(table).map(([name, parameter]) => ({
    name,
    required: parameter.required === true,
    unless: parameter.unless,
    isAbsent: absence(parameter, behaviour),
    read: readerOf(parameter, { ...rules, parameter: rules.parameter || name, depth: depth + 1 }),
  }));
  const absent = new Map(fields.map(({ name, isAbsent }) => [name, isAbsent]));
  const isGiven = (sent: SentObject, name: string): boolean => {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
    return value !== undefined && absent.get(name)?.(value) === false;
  };
  return (sent, path) => {
    if (refusesUnknown)
      for (const name of Object.keys(sent)) {
        if (Object.hasOwn(table, name)) continue;
        throw unknown(at(path, shown(name)), didYouMean(name, Object.keys(table)));
      }
    const input: Record<string, unknown> = {};
    for (const { name, required, unless, isAbsent, read } of fields) {
      const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
      if (value !== undefined && !isAbsent(value)) input[name] = read(value, at(path, name));
      else if (required || (unless && !unless.some((other) => isGiven(sent, other))))
        throw missing(at(path, name));
    }
    for (const [one, other] of exclusive)
      if (input[one] !== undefined && input[other] !== undefined)
        throw together(togetherCode(documented, one, other), at(path, one), at(path, other));
    return input;
  };
}

/** Tells values that count as left out. */
function absence(
  { nullable, selects }: Parameter,
  { nullParameters, emptySelection }: V3Behaviour,
): (value: SentValue) => boolean {
  const isNullAbsent = !nullable && nullParameters === 'absent';
  const isEmptyAbsent = selects === true && emptySelection === 'all';
  return (value) =>
    value === null ? isNullAbsent : isEmptyAbsent && Array.isArray(value) && value.length === 0;
}

function readerOf(parameter: Parameter, rules: Rules): Read {
  const read = readerOfKind(parameter, rules);
  return parameter.nullable ? (value, path) => (value === null ? null : read(value, path)) : read;
}

function readerOfKind(parameter: Parameter, rules: Rules): Read {
  switch (parameter.kind) {
    case 'string':
      return textReader(parameter, rules);
    case 'integer':
    case 'number':
      return numberReader(parameter, rules);
    case 'boolean':
      return flagReader(rules);
    case 'list':
      return listReader(parameter, rules);
    case 'object':
      return objectReader(parameter, rules);
  }
}

const inWords = (value: SentValue, path: string): string =>
  isSecret(path.slice(path.lastIndexOf('.') + 1)) ? '[redacted]' : shown(`${value as string}`);

function textReader(
  { pattern, meaning, minLength = 0, maxLength = Infinity, values }: StringParameter,
  { documented, parameter }: Rules,
): Read {
  const form = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
  return (value, path) => {
    if (typeof value !== 'string') throw wrongType(path, 'a string');
    const refuse = (code: string, rule: string): never => {
      throw wrongValue(code, { path, value: inWords(value, path), rule });
    };
    if (values && !values.includes(value)) refuse('InvalidParameterValue', `one of ${values.join(', ')}`);
    if (value.length > maxLength)
      refuse(tooLongCode(documented, parameter), `at most ${maxLength} characters long`);
    if (value.length < minLength) refuse('InvalidParameterValue', `at least ${minLength} characters long`);
    if (form && !form.test(value))
      refuse(malformedCode(documented, parameter), meaning ?? `of the form ${pattern}`);
    return value;
  };
}

function numberReader(parameter: IntegerParameter | NumberParameter, { documented, fromText }: Rules): Read {
  const isInteger = parameter.kind === 'integer';
  const digits = isInteger ? /^-?\d{1,16}$/ : /^-?\d{1,16}(?:\.\d{1,16})?$/;
  const { minimum = -Infinity, maximum = Infinity } = parameter;
  const values = 'values' in parameter ? parameter.values : undefined;
  return (sent, path) => {
    const value = fromText && typeof sent === 'string' && digits.test(sent) ? Number(sent) : sent;
    if (typeof value !== 'number' || (isInteger && !Number.isSafeInteger(value)))
      throw wrongType(path, isInteger ? 'an integer' : 'a number');
    const refuse = (rule: string, code = rangeCode(documented)): never => {
      throw wrongValue(code, { path, value: `${value}`, rule });
    };
    if (value < minimum) refuse(`at least ${minimum}`);
    if (value > maximum) refuse(`at most ${maximum}`);
    if (values && !values.includes(value)) refuse(`one of ${values.join(', ')}`, 'InvalidParameterValue');
    return value;
  };
}

const flagReader =
  ({ fromText }: Rules): Read =>
  (value, path) => {
    if (typeof value === 'boolean') return value;
    if (fromText && typeof value === 'string' && /^(?:true|false)$/i.test(value))
      return value.toLowerCase() === 'true';
    throw wrongType(path, 'true or false');
  };

function listReader({ maxItems = Infinity, items, selects, unique }: ListParameter, rules: Rules): Read {
  const { documented, behaviour, parameter } = rules;
  const read = readerOf(items, rules);
  return (value, path) => {
    if (!Array.isArray(value)) throw wrongType(path, 'a list');
    const sent = value as readonly SentValue[];
    const refuse = (code: string, rule: string): never => {
      throw wrongValue(code, { path, value: `${sent.length} items`, rule });
    };
    if (selects && sent.length === 0) refuse('InvalidParameterValue', 'not empty');
    if (sent.length > maxItems) refuse(tooManyCode(documented, parameter), `a list of at most ${maxItems}`);
    const all = sent.map((item, index) => read(item, `${path}.${index}`));
    if (!unique) return all;
    const different = new Set(all);
    if (different.size < all.length && behaviour.duplicateIds === 'refuse')
      refuse('InvalidParameterValue', 'a list in which nothing occurs twice');
    return [...different];
  };
}

/** The fields of an object are looked at when one comes: a type may hold itself. */
function objectReader({ fields, exclusive }: ObjectParameter, rules: Rules): Read {
  let read: ReadObject | undefined;
  return (value, path) => {
    if (!isObject(value)) throw wrongType(path, 'an object');
    if (rules.depth > deepest) throw wrongType(path, `nested less deeply than ${deepest} levels`);
    read ??= fieldsReader(typeof fields === 'function' ? fields() : fields, { exclusive, rules });
    return read(value, path);
  };
}
