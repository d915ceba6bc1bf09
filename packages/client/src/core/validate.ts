import type {
  ExclusivePairs,
  ListParameter,
  ObjectParameter,
  OperationDescriptor,
  Parameter,
  ParameterTable,
} from '../model/descriptor.js';
import { hintAt } from '../model/did-you-mean.js';
import { ValidationError, type Problem } from '../model/errors/errors.js';
import { own, ownData } from '../model/own.js';
import type { Parameters, ParameterValue } from '../model/parameters/parameters.js';
import { describeProblem } from '../model/errors/problem.js';
import { hasLoneSurrogate, isPlainObject } from '../model/shape.js';

/** An input that was checked and copied: later changes of the caller’s object do not matter. */
export type ValidInput = Parameters;

/** A rule that a value breaks, by its name and in words. */
type Fault = readonly [rule: string, must: string];

/** Takes a fault of a value or of something in it, by the way from that value: nothing for itself, `[3]`, `.ports[1]`. */
type Report = (way: string, fault: Fault, value?: unknown) => void;

/**
 * Checks an input against the operation's table and copies it.
 *
 * @param input - An operation without required parameters may be called with none at all.
 * @throws ValidationError with every problem at once, and nothing else, whatever the input does when it is read.
 */
export function validate(
  operation: Pick<OperationDescriptor, 'action' | 'input' | 'exclusive'>,
  input: unknown = {},
): ValidInput {
  const { action, input: table, exclusive } = ownData(operation);
  const problems: Problem[] = [];
  const report: Report = (way, [rule, must], value) => {
    problems.push(describeProblem({ parameter: way.slice(1) || 'input', rule, must, value }));
  };
  let copy: ValidInput = {};
  try {
    copy = copyFields({ table, exclusive }, input, { report });
  } catch {
    report('', ['readable', 'must be readable, but reading it threw an error'], {});
  }
  if (problems.length > 0) throw new ValidationError(problems, { action });
  return copy;
}

/** Where a value is. */
interface Place {
  readonly report: Report;
  /** It is a parameter that selects resources, or in one. */
  readonly selects?: boolean | undefined;
  /** How many objects it is in. */
  readonly depth?: number | undefined;
}

/** Copies a value as far as it is valid: the copy is used only if nothing was reported. */
function copyValue(rules: Parameter, value: unknown, place: Place): ParameterValue {
  const { report } = place;
  if (value === null && rules.nullable) return null;
  if (rules.kind === 'object') return copyObject(rules, value, place);
  if (rules.kind === 'list') return copyList(rules, value, place);
  const fault = leafFault(rules, value);
  if (fault) report('', fault, value);
  return value as string | number | boolean;
}

/** A type that holds itself could hold itself for ever: a value that goes deeper than this is none that a service takes. */
const maxDepth = 64;

function copyObject({ fields, exclusive }: ObjectParameter, value: unknown, place: Place): ParameterValue {
  const { report, depth = 0 } = place;
  if (depth >= maxDepth) {
    report('', ['depth', `must not be nested deeper than ${maxDepth} levels`], value);
    return {};
  }
  const table = typeof fields === 'function' ? ownData(fields()) : fields;
  return copyFields({ table, exclusive }, value, { ...place, depth: depth + 1 });
}

/** The fields of an object, and which of them exclude each other. */
interface Rules {
  readonly table: ParameterTable;
  readonly exclusive: ExclusivePairs | undefined;
}

/** A field that is `undefined` counts as absent, unless it selects resources: without it, the call would be about all of them. */
function copyFields(
  { table, exclusive = [] }: Rules,
  value: unknown,
  { report, selects, depth }: Place,
): Parameters {
  const copy: Record<string, ParameterValue> = own({});
  if (!isPlainObject(value)) {
    report('', ['type', 'must be a plain object'], value);
    return copy;
  }
  const names = Object.keys(table);
  const present = new Set<string>();
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) present.add(name);
    const rules = Object.hasOwn(table, name) && table[name];
    if (!rules) report(`.${name}`, ['unknown', `is no parameter (${hintAt(name, names)})`], field);
    else if (field === undefined) {
      if (!rules.required && (selects || rules.selects)) report(`.${name}`, undefinedSelector, field);
    } else
      copy[name] = copyValue(rules, field, {
        report: (way, ...rest) => report(`.${name}${way}`, ...rest),
        ...{ selects: selects || rules.selects, depth },
      });
  }
  for (const name of names)
    if (table[name]?.required && !present.has(name)) report(`.${name}`, ['required', 'is required']);
  for (const [first, second] of exclusive)
    if (Object.hasOwn(copy, first) && Object.hasOwn(copy, second))
      report(`.${first}`, ['exclusive', `must not be given together with ${second}`], copy[first]);
  return copy;
}

const undefinedSelector: Fault = [
  'type',
  'must have a value: it selects resources, and without it the call would be about all of them; leave it out to mean all',
];

function copyList(
  rules: ListParameter,
  value: unknown,
  { report, selects, depth }: Place,
): readonly ParameterValue[] {
  const { items, maxItems = Infinity, unique, required } = rules;
  const copy: ParameterValue[] = [];
  if (!Array.isArray(value)) {
    report('', ['type', 'must be a list'], value);
    return copy;
  }
  const list: readonly unknown[] = value;
  if (list.length === 0) {
    const instead = required ? 'do not call' : 'leave it out to mean all, or do not call';
    report('', ['empty', `must not be empty, as that would mean “all”: ${instead}`], value);
  }
  if (list.length > maxItems)
    report('', ['maxItems', `must have at most ${maxItems} items: make several calls`], value);
  const seen = new Map<unknown, number>();
  let index = 0;
  const reportItem: Report = (way, ...rest) => report(`[${index}]${way}`, ...rest);
  const place: Place = { report: reportItem, selects, depth };
  for (; index < list.length; index++) {
    const item = list[index];
    if (item === undefined && !(index in list)) {
      // And no further: a list of holes may be four thousand million long.
      reportItem('', ['sparse', 'must not be a hole'], item);
      break;
    }
    copy.push(copyValue(items, item, place));
    const first = unique && seen.get(item);
    if (typeof first === 'number') reportItem('', ['unique', `must not repeat index ${first}`], item);
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
}

function leafFault(rules: LeafRules, value: unknown): Fault | undefined {
  const { kind, values } = rules;
  if (value === undefined || value === null) return type('must have a value, or be left out');
  return (
    (kind === 'string'
      ? stringFault(rules, value)
      : kind === 'boolean'
        ? typeof value !== kind && type('must be true or false')
        : numberFault(rules, value)) ||
    (values?.includes(value) === false ? ['values', `must be ${values.join(' or ')}`] : undefined)
  );
}

const type = (must: string): Fault => ['type', must];

function stringFault(rules: LeafRules, value: unknown): Fault | false {
  if (typeof value !== 'string') return type('must be a string');
  const { pattern, meaning, minLength = 0, maxLength = Infinity } = rules;
  // In characters, as JSON Schema counts; only a text that has at least so many units is worth counting.
  const length = value.length > minLength * 2 && value.length <= maxLength ? value.length : [...value].length;
  if (length < minLength) return ['minLength', `must have at least ${minLength} characters`];
  if (length > maxLength) return ['maxLength', `must have at most ${maxLength} characters`];
  if (hasLoneSurrogate(value)) return ['unicode', 'must be well-formed Unicode'];
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
