import { Assignability } from './assignable.js';
import { typesOf } from '../../model/shapes.js';
import type { ObjectType } from '../../model/shapes.js';
import type { Service } from '../../model/service.js';

const objectsOnlyIn = (api: Service, other: Service): ObjectType[] => {
  const others = typesOf(other);
  const roots = new Set(api.operations.flatMap(({ input, output }) => [input, output]));
  return api.types.flatMap((type) =>
    type.kind === 'object' && !others.has(type.name) && !roots.has(type.name) && type.fields.length > 0
      ? [type]
      : [],
  );
};

const signatureOf = ({ fields }: ObjectType): string =>
  fields
    .map(
      ({ name, required, answered, shape }) =>
        `${name} ${required} ${answered} ${shape.kind} ${shape.nullable}`,
    )
    .join('\n');

/** What an Action of both takes and gives, before and after: the types that have no other use, and are in one of both only. */
function* rootPairs(
  before: Service,
  after: Service,
): Generator<readonly [old: ObjectType, fresh: ObjectType]> {
  const [olds, news] = [typesOf(before), typesOf(after)];
  const now = new Map(after.operations.map((operation) => [operation.action, operation]));
  for (const operation of before.operations)
    for (const side of ['input', 'output'] as const) {
      const [old, fresh] = [olds.get(operation[side]), news.get(now.get(operation.action)?.[side] ?? '')];
      if (old?.kind === 'object' && fresh?.kind === 'object' && !news.has(old.name) && !olds.has(fresh.name))
        yield [old, fresh];
    }
}

/** Old name → new name of types that are otherwise equal, where exactly one type is. */
export function renamedTypes(before: Service, after: Service): ReadonlyMap<string, string> {
  const there = new Assignability(before, after);
  const back = new Assignability(after, before);
  const isLike = (was: ObjectType, is: ObjectType): boolean =>
    there.objects(was, is) && back.objects(is, was);
  const bySignature = new Map<string, { readonly old: ObjectType[]; readonly new: ObjectType[] }>();
  for (const [side, types] of [
    ['old', objectsOnlyIn(before, after)],
    ['new', objectsOnlyIn(after, before)],
  ] as const)
    for (const type of types) {
      const key = signatureOf(type);
      const known = bySignature.get(key) ?? { old: [], new: [] };
      known[side].push(type);
      bySignature.set(key, known);
    }
  const renamed = new Map<string, string>();
  for (const { old, new: fresh } of bySignature.values()) {
    const [was, second] = old;
    const [is, other] = fresh;
    if (was === undefined || is === undefined || second !== undefined || other !== undefined) continue;
    if (isLike(was, is)) renamed.set(was.name, is.name);
  }
  const taken = new Set<string>();
  for (const [was, is] of rootPairs(before, after)) {
    if (renamed.has(was.name) || taken.has(is.name) || !isLike(was, is)) continue;
    taken.add(is.name);
    renamed.set(was.name, is.name);
  }
  return renamed;
}
