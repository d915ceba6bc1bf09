import type { JsonObject, JsonValue, Schema } from './v2.js';
import { byCodeUnits } from '@qcvm/codegen/toolkit';

/** Fields of every response, in the order in which the service sends them. */
const envelope = ['code', 'codeDesc', 'message'];

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * The same value with the members of its objects in the order of their schema, and by name where there is
 * none: how a spec file happens to order an example never shows in what is generated from it.
 */
export function inOrder(value: JsonValue, schema?: Schema): JsonValue {
  if (isList(value))
    return value.map((item) => inOrder(item, schema?.kind === 'list' ? schema.items : undefined));
  return isObject(value) ? objectInOrder(value, schema) : value;
}

/** The same for an object, which may be a whole response body: the envelope comes first. */
export function objectInOrder(value: JsonObject, schema?: Schema): JsonObject {
  const fields = schema?.kind === 'object' ? schema.fields : [];
  const ranks = new Map([...envelope, ...fields.map(({ name }) => name)].map((name, rank) => [name, rank]));
  const rank = (name: string): number => ranks.get(name) ?? Number.MAX_SAFE_INTEGER;
  const schemas = new Map(fields.map((field) => [field.name, field.schema]));
  const members = Object.keys(value)
    .sort((left, right) => rank(left) - rank(right) || byCodeUnits(left, right))
    .map((name) => {
      const member = value[name] ?? null;
      return [name, inOrder(member, schema?.kind === 'map' ? schema.values : schemas.get(name))] as const;
    });
  return Object.fromEntries(members);
}
