import { bottomOf, byCodeUnits } from '@qcvm/codegen/toolkit';
import type { JsonObject, JsonValue, Shape, Types } from '@qcvm/codegen/toolkit';

/** Fields of every response, in the order in which the service sends them. */
const envelope = ['code', 'codeDesc', 'message'];

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * The same value with the members of its objects in the order of their type, and by name where there is
 * none: how a spec file happens to order an example never shows in what is generated from it.
 */
export function inOrder(types: Types, value: JsonValue, shape?: Shape): JsonValue {
  const bottom = shape && bottomOf(types, shape);
  if (isList(value))
    return value.map((item) => inOrder(types, item, bottom?.kind === 'list' ? bottom.items : undefined));
  return isObject(value) ? objectInOrder(types, value, shape) : value;
}

/** The same for an object, which may be a whole response body: the envelope comes first. */
export function objectInOrder(types: Types, value: JsonObject, shape?: Shape): JsonObject {
  const bottom = shape && bottomOf(types, shape);
  const fields = bottom?.kind === 'object' ? bottom.fields : [];
  const ranks = new Map([...envelope, ...fields.map(({ name }) => name)].map((name, rank) => [name, rank]));
  const rank = (name: string): number => ranks.get(name) ?? Number.MAX_SAFE_INTEGER;
  const shapes = new Map(fields.map((field) => [field.name, field.shape]));
  const members = Object.keys(value)
    .sort((left, right) => rank(left) - rank(right) || byCodeUnits(left, right))
    .map((name) => {
      const inner = bottom?.kind === 'map' ? bottom.values : shapes.get(name);
      return [name, inOrder(types, value[name] ?? null, inner)] as const;
    });
  return Object.fromEntries(members);
}
