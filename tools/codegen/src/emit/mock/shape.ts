import { Code, bottomOf, byCodeUnits, camelCase, saidOf } from '@qcvm/codegen/toolkit';
import type { JsonValue, KnownValue, LiteralObject, Shape, Types } from '@qcvm/codegen/toolkit';

/** The constant that holds the shape of a named type. */
export const shapeName = (type: string): string => `${camelCase(type)}Shape`;

const values = (known: readonly KnownValue[] | undefined): readonly (string | number)[] | undefined =>
  known?.map(({ value }) => value);

function only<Value extends string | number>(
  examples: readonly JsonValue[] | undefined,
  isValue: (value: JsonValue) => value is Value,
): readonly Value[] | undefined {
  const found = examples?.filter(isValue) ?? [];
  return found.length === 0 ? undefined : found;
}

/** A shape as the mock wants to know it: the constant of a type, unless its examples are others here. */
export function shape(each: Shape, types: Types): LiteralObject | Code {
  const type = each.kind === 'named' ? types.get(each.type) : undefined;
  const hasName = type?.kind === 'value' || (type?.kind === 'object' && type.inline !== true);
  return hasName && each.examples === undefined ? new Code(shapeName(type.name)) : definition(each, types);
}

/** A shape written out, with the constants of the types that it refers to. */
export function definition(each: Shape, types: Types): LiteralObject {
  const bottom = bottomOf(types, each);
  const { examples } = saidOf(types, each);
  switch (bottom.kind) {
    case 'string': {
      const { kind, pattern, minLength, maxLength } = bottom;
      const said = only(examples, (value) => typeof value === 'string');
      return {
        ...{ kind, pattern, minLength, maxLength },
        ...{ values: bottom.values, known: values(bottom.known), examples: said },
      };
    }
    case 'integer': {
      const { kind, minimum, maximum } = bottom;
      const said = only(examples, (value) => typeof value === 'number');
      return { kind, minimum, maximum, values: bottom.values, known: values(bottom.known), examples: said };
    }
    case 'list': {
      const { kind, items, minItems, maxItems, unique, singleAsList } = bottom;
      return { kind, items: shape(items, types), minItems, maxItems, unique, singleAsList };
    }
    case 'object': {
      const { kind, fields } = bottom;
      const required = fields.filter(({ answered }) => answered).map(({ name }) => name);
      const members = fields.map((field) => [field.name, shape(field.shape, types)]);
      return {
        kind,
        fields: Object.fromEntries(members) as LiteralObject,
        required: required.sort(byCodeUnits),
      };
    }
    case 'map':
      return { kind: bottom.kind, values: shape(bottom.values, types), batchResults: bottom.batchResults };
    default:
      throw new Error(`API 2.0 has no ${bottom.kind}`);
  }
}

/** The names of the types that some refer to, each after all those that it refers to itself. */
export function referredNames(roots: readonly string[], types: Types): string[] {
  const found = new Set<string>();
  const visit = (each: Shape): void => {
    if (each.kind === 'list') visit(each.items);
    else if (each.kind === 'map') visit(each.values);
    else if (each.kind === 'named' && !found.has(each.type)) {
      parts(each.type).forEach(visit);
      const type = types.get(each.type);
      if (type?.kind !== 'object' || type.inline !== true) found.add(each.type);
    }
  };
  const parts = (name: string): readonly Shape[] => {
    const type = types.get(name);
    return type?.kind === 'object' ? type.fields.map((field) => field.shape) : type ? [type.shape] : [];
  };
  for (const root of roots) parts(root).forEach(visit);
  return [...found];
}
