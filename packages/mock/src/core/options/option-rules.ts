import { didYouMean } from '../words/nearest.js';
import { isSecret, shown } from '../words/redact.js';

/** Where a rule looks, and where it reports. */
export interface Place {
  /** `instances.0.status`; empty for the whole value. */
  readonly path: string;
  readonly problem: (message: string) => void;
}

/** Says everything that is wrong with a value; a value that is right passes in silence. */
export type Rule = (value: unknown, place: Place) => void;

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

const wrong = (value: unknown, { path, problem }: Place, expected: string): void =>
  problem(`${path === '' ? '' : `${path}: `}expected ${expected}, got ${inWords(value, path)}`);

/** A rule that is one question. */
export const that =
  (expected: string, holds: (value: unknown) => boolean): Rule =>
  (value, place) => {
    if (!holds(value)) wrong(value, place, expected);
  };

export const text = that('a text that is not empty', (value) => typeof value === 'string' && value !== '');
/** Also an empty one. */
export const anyText = that('a text', (value) => typeof value === 'string');
export const flag = that('true or false', (value) => typeof value === 'boolean');
export const anything: Rule = () => undefined;

export const integer = (minimum = -Infinity, maximum = Infinity): Rule =>
  that(
    minimum === -Infinity
      ? 'an integer'
      : maximum === Infinity
        ? `an integer from ${minimum} up`
        : `an integer from ${minimum} to ${maximum}`,
    (value) => Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
  );

export const number = (minimum: number, maximum = Infinity): Rule =>
  that(
    maximum === Infinity ? `a number from ${minimum} up` : `a number from ${minimum} to ${maximum}`,
    (value) => typeof value === 'number' && value >= minimum && value <= maximum && value !== Infinity,
  );

export const time = that('milliseconds since 1970, or a text such as 2026-01-01T00:00:00Z', (value) =>
  Number.isFinite(typeof value === 'string' ? Date.parse(value) : value),
);

export const oneOf =
  (...values: readonly (string | number | boolean)[]): Rule =>
  (value, place) => {
    if (values.includes(value as string)) return;
    const hint = typeof value === 'string' ? didYouMean(value, values.map(String)) : '';
    place.problem(
      `${place.path === '' ? '' : `${place.path}: `}expected ${values.join(', ')}, got ${inWords(value, place.path)}${hint}`,
    );
  };

export const list =
  (items: Rule): Rule =>
  (value, place) => {
    if (!Array.isArray(value)) wrong(value, place, 'a list');
    else value.forEach((item, index) => items(item, below(place, index)));
  };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const map =
  (values: Rule): Rule =>
  (value, place) => {
    if (!isObject(value)) wrong(value, place, 'an object');
    else for (const [name, inner] of Object.entries(value)) values(inner, below(place, name));
  };

/** Fields by name; those whose name ends in `!` here must be there, and no others may be. */
export const object = (fields: Readonly<Record<string, Rule>>): Rule => {
  const rules = new Map(Object.entries(fields).map(([name, rule]) => [name.replace(/!$/, ''), rule]));
  const required = Object.keys(fields).flatMap((name) => (name.endsWith('!') ? name.slice(0, -1) : []));
  return (value, place) => {
    if (!isObject(value)) {
      wrong(value, place, 'an object');
      return;
    }
    for (const name of required) {
      if (value[name] === undefined) place.problem(`${below(place, name).path}: missing`);
    }
    for (const [name, inner] of Object.entries(value)) {
      const rule = rules.get(name);
      if (!rule) place.problem(`${below(place, shown(name)).path}: unknown${didYouMean(name, rules.keys())}`);
      else if (inner !== undefined) rule(inner, below(place, name));
    }
  };
};

/** The rule depends on the kind of value. */
export const either =
  (expected: string, choose: (value: unknown) => Rule | undefined): Rule =>
  (value, place) => {
    const rule = choose(value);
    if (rule) rule(value, place);
    else wrong(value, place, expected);
  };

/** Objects of several kinds, told apart by one field. */
export function tagged(tag: string, kinds: Readonly<Record<string, Readonly<Record<string, Rule>>>>): Rule {
  const rules = new Map(
    Object.entries(kinds).map(([kind, fields]) => [kind, object({ ...fields, [tag]: anything })]),
  );
  return (value, place) => {
    if (!isObject(value)) {
      wrong(value, place, 'an object');
      return;
    }
    const kind = value[tag];
    const rule = typeof kind === 'string' ? rules.get(kind) : undefined;
    if (rule) rule(value, place);
    else oneOf(...rules.keys())(kind, below(place, tag));
  };
}

/** Everything that is wrong with a value by a rule, in the order of the value. */
export function problemsOf(value: unknown, rule: Rule): readonly string[] {
  const problems: string[] = [];
  rule(value, { path: '', problem: (message) => void problems.push(message) });
  return problems;
}
