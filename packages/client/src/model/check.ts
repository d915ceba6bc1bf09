import type { ExclusivePairs, ListParameter, Parameter, StringParameter } from './descriptor.js';
import { hintAt } from './did-you-mean.js';
import type { Problem } from './errors/errors.js';
import { describeProblem } from './errors/problem.js';
import { own, ownData } from './own.js';
import type { Parameters, ParameterValue } from './parameters/parameters.js';
import { hasLoneSurrogate, isPlainObject, printable } from './shape.js';

/** What no table of an API describes: an option. */
export interface Tested {
  readonly kind?: undefined;
  readonly nullable?: undefined;
  readonly selects?: undefined;
  readonly required?: true;
  readonly unless?: undefined;
  /** What a value must be: to go on from "must be", for what a test refuses, or all that a look at the value has to say. */
  readonly must: string | ((value: unknown) => string | undefined);
  readonly test?: (value: unknown) => boolean;
  /** What such a rule is called. Default: `type`. */
  readonly rule?: string;
  /** Of an object literal. */
  readonly fields?: Rules;
}

/** What a value must be: a parameter by the table of its API, an option by a test. */
export type Rule = Parameter | Tested;
/** The fields that there are, each with its rule. */
export type Rules = Readonly<Record<string, Rule>>;

/** The fields of an object, and those that exclude each other. */
type FieldRules = readonly [fields: Rules, exclusive?: ExclusivePairs | undefined];

/** A rule that a value breaks, by its name and in words. */
type Fault = readonly [rule: string, must: string];

/** Where a value is: one for all that is in the same object or list, one after the other. */
export interface Place {
  readonly problems: Problem[];
  /** The names and indexes that lead to what it is in. */
  readonly path: string;
  /** Its name or its index there. */
  key: string | number;
  /** An empty list has a form on the wire, and selects nothing. */
  readonly mayBeEmpty: boolean | undefined;
  /** It is a parameter that selects resources, or in one. */
  selects: boolean | undefined;
  /** What the value is called that everything is in. Default: `input`. */
  readonly whole?: string | undefined;
  /** In an input: the names beside it and beside what it is in. Where one is a secret's, what is wrong may be that secret. */
  beside?: unknown;
}

const pathOf = ({ path, key }: Place): string =>
  typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key;

/** Field by field: V8 takes a microsecond for a spread. */
const inside = (place: Place): Place => ({
  problems: place.problems,
  path: pathOf(place),
  key: '',
  mayBeEmpty: place.mayBeEmpty,
  selects: place.selects,
  beside: place.beside,
});

export function refuse(place: Place, [rule, must]: Fault, value?: unknown): void {
  place.problems.push(
    describeProblem({ ...place, parameter: pathOf(place) || place.whole || 'input', rule, must, value }),
  );
}

/** A type that holds itself could hold itself for ever: a value that goes deeper than this is none that a service takes. */
const maxDepth = 64;

const type = (must: string): Fault => ['type', must];

/** Checks a field or an item, and copies it as far as it is valid: the copy is used only if nothing was reported. */
function copyValue(rules: Rule, value: unknown, place: Place): ParameterValue {
  const { kind } = rules;
  if (value === null && rules.nullable) return null;
  if (kind === 'list') return copyList(rules, value, place);
  if (kind === 'object') {
    const { fields, exclusive } = rules;
    if (pathOf(place).split('.').length <= maxDepth)
      return copyFields([typeof fields === 'function' ? ownData(fields()) : fields, exclusive], value, place);
    refuse(place, ['depth', `must not be nested deeper than ${maxDepth} levels`], value);
  } else {
    if (!kind && rules.fields && isPlainObject(value)) copyFields([rules.fields], value, place);
    const fault = kind ? leafFault(rules, value) : testedFault(rules, value);
    if (fault) refuse(place, fault, value);
  }
  return value as string | number | boolean;
}

function testedFault({ rule = 'type', must, test }: Tested, value: unknown): Fault | false {
  const words = typeof must === 'function' ? must(value) : !test?.(value) && `be ${must}`;
  return !!words && [rule, `must ${words}`];
}

/**
 * Checks the fields of an object, and copies it. One that is `undefined` counts as absent, unless it selects resources: without it, the
 * call would be about all of them.
 */
function copyFields([fields, exclusive = []]: FieldRules, value: unknown, within: Place): Parameters {
  const copy: Record<string, ParameterValue> = own({});
  const names = Object.keys(fields);
  if (!isPlainObject(value)) {
    refuse({ ...within, beside: names }, type('must be a plain object'), value);
    return copy;
  }
  const has = (name: string): boolean => Object.hasOwn(copy, name);
  const place = inside(within);
  place.beside &&= [place.beside, names];
  for (const [name, field] of Object.entries(value)) {
    const rules = Object.hasOwn(fields, name) && fields[name];
    place.key = name;
    place.selects = within.selects || (rules ? rules.selects : undefined);
    if (!rules) {
      // The name may come from outside, too.
      const parameter = printable(pathOf(place)) || '""';
      // Nothing of its value: it may be a key in the wrong place.
      within.problems.push({
        parameter,
        rule: 'unknown',
        received: typeof field,
        message: `${parameter} is unknown (${hintAt(name, names)})`,
      });
    } else if (field !== undefined) copy[name] = copyValue(rules, field, place);
    else if (place.selects && !rules.required) refuse(place, noValue);
  }
  for (const name of names) {
    place.key = name;
    const unless = fields[name]?.unless;
    if (!has(name) && (unless ? !unless.some(has) : fields[name]?.required))
      refuse(place, ['required', `is required${unless ? `, or ${String(unless)}` : ''}`]);
  }
  for (const [first, second] of exclusive) {
    place.key = first;
    if (has(first) && has(second))
      refuse(place, ['exclusive', `must not be given together with ${second}`], copy[first]);
  }
  return copy;
}

