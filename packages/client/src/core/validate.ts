import type {
  ExclusivePairs,
  ListParameter,
  OperationDescriptor,
  Parameter,
  ParameterTable,
} from '../model/descriptor.js';
import { hintAt } from '../model/did-you-mean.js';
import type { Problem } from '../model/errors/errors.js';
import { throwIfAny } from '../model/option-rules.js';
import { own, ownData } from '../model/own.js';
import type { Parameters, ParameterValue } from '../model/parameters/parameters.js';
import { describeProblem } from '../model/errors/problem.js';
import { hasLoneSurrogate, isPlainObject } from '../model/shape.js';

/** An input that was checked and copied: later changes of the caller’s object do not matter. */
export type ValidInput = Parameters;

/** A rule that a value breaks, by its name and in words. */
type Fault = readonly [rule: string, must: string];

/** What holds for all of an input. */
interface Check {
  readonly problems: Problem[];
  /** The service takes empty lists, where they select nothing. */
  readonly mayBeEmpty: boolean;
}

/** Where a value is. */
interface Place {
  readonly check: Check;
  /** What it is in. */
  readonly within: Place | undefined;
  /** Its name or its index there. */
  key: string | number;
  /** It is a parameter that selects resources, or in one. */
  readonly selects: boolean | undefined;
  /** How many objects it is in. */
  readonly depth: number;
}

const pathOf = ({ within, key }: Place): string =>
  within ? pathOf(within) + (typeof key === 'number' ? `[${key}]` : `.${key}`) : '';

function refuse(place: Place, [rule, must]: Fault, value?: unknown): void {
  const parameter = pathOf(place).slice(1) || 'input';
  place.check.problems.push(describeProblem({ parameter, rule, must, value }));
}

/**
 * Checks an input against the operation's table and copies it.
 *
 * @param input - An operation without required parameters may be called with none at all.
 * @throws ValidationError with every problem at once, and nothing else, whatever the input does when it is read.
 */
export function validate(
  operation: Pick<OperationDescriptor, 'action' | 'input' | 'exclusive'> & Partial<OperationDescriptor>,
  input: unknown = {},
): ValidInput {
  const { action, input: table, exclusive, service } = ownData(operation);
  const problems: Problem[] = [];
  const check: Check = { problems, mayBeEmpty: service?.emptyLists === true };
  const place: Place = { check, within: undefined, key: '', selects: undefined, depth: 0 };
  let copy: ValidInput = {};
  try {
    copy = copyFields({ table, exclusive }, input, place);
  } catch {
    refuse(place, ['readable', 'must be readable, but reading it threw an error'], {});
  }
  throwIfAny(problems, { action });
  return copy;
}

/** A type that holds itself could hold itself for ever: a value that goes deeper than this is none that a service takes. */
const maxDepth = 64;

/** Copies a value as far as it is valid: the copy is used only if nothing was reported. */
function copyValue(rules: Parameter, value: unknown, place: Place): ParameterValue {
  if (value === null && rules.nullable) return null;
  if (rules.kind === 'list') return copyList(rules, value, place);
  if (rules.kind === 'object') {
    const { fields, exclusive } = rules;
    const depth = place.depth + 1;
    if (depth <= maxDepth)
      return copyFields(
        { table: typeof fields === 'function' ? ownData(fields()) : fields, exclusive },
        value,
        { ...place, depth },
      );
    refuse(place, ['depth', `must not be nested deeper than ${maxDepth} levels`], value);
  } else {
    const fault = leafFault(rules, value);
    if (fault) refuse(place, fault, value);
  }
  return value as string | number | boolean;
}

/** The fields of an object, and which of them exclude each other. */
interface Rules {
  readonly table: ParameterTable;
  readonly exclusive: ExclusivePairs | undefined;
}

/** A field that is `undefined` counts as absent, unless it selects resources: without it, the call would be about all of them. */
function copyFields({ table, exclusive = [] }: Rules, value: unknown, within: Place): Parameters {
  const copy: Record<string, ParameterValue> = own({});
  if (!isPlainObject(value)) {
    refuse(within, type('must be a plain object'), value);
    return copy;
  }
  const { check, depth } = within;
  const names = Object.keys(table);
  const has = (name: string): boolean => Object.hasOwn(copy, name);
  for (const [name, field] of Object.entries(value)) {
    const rules = Object.hasOwn(table, name) && table[name];
    const selects = within.selects || (rules ? rules.selects : undefined);
    const place: Place = { check, within, key: name, selects, depth };
    if (!rules) refuse(place, ['unknown', `is no parameter (${hintAt(name, names)})`], field);
    else if (field !== undefined) copy[name] = copyValue(rules, field, place);
    else if (selects && !rules.required) refuse(place, undefinedSelector);
  }
  for (const name of names)
    if (table[name]?.required && !has(name))
      refuse({ ...within, within, key: name }, ['required', 'is required']);
  for (const [first, second] of exclusive)
    if (has(first) && has(second))
      refuse(
        { ...within, within, key: first },
        ['exclusive', `must not be given together with ${second}`],
        copy[first],
      );
  return copy;
}

const type = (must: string): Fault => ['type', must];

const undefinedSelector: Fault = [
  'type',
  'must have a value: without it the call would be about all; leave it out to mean that',
];

function copyList(rules: ListParameter, value: unknown, within: Place): readonly ParameterValue[] {
  const { items, maxItems = Infinity, unique, required } = rules;
  const copy: ParameterValue[] = [];
  if (!Array.isArray(value)) {
    refuse(within, type('must be a list'), value);
    return copy;
  }
  const list: readonly unknown[] = value;
  if (list.length === 0 && (within.selects || !within.check.mayBeEmpty)) {
    const instead = required ? 'do not call' : 'leave it out to mean all, or do not call';
    refuse(within, ['empty', `must not be empty, as that would mean “all”: ${instead}`], value);
  }
  if (list.length > maxItems)
    refuse(within, ['maxItems', `must have at most ${maxItems} items: make several calls`], value);
  const seen = new Map<unknown, number>();
  const place: Place = { ...within, within };
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
interface LeafRules {
  readonly kind: 'string' | 'integer' | 'number' | 'boolean';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly meaning?: string;
  readonly values?: readonly unknown[];
  readonly names?: readonly string[];
}

function leafFault(rules: LeafRules, value: unknown): Fault | false | undefined {
  const { kind, values } = rules;
  if (value === undefined || value === null) return type('must have a value, or be left out');
  const fault =
    kind === 'string'
      ? stringFault(rules, value)
      : kind === 'boolean'
        ? typeof value !== kind && type('must be true or false')
        : numberFault(rules, value);
  return fault || (values?.includes(value) === false && ['values', `must be ${values.join(' or ')}`]);
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
    return ['names', `must be a name that there is (${hintAt(value, names)})`];
  return (
    pattern !== undefined &&
    !wholeMatch(pattern).test(value) && ['pattern', `must be ${meaning ?? `a text that matches ${pattern}`}`]
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
