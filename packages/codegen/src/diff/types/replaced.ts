import { typesOf } from '../../model/shapes.js';
import type { ObjectType, Shape, Types } from '../../model/shapes.js';
import type { Service } from '../../model/service.js';
import type { Positions } from '../facts/change.js';

/** A type that is in the place of another: what was given or read as the one is given or read as the other now. */
export interface Replacement {
  readonly before: ObjectType;
  readonly after: ObjectType;
  readonly positions: Positions;
}

/** The names of types that two shapes have in the same place, in lists and maps or not. */
function* namedPairs(before: Shape, after: Shape): Generator<readonly [before: string, after: string]> {
  if (before.kind === 'named' && after.kind === 'named') yield [before.type, after.type];
  else if (before.kind === 'list' && after.kind === 'list') yield* namedPairs(before.items, after.items);
  else if (before.kind === 'map' && after.kind === 'map') yield* namedPairs(before.values, after.values);
}

/** All pairs of object types that are in the same place of some inputs, or of some outputs. */
function pairsBelow(
  types: { readonly before: Types; readonly after: Types },
  roots: readonly (readonly [before: string, after: string])[],
): { readonly before: ObjectType; readonly after: ObjectType }[] {
  const seen = new Set<string>();
  const open = [...roots];
  const found = [];
  for (let names = open.pop(); names !== undefined; names = open.pop()) {
    const [before, after] = [types.before.get(names[0]), types.after.get(names[1])];
    const key = names.join(' ');
    if (seen.has(key) || before?.kind !== 'object' || after?.kind !== 'object') continue;
    seen.add(key);
    found.push({ before, after });
    const fields = new Map(after.fields.map((field) => [field.name, field]));
    for (const { name, shape } of before.fields) {
      const now = fields.get(name);
      if (now !== undefined) open.push(...namedPairs(shape, now.shape));
    }
  }
  return found;
}

/** The types that others have taken the place of; not those that only have another name. */
export function replacements(
  before: Service,
  after: Service,
  renamed: ReadonlyMap<string, string>,
): Replacement[] {
  const types = { before: typesOf(before), after: typesOf(after) };
  const now = new Map(after.operations.map((operation) => [operation.action, operation]));
  const found = new Map<string, Replacement>();
  for (const side of ['input', 'output'] as const) {
    const roots = before.operations.flatMap((operation) => {
      const same = now.get(operation.action);
      return same === undefined ? [] : [[operation[side], same[side]] as const];
    });
    for (const pair of pairsBelow(types, roots)) {
      const names = [pair.before.name, pair.after.name];
      if ((renamed.get(pair.before.name) ?? pair.before.name) === pair.after.name) continue;
      const known = found.get(names.join(' '))?.positions ?? { written: false, read: false };
      const positions = side === 'input' ? { ...known, written: true } : { ...known, read: true };
      found.set(names.join(' '), { ...pair, positions });
    }
  }
  return [...found.values()];
}
