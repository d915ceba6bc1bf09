import type { Cursor } from '../spec/cursor.js';
import { referenceOf } from './shapes.js';
import type { Spec } from '../spec/spec.js';

/** The words for ranges and values, each with the types that it says something of. */
const words: Readonly<Record<string, readonly string[]>> = {
  enum: ['string', 'integer'],
  minimum: ['integer', 'number'],
  maximum: ['integer', 'number'],
  minLength: ['string'],
  maxLength: ['string'],
  pattern: ['string'],
  minItems: ['array'],
  maxItems: ['array'],
  uniqueItems: ['array'],
  items: ['array'],
  'x-qcloud-values': ['string', 'integer'],
};
const ranges = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

const typeOf = (property: Cursor): string | undefined =>
  property.text('type') ?? property.texts('type').find((each) => each !== 'null');

const isOf = (type: string | undefined, value: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : type === undefined || typeof value === type;

/** What is wrong with a default; nothing when it is a value that the property takes. */
function mismatch(property: Cursor, value: unknown): string | undefined {
  const type = typeOf(property);
  if (!isOf(type, value)) return `the default ${JSON.stringify(value)} is not of type ${type ?? ''}`;
  const values = property.get('enum')?.items() ?? [];
  if (values.length > 0 && !values.some((each) => each.value === value))
    return `the default ${JSON.stringify(value)} is not among the values allowed`;
  if (typeof value !== 'number') return undefined;
  const isOutside =
    value < (property.number('minimum') ?? value) || value > (property.number('maximum') ?? value);
  return isOutside ? `the default ${value} is outside of the range` : undefined;
}

/** Named values are of the property's type. What an overlay refers to is as well: the service may have changed what it sends. */
function checkNamedValues(spec: Spec, root: Cursor, property: Cursor): void {
  const type = typeOf(property);
  for (const [name, value] of property.get('x-qcloud-values')?.entries() ?? [])
    if (type === 'integer' && !/^-?\d+$/.test(name))
      spec.report(value, {
        what: `"${name}" is not of type ${type}`,
        remedy: 'correct it, or leave it out',
        part: 'key',
      });
  const reference = referenceOf(property);
  const named = reference === undefined ? undefined : root.at('components', 'schemas', reference);
  if (named === undefined || type === undefined || typeOf(named) === type) return;
  spec.report(property.get('$ref') ?? property, {
    what: `${reference ?? ''} is of type ${typeOf(named) ?? 'object'}, and this of type ${type}`,
    remedy: 'leave the reference out, or refer to a schema of this type',
  });
}

function checkProperty(spec: Spec, root: Cursor, property: Cursor): void {
  const type = typeOf(property);
  checkNamedValues(spec, root, property);
  // Without one it is a reference to a schema, which has rules of its own.
  for (const [word, types] of Object.entries(words)) {
    const at = property.get(word);
    if (at === undefined || types.includes(type ?? '')) continue;
    const what = `"${word}" says nothing of ${type === undefined ? 'a reference' : `the type ${type}`}`;
    spec.report(at, { what, remedy: 'leave it out', part: 'key' });
  }
  for (const [least, most] of ranges) {
    const [low, high] = [property.number(least), property.number(most)];
    if (low === undefined || high === undefined || low <= high) continue;
    const what = `no value is at least ${low} and at most ${high}`;
    spec.report(property.get(least) ?? property, { what, remedy: `correct "${least}" or "${most}"` });
  }
  for (const each of property.get('enum')?.items() ?? [])
    if (!isOf(type, each.value))
      spec.report(each, {
        what: `${JSON.stringify(each.value)} is not of type ${type ?? ''}`,
        remedy: 'correct it, or leave it out',
      });
  const at = property.get('default');
  const what = at === undefined ? undefined : mismatch(property, at.value);
  if (at !== undefined && what !== undefined) spec.report(at, { what, remedy: 'correct one of the two' });
  const items = property.get('items');
  if (items !== undefined) checkProperty(spec, root, items);
}

/** Every rule is about the type that it stands beside, some value fits it, and every default is one that does. */
export function checkRules(spec: Spec, root: Cursor): void {
  for (const [, schema] of root.at('components', 'schemas')?.entries() ?? [])
    for (const [, property] of schema.get('properties')?.entries() ?? []) checkProperty(spec, root, property);
}
