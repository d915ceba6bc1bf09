import { ValidationError, type Problem } from '../../model/errors/errors.js';
import type { FlatParameters } from './flatten.js';
import { flatNameFault, isIndex, maxDepth } from '../../model/parameters/parameter-name.js';
import { describeProblem } from '../../model/errors/problem.js';
import { isPlainObject } from '../../model/shape.js';

/** What flat parameters read as: every leaf is a string, for on the wire nothing tells an integer from a text. */
export type Unflattened = string | readonly Unflattened[] | UnflattenedObject;
export interface UnflattenedObject {
  readonly [name: string]: Unflattened;
}

/** Maps, not objects: names come from outside. */
type Branch = Map<string, string | Branch>;

/**
 * The inverse of `flatten`: names with the indexes 0 to n − 1 read as a list, others as an object. It takes time and room in
 * proportion to its input, regardless of the indexes in it.
 *
 * @throws ValidationError with every name that contradicts another one, skips an index or could not come from `flatten`.
 */
export function unflatten(flat: FlatParameters): UnflattenedObject {
  const problems: Problem[] = [];
  const refuse = (parameter: string, rule: string, must: string): void => {
    problems.push(describeProblem({ parameter, rule, value: flat[parameter], must }));
  };

  const root: Branch = new Map();
  if (!isPlainObject(flat))
    throw new ValidationError([
      describeProblem({ parameter: 'flat', rule: 'type', value: flat, must: 'must be a plain object' }),
    ]);
  for (const [name, value] of Object.entries(flat)) {
    const parts = name.split('.', maxDepth + 1);
    const fault = flatNameFault(name);
    if (typeof value !== 'string') refuse(name, 'type', 'must be a string');
    else if (fault) refuse(name, 'name', fault);
    else if (parts.length > maxDepth) refuse(name, 'depth', `must not be nested deeper than ${maxDepth}`);
    else if (!grow(root, parts, value))
      refuse(name, 'conflict', 'must not be both a value and a list or object');
  }

  const read = (branch: Branch, path: string): Unflattened => {
    const entries = [...branch].map(([name, value]): [string, Unflattened] => [
      name,
      typeof value === 'string' ? value : read(value, path ? `${path}.${name}` : name),
    ]);
    if (!entries.some(([name]) => isIndex(name))) return Object.fromEntries(entries);
    const items = new Map(entries);
    const list = entries.map((_, index) => items.get(`${index}`));
    if (list.every((item) => item !== undefined)) return list;
    const name = [...branch.keys()].find((part) => !isIndex(part));
    const must =
      name === undefined
        ? `must have the indexes 0 to ${list.length - 1}, but ${list.indexOf(undefined)} is missing`
        : `must have either indexes or names, but ${[...branch.keys()].find(isIndex)} is an index and ${name} is a name`;
    problems.push(describeProblem({ parameter: path, rule: 'list', value: [...branch.keys()], must }));
    return [];
  };
  const result = Object.fromEntries(
    [...root].map(([name, value]): [string, Unflattened] => [
      name,
      typeof value === 'string' ? value : read(value, name),
    ]),
  );
  if (problems.length > 0) throw new ValidationError(problems);
  return result;
}

/** Puts a value at its place; false if another name stands in the way. */
function grow(root: Branch, parts: readonly string[], value: string): boolean {
  let branch = root;
  for (const part of parts.slice(0, -1)) {
    const next = branch.get(part) ?? new Map<string, string | Branch>();
    if (typeof next === 'string') return false;
    branch.set(part, next);
    branch = next;
  }
  const last = parts.at(-1) ?? '';
  if (branch.has(last)) return false;
  branch.set(last, value);
  return true;
}
