import { isJsonObject } from '../json.js';
import { didYouMean } from '../words/nearest.js';
import { isSecret, shown } from '../words/redact.js';

/** A part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Where a rule looks, and where it reports. */
interface Place {
  /** `instances.0.status`; empty for the whole value. */
  readonly path: string;
  readonly problem: (message: string) => void;
}

/** What a value must be: said to what checks it here, and to editors that check it as it is written. */
export interface Rule {
  /** Says everything that is wrong with a value; a value that is right passes in silence. */
  readonly check: (value: unknown, place: Place) => void;
  readonly schema: JsonSchema;
}

const below = ({ path, problem }: Place, name: string | number): Place => ({
  path: path === '' ? `${name}` : `${path}.${name}`,
  problem,
});

/** What a value is, without showing a secret or a whole tree. */
function inWords(value: unknown, path: string): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string')
    return isSecret(path.slice(path.lastIndexOf('.') + 1)) ? 'a text' : `"${shown(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return value === undefined ? 'nothing' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function wrong(value: unknown, { path, problem }: Place, expected: string): void {
  problem(`${path === '' ? '' : `${path}: `}expected ${expected}, got ${inWords(value, path)}`);
}

/** A rule that is one question. */
export const that = (
  expected: string,
  holds: (value: unknown) => boolean,
  schema: JsonSchema = {},
): Rule => ({
  check: (value, place) => {
    if (!holds(value)) wrong(value, place, expected);
  },
  schema,
});

export const text = that('a text that is not empty', (value) => typeof value === 'string' && value !== '', {
  type: 'string',
  minLength: 1,
});
/** Also an empty one. */
export const anyText = that('a text', (value) => typeof value === 'string', { type: 'string' });
export const flag = that('true or false', (value) => typeof value === 'boolean', { type: 'boolean' });
export const anything: Rule = { check: () => undefined, schema: {} };

const numeric = (
  kind: 'integer' | 'number',
  { minimum, maximum }: { minimum: number; maximum: number },
): Rule =>
  that(
    minimum === -Infinity
      ? `an ${kind}`
      : `a${kind === 'integer' ? 'n' : ''} ${kind} from ${minimum} ${maximum === Infinity ? 'up' : `to ${maximum}`}`,
    (value) =>
      typeof value === 'number' &&
      (kind === 'integer' ? Number.isSafeInteger(value) : Math.abs(value) !== Infinity) &&
      value >= minimum &&
      value <= maximum,
    {
      type: kind,
      ...(minimum === -Infinity ? {} : { minimum }),
      ...(maximum === Infinity ? {} : { maximum }),
    },
  );

export const integer = (minimum = -Infinity, maximum = Infinity): Rule =>
  numeric('integer', { minimum, maximum });

export const number = (minimum: number, maximum = Infinity): Rule => numeric('number', { minimum, maximum });

export const time = that(
  'milliseconds since 1970, or a text such as 2026-01-01T00:00:00Z',
  (value) => Number.isFinite(typeof value === 'string' ? Date.parse(value) : value),
  { type: ['number', 'string'] },
);

export const oneOf = (...values: readonly (string | number | boolean)[]): Rule => ({
  check: (value, place) => {
    if (values.includes(value as string)) return;
    const hint = typeof value === 'string' ? didYouMean(value, values.map(String)) : '';
    wrong(value, { ...place, problem: (message) => place.problem(message + hint) }, values.join(', '));
  },
  schema: { enum: values },
});

export const list = (items: Rule): Rule => ({
  check: (value, place) => {
    if (!Array.isArray(value)) wrong(value, place, 'a list');
    else value.forEach((item, index) => items.check(item, below(place, index)));
  },
  schema: { type: 'array', items: items.schema },
});

export const map = (values: Rule): Rule => ({
  check: (value, place) => {
    if (!isJsonObject(value)) wrong(value, place, 'an object');
    else for (const [name, inner] of Object.entries(value)) values.check(inner, below(place, name));
  },
  schema: { type: 'object', additionalProperties: values.schema },
});

/** Rules of fields by their names; of a field that must be there, its name ends with `!`. */
export type Fields = Readonly<Record<string, Rule>>;

/** Fields by name, and no others. */
export function object(fields: Fields): Rule {
  const rules = new Map(Object.entries(fields).map(([name, rule]) => [name.replace(/!$/, ''), rule]));
  const required = Object.keys(fields).flatMap((name) => (name.endsWith('!') ? name.slice(0, -1) : []));
  return {
    check: (value, place) => {
      if (!isJsonObject(value)) {
        wrong(value, place, 'an object');
        return;
      }
      for (const name of required) {
        if (value[name] === undefined) place.problem(`${below(place, name).path}: missing`);
      }
      for (const [name, inner] of Object.entries(value)) {
        const rule = rules.get(name);
        if (!rule)
          place.problem(`${below(place, shown(name)).path}: unknown${didYouMean(name, rules.keys())}`);
        else if (inner !== undefined) rule.check(inner, below(place, name));
      }
    },
    schema: {
      type: 'object',
      properties: Object.fromEntries([...rules].map(([name, { schema }]) => [name, schema])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
  };
}

/** The rule depends on the kind of value: the first whose question holds. */
export const either = (
  expected: string,
  ...kinds: readonly (readonly [holds: (value: unknown) => boolean, rule: Rule])[]
): Rule => ({
  check: (value, place) => {
    const kind = kinds.find(([holds]) => holds(value));
    if (kind) kind[1].check(value, place);
    else wrong(value, place, expected);
  },
  schema: { anyOf: kinds.map(([, { schema }]) => schema) },
});

/** Objects of several kinds, distinguished by one field. */
export function tagged(tag: string, kinds: Readonly<Record<string, Fields>>): Rule {
  const rules = new Map(
    Object.entries(kinds).map(([kind, fields]) => [kind, object({ [`${tag}!`]: oneOf(kind), ...fields })]),
  );
  const tags = oneOf(...rules.keys());
  return {
    check: (value, place) => {
      if (!isJsonObject(value)) {
        wrong(value, place, 'an object');
        return;
      }
      const { [tag]: kind } = value;
      const rule = typeof kind === 'string' ? rules.get(kind) : undefined;
      if (rule) rule.check(value, place);
      else tags.check(kind, below(place, tag));
    },
    schema: { anyOf: [...rules.values()].map(({ schema }) => schema) },
  };
}

/** Everything that is wrong with a value by a rule, in the order of the value. */
export function problemsOf(value: unknown, rule: Rule): readonly string[] {
  const problems: string[] = [];
  rule.check(value, { path: '', problem: (message) => void problems.push(message) });
  return problems;
}

/** Options: of each, what it is unless it is given, and what it may be. */
export type Options<Values> = { readonly [Name in keyof Values]: readonly [value: Values[Name], rule: Rule] };

/** What options are unless they are given. */
export const defaultsOf = <Values extends object>(options: Options<Values>): Values =>
  Object.fromEntries(
    Object.entries<Options<Values>[keyof Values]>(options).map(([name, [value]]) => [name, value]),
  ) as Values;

/** What options may be. */
export const rulesOf = <Values extends object>(options: Options<Values>): Fields =>
  Object.fromEntries(
    Object.entries<Options<Values>[keyof Values]>(options).map(([name, [, rule]]) => [name, rule]),
  );
