import { ValidationError, type Problem } from '../../model/errors/errors.js';
import { maxDepth, nameFault } from '../../model/parameters/parameter-name.js';
import { describeProblem } from '../../model/errors/problem.js';
import { hasLoneSurrogate, isPlainObject } from '../../model/shape.js';

/** Parameters by their names on the wire, every value as text. */
export type FlatParameters = Readonly<Record<string, string>>;

interface Place {
  /** Its name on the wire: `policies.0.port`. */
  readonly name: string;
  /** The same as a program would write it, for messages: `policies[0].port`. */
  readonly path: string;
  readonly value: unknown;
  /** The lists and objects that it is in. */
  readonly within: readonly object[];
}

/**
 * Flattens parameters to their names on the wire: lists count from 0 (`instanceIds.0`), nested names are joined with dots
 * (`policies.0.port`), integers become decimal digits. The caller's object is not changed.
 *
 * Source: https://cloud.tencent.com/doc/api/229/568
 *
 * @throws ValidationError with every value that has no form on the wire, by its path: nothing is dropped or guessed.
 */
export const flatten = (parameters: object): Record<string, string> => flattenNamed(parameters, nameFault);

/** The same with a rule of its own for the names at the top; those within a parameter have the rule of `flatten`. */
export function flattenNamed(
  parameters: object,
  topNameFault: (name: string) => string | undefined,
): Record<string, string> {
  const problems: Problem[] = [];
  const leaves = new Map<string, string>();
  const refuse = ({ path, value }: Place, rule: string, must: string): void => {
    problems.push(describeProblem({ parameter: path, rule, value, must }));
  };

  const put = (place: Place, text: string): void => {
    // Only what was flat before can name something twice: `a.0` beside a list `a`.
    if (leaves.has(place.name)) refuse(place, 'conflict', 'must not be given twice');
    leaves.set(place.name, text);
  };

  const visit = (place: Place): void => {
    const { value } = place;
    if (typeof value === 'string') {
      if (hasLoneSurrogate(value)) refuse(place, 'unicode', 'must be well-formed Unicode');
      put(place, value);
    } else if (typeof value === 'number') {
      if (!Number.isSafeInteger(value)) refuse(place, 'integer', 'must be a safe integer');
      put(place, `${value}`);
    } else if (typeof value === 'object' && value !== null) visitContainer(place, value);
    else if (typeof value === 'boolean') refuse(place, 'boolean', 'must be 1 or 0: the API has no booleans');
    else refuse(place, 'type', 'must be a string, an integer, a list or a plain object; omit it for none');
  };

  const visitContainer = (place: Place, value: object): void => {
    const within = [...place.within, value];
    if (place.within.includes(value)) refuse(place, 'cycle', 'must not contain itself');
    else if (within.length > maxDepth) refuse(place, 'depth', `must not be nested deeper than ${maxDepth}`);
    else if (Array.isArray(value)) visitList({ ...place, within }, value);
    else if (isPlainObject(value)) visitObject({ ...place, within }, value);
    else refuse(place, 'type', 'must be a plain object');
  };

  const visitList = (place: Place, items: readonly unknown[]): void => {
    if (items.length === 0) refuse(place, 'empty', 'must not be empty: it has no form on the wire');
    else if (Object.keys(items).length !== items.length)
      refuse(place, 'sparse', 'must have an item at each of its indexes, and nothing else');
    else
      items.forEach((item, index) =>
        visit({ ...place, name: `${place.name}.${index}`, path: `${place.path}[${index}]`, value: item }),
      );
  };

  const visitObject = (place: Place, fields: Readonly<Record<string, unknown>>): void => {
    const entries = Object.entries(fields);
    if (Object.getOwnPropertySymbols(fields).length > 0)
      refuse(place, 'name', 'must not have symbols as names');
    if (entries.length === 0 && place.path)
      refuse(place, 'empty', 'must not be empty: it has no form on the wire');
    for (const [key, value] of entries) {
      const shown = /^\w+$/.test(key) ? key : JSON.stringify(key);
      const inner = {
        ...place,
        name: place.name ? `${place.name}.${key}` : key,
        path: place.path ? `${place.path}.${shown}` : shown,
        value,
      };
      const fault = place.name ? nameFault(key) : topNameFault(key);
      if (fault) refuse(inner, 'name', fault);
      else visit(inner);
    }
  };

  const root: Place = { name: '', path: '', value: parameters, within: [parameters] };
  if (isPlainObject(parameters)) visitObject(root, parameters);
  else refuse({ ...root, path: 'parameters' }, 'type', 'must be a plain object');
  if (problems.length > 0) throw new ValidationError(problems);
  return Object.fromEntries(leaves);
}
