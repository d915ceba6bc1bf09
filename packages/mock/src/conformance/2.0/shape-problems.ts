import type { Shape } from '../../services/shape.js';
import { isJsonObject } from '../../core/json.js';

/** Where a value is not of the shape that the spec gives it, each place once. Fields beyond the shape are welcome. */
export function shapeProblems(value: unknown, shape: Shape, path = 'the result'): string[] {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? [] : [`${path} is no text`];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${path} is no integer`];
    case 'list':
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((item, index) => shapeProblems(item, shape.items, `${path}[${index}]`));
    case 'map':
      if (!isJsonObject(value)) return [`${path} is no object`];
      return Object.entries(value).flatMap(([name, item]) =>
        shapeProblems(item, shape.values, `${path}.${name}`),
      );
    case 'object': {
      if (!isJsonObject(value)) return [`${path} is no object`];
      const missing = shape.required
        .filter((name) => !Object.hasOwn(value, name))
        .map((name) => `${path}.${name} is missing`);
      const wrong = Object.entries(shape.fields).flatMap(([name, field]) =>
        Object.hasOwn(value, name) ? shapeProblems(value[name], field, `${path}.${name}`) : [],
      );
      return [...missing, ...wrong];
    }
  }
}