/** The same of what is read first, whatever that throws: a getter or a proxy may throw anything. */
export function readFields(table: FieldRules, read: () => unknown, place: Place): Parameters {
  try {
    return copyFields(table, read(), place);
  } catch {
    refuse(place, ['readable', 'must be readable; reading it threw an error'], {});
    return {};
  }
}

const noValue: Fault = ['type', 'must have a value, or be omitted'];

function copyList(
  { items, maxItems = Infinity, unique, required }: ListParameter,
  value: unknown,
  within: Place,
): readonly ParameterValue[] {
  const copy: ParameterValue[] = [];
  if (!Array.isArray(value)) {
    refuse(within, type('must be a list'), value);
    return copy;
  }
  const list: readonly unknown[] = value;
  if (list.length === 0 && (within.selects || !within.mayBeEmpty))
    refuse(within, ['empty', `must not be empty: ${required ? '' : 'omit it, or '}do not call`], value);
  if (list.length > maxItems)
    refuse(
      within,
      ['maxItems', `must have at most ${maxItems} items${unique ? ': make several calls' : ''}`],
      value,
    );
  const seen = new Map<unknown, number>();
  const place = inside(within);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    place.key = index;
    if (item === undefined && !(index in list)) {
      // And no further: a list of holes may be four thousand million long.
      refuse(place, ['sparse', 'must not be a hole']);
      break;
    }
    copy.push(copyValue(items, item, place));
    const first = unique && seen.get(item);
    if (typeof first === 'number') refuse(place, ['unique', `must not repeat index ${first}`], item);
    else if (unique) seen.set(item, index);
  }
  return copy;
}

/** All that a rule for a single value can say. */
interface LeafRules extends Pick<
  StringParameter,
  'minLength' | 'maxLength' | 'pattern' | 'meaning' | 'names'
> {
  readonly kind: 'string' | 'integer' | 'number' | 'boolean';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly unknown[];
}

function leafFault(rules: LeafRules, value: unknown): Fault | false | undefined {
  const { kind, values } = rules;
  if (value === undefined || value === null) return noValue;
  const fault =
    kind === 'string'
      ? stringFault(rules, value)
      : kind === 'boolean'
        ? typeof value !== kind && type('must be true or false')
        : numberFault(rules, value);
  return fault || (values?.includes(value) === false && ['values', `must be one of ${values.join(', ')}`]);
}

/** Whether a name is one of those that `tag:{key}` stands for. */
const isOfKind = (value: string, name: string): boolean =>
  name.endsWith('{key}') && value.length > name.length - 5 && value.startsWith(name.slice(0, -5));

function stringFault(rules: LeafRules, value: unknown): Fault | false {
  if (typeof value !== 'string') return type('must be a string');
  const { pattern, meaning, minLength = 0, maxLength = Infinity, names } = rules;
  // In characters, as JSON Schema counts; only a text that has at least so many units is worth counting.
  const length = value.length > minLength * 2 && value.length <= maxLength ? value.length : [...value].length;
  if (length < minLength) return ['minLength', `must have at least ${minLength} characters`];
  if (length > maxLength) return ['maxLength', `must have at most ${maxLength} characters`];
  if (hasLoneSurrogate(value)) return ['unicode', 'must be well-formed Unicode'];
  if (names?.some((name) => value === name || isOfKind(value, name)) === false)
    return ['names', `must be an existing name (${hintAt(value, names)})`];
  return (
    pattern !== undefined &&
    !wholeMatch(pattern).test(value) && [
      'pattern',
      `must be ${meaning ?? `a string that matches ${pattern}`}`,
    ]
  );
}

function numberFault(rules: LeafRules, value: unknown): Fault | false {
  const { kind, minimum = -Infinity, maximum = Infinity } = rules;
  if (kind === 'number' ? !Number.isFinite(value) : !Number.isSafeInteger(value))
    return type(
      kind === 'number'
        ? 'must be a finite number'
        : typeof value === 'boolean'
          ? 'must be an integer: 1 for true, 0 for false'
          : 'must be a safe integer',
    );
  if (Number(value) < minimum) return ['minimum', `must be at least ${minimum}`];
  return Number(value) > maximum && ['maximum', `must be at most ${maximum}`];
}

const compiled = new Map<string, RegExp>();

/** Compiled once for each pattern of the tables in use. */
function wholeMatch(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (!expression) compiled.set(pattern, (expression = new RegExp(`^(?:${pattern})$`, 'u')));
  return expression;
}
