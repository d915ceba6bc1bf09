import type { JsonObject, JsonValue, ServiceType, Shape } from '@qcvm/codegen/toolkit';

type Types = ReadonlyMap<string, ServiceType>;

/** A text that fits: a documented value, or the example that the meaning of the pattern ends with. */
function sampleText(shape: Shape & { readonly kind: 'string' }): string {
  const chosen = shape.values?.[0] ?? shape.known?.[0]?.value ?? shape.default;
  if (typeof chosen === 'string') return chosen;
  const pattern = new RegExp(`^(?:${shape.pattern ?? '.*'})$`, 'u');
  const words = (shape.meaning ?? '').split(/[\s,;]+/).reverse();
  return words.find((word) => word !== '' && pattern.test(word)) ?? 'example';
}

function sample(shape: Shape, types: Types): JsonValue {
  switch (shape.kind) {
    case 'string':
      return sampleText(shape);
    case 'integer':
    case 'number':
      return typeof shape.default === 'number' ? shape.default : Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return true;
    case 'binary':
      return '';
    case 'list':
      return [sample(shape.items, types)];
    case 'named': {
      const type = types.get(shape.type);
      return type?.kind === 'value' ? sampleText(type.shape) : sampleInput(shape.type, types);
    }
  }
}

/** What a call cannot be without: the required parameters, made up. */
export function sampleInput(name: string, types: Types): JsonObject {
  const type = types.get(name);
  const fields = type?.kind === 'object' ? type.fields : [];
  return Object.fromEntries(
    fields.filter(({ required }) => required).map((field) => [field.name, sample(field.shape, types)]),
  );
}
