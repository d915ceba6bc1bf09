import { ValidationError, type Problem } from '../errors/errors.js';
import { nameFault } from './parameter-name.js';
import { jsonOf, type Parameters } from './parameters.js';
import { describeProblem } from '../errors/problem.js';
import { hasLoneSurrogate, isPlainObject } from '../shape.js';

const maxDepth = 100;

/**
 * Parameters as JSON. Fields that are `undefined` are absent.
 *
 * @throws ValidationError with every value that JSON cannot represent, by its path: nothing is dropped or guessed.
 */
export function jsonBody(parameters: Parameters): string {
  const problems: Problem[] = [];
  const refuse = (path: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter: path, rule: 'json', must, value }));
  };
  const check = (value: unknown, path: string, within: readonly object[]): void => {
    if (value === null || typeof value === 'boolean') return;
    if (typeof value === 'string') {
      if (hasLoneSurrogate(value)) refuse(path, 'must be well-formed Unicode', value);
      return;
    }
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) refuse(path, 'must be a finite number', value);
      return;
    }
    const isList = Array.isArray(value);
    if (!isList && !isPlainObject(value))
      return refuse(path, 'must be a string, a number, a boolean, a list or a plain object', value);
    if (within.includes(value)) return refuse(path, 'must not contain itself', value);
    if (within.length >= maxDepth)
      return refuse(path, `must not be nested deeper than ${maxDepth} levels`, value);
    const inner = [...within, value];
    if (isList)
      for (let index = 0; index < value.length; index++) check(value[index], `${path}[${index}]`, inner);
    else
      for (const [name, field] of Object.entries(value)) {
        const shown = /^\w+$/.test(name) ? name : JSON.stringify(name);
        const parameter = path ? `${path}.${shown}` : shown;
        const must = nameFault(name);
        if (must) problems.push(describeProblem({ parameter, rule: 'name', must, value: field }));
        else if (field !== undefined) check(field, parameter, inner);
      }
  };
  if (isPlainObject(parameters)) check(parameters, '', []);
  else refuse('parameters', 'must be a plain object', parameters);
  if (problems.length > 0) throw new ValidationError(problems);
  return jsonOf(parameters);
}

/** Names of what selects what a call is about: an empty one could be taken for "all". */
const selector = /(?:Ids|Filters)(?:\.\d+)*$/;

/** Within a filter a text may be empty: resources without a name can be asked for. */
const withinFilter = /Filters[[.].*\D/;

const emptySelector = (parameter: string, value: unknown): Problem =>
  describeProblem({ parameter, rule: 'empty', must: 'must not be empty: omit it, or do not call', value });

const isFilter = /Filters\[\d+\]$/;

/**
 * Whether a filter has a name and nothing that could be its values: it lets everything pass. How it is to match, such as exactly, is no
 * value; any other field may be one, as services call it differently.
 */
const isNameOnly = (filter: object): boolean =>
  Object.entries(filter).some(([field]) => /^(?:name|key)$/i.test(field)) &&
  Object.entries(filter).every(
    ([field, value]) => /^(?:name|key)$/i.test(field) || typeof value === 'boolean',
  );

/** Every part of what selects that would be lost on the way, or mean nothing there. */
function emptySelectors(value: unknown, path: string, selects: boolean): Problem[] {
  const isList = Array.isArray(value);
  const isEmpty =
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '' && !withinFilter.test(path)) ||
    (typeof value === 'object' && Object.keys(value).length === 0);
  if (selects && isEmpty) return [emptySelector(path, value)];
  if (selects && isFilter.test(path) && typeof value === 'object' && value !== null && isNameOnly(value))
    return [
      describeProblem({
        ...{ parameter: path, rule: 'empty', value },
        must: 'must have values: with a name alone a filter lets everything pass',
      }),
    ];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, field]) =>
        isList
          ? emptySelectors(field, `${path}[${name}]`, selects)
          : emptySelectors(field, path ? `${path}.${name}` : name, selects || selector.test(name)),
      )
    : [];
}

/**
 * Refuses what is empty in lists of ids and filters.
 *
 * @throws ValidationError that names them all.
 */
export function assertNoEmptySelectors(parameters: object): void {
  const empty = emptySelectors(parameters, '', false);
  if (empty.length > 0) throw new ValidationError(empty);
}

/**
 * A copy of parameters that no table describes.
 *
 * @throws ValidationError with every value that JSON cannot represent.
 */
export const readUntyped = (parameters: object): Parameters =>
  JSON.parse(jsonBody(parameters as Parameters)) as Parameters;
