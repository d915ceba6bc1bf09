import type { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import { readText } from './facts.js';
import type { Spec } from '../spec/spec.js';
import type { JsonValue, KnownValue, Shape, ShapeFacts, TextShape } from '../model/shapes.js';

const referenceStart = '#/components/schemas/';

/** The schema that a reference names. */
export function referenceOf(at: Cursor | undefined): string | undefined {
  const reference = at?.text('$ref');
  return reference?.startsWith(referenceStart) === true ? reference.slice(referenceStart.length) : undefined;
}

interface Kind {
  readonly type: string;
  readonly nullable: boolean;
  readonly reference?: string;
}

/** What a property is: its type, or a type with a name; and whether it may be null. */
function kindOf(at: Cursor): Kind {
  const either = at.get('anyOf')?.items() ?? [];
  const reference = referenceOf(at) ?? either.map(referenceOf).find((name) => name !== undefined);
  const types = at.text('type') === undefined ? at.texts('type') : [at.text('type') ?? ''];
  const nullable = types.includes('null') || either.some((each) => each.text('type') === 'null');
  const type = types.find((each) => each !== 'null') ?? 'object';
  return { type, nullable, ...defined({ reference }) };
}

function scalar(at: Cursor, name: string): string | number | boolean | undefined {
  const value = at.get(name)?.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function facts(at: Cursor, nullable: boolean): ShapeFacts {
  return defined({
    description: at.text('description'),
    default: scalar(at, 'default'),
    examples: at.get('examples')?.value as readonly JsonValue[] | undefined,
    deprecated: at.flag('deprecated') ? (true as const) : undefined,
    nullable: nullable ? (true as const) : undefined,
    source: at.text('x-qcloud-source'),
  });
}

function known(at: Cursor): readonly KnownValue[] | undefined {
  const values = at.get('x-qcloud-values');
  if (values === undefined) return undefined;
  // In the order of the spec: states follow each other, sizes grow.
  const names = values.isObject ? Object.keys(values.value as object) : [];
  return names.map((value) => ({ value, meaning: values.get(value)?.text('meaning') ?? '' }));
}

/** What a text is beyond its type. */
export function textShape(spec: Spec, at: Cursor, nullable = false): TextShape {
  const more = defined({ format: at.text('format'), known: known(at) });
  return { ...facts(at, nullable), ...readText(spec, at, at.texts('enum')), ...more };
}

/** Reads shapes; `typeName` gives the name of a schema in code. */
export function readShape(spec: Spec, at: Cursor, typeName: (schema: string) => string): Shape {
  const { type, nullable, reference } = kindOf(at);
  const base = facts(at, nullable);
  if (reference !== undefined) return { kind: 'named', ...base, type: typeName(reference) };
  const range = defined({ minimum: at.number('minimum'), maximum: at.number('maximum') });
  switch (type) {
    case 'integer': {
      const values = at.numbers('enum');
      return { kind: 'integer', ...base, ...range, ...(values.length === 0 ? {} : { values }) };
    }
    case 'number':
      return { kind: 'number', ...base, ...range };
    case 'boolean':
      return { kind: 'boolean', ...base };
    case 'array': {
      const items = at.get('items');
      return {
        kind: 'list',
        ...base,
        items: items === undefined ? { kind: 'string' } : readShape(spec, items, typeName),
        ...defined({
          minItems: at.number('minItems'),
          maxItems: at.number('maxItems'),
          unique: at.flag('uniqueItems') ? (true as const) : undefined,
        }),
      };
    }
    default:
      return at.has('contentEncoding') ? { kind: 'binary', ...base } : textShape(spec, at, nullable);
  }
}
