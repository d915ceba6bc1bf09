/** Schemas of texts and integers, and what a schema of any type says beside its type. */
import { defined, readText } from '@qcvm/codegen/toolkit';
import type { Cursor, JsonValue, KnownValue, Shape, ShapeFacts, Spec } from '@qcvm/codegen/toolkit';

type ScalarType = 'string' | 'integer';

/** What a schema says of what it describes, or a reference beside what it refers to. */
export function factsOf(at: Cursor): ShapeFacts {
  const fallback = at.get('default')?.value;
  const examples = at
    .get('examples')
    ?.items()
    .map((item) => item.value as JsonValue);
  return defined({
    description: at.text('description'),
    default: typeof fallback === 'string' || typeof fallback === 'number' ? fallback : undefined,
    examples: examples === undefined || examples.length === 0 ? undefined : examples,
    deprecated: at.flag('deprecated') ? (true as const) : undefined,
    source: at.text('x-qcloud-source'),
  });
}

/** Every allowed value is of the type. */
function checkEnum(spec: Spec, at: Cursor, type: ScalarType): void {
  for (const value of at.get('enum')?.items() ?? []) {
    if (type === 'string' ? typeof value.value === 'string' : Number.isSafeInteger(value.value)) continue;
    const what = `${JSON.stringify(value.value)} is not of type ${type}`;
    spec.report(value, { what, remedy: 'correct the value, or the type' });
  }
}

function namedValues(spec: Spec, at: Cursor, type: ScalarType): readonly KnownValue[] | undefined {
  const words = at.get('x-qcloud-values');
  if (words === undefined) return undefined;
  const names = new Map<string, string>();
  const values = words.entries().flatMap(([key, word]): KnownValue[] => {
    const value = type === 'integer' ? Number(key) : key;
    const name = word.text('name') ?? key;
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      const what = `"${key}" is not an integer, but names a value of one`;
      spec.report(word, { what, remedy: 'write the integer that the service sends', part: 'key' });
      return [];
    }
    const other = names.get(name);
    if (other !== undefined) {
      const what = `the values ${other} and ${key} have the same name "${name}"`;
      spec.report(word.get('name') ?? word, { what, remedy: 'give each value a name of its own' });
    }
    names.set(name, key);
    return [{ value, name, meaning: word.text('meaning') ?? '' }];
  });
  return values.sort((left, right) => (type === 'integer' ? Number(left.value) - Number(right.value) : 0));
}

/** Reads a schema of a text or of an integer. */
export function readScalar(spec: Spec, at: Cursor, type: ScalarType): Shape {
  const facts = factsOf(at);
  checkEnum(spec, at, type);
  const known = namedValues(spec, at, type);
  if (type === 'string') {
    const values = at.text('const') === undefined ? at.texts('enum') : [at.text('const') ?? ''];
    return { ...facts, ...readText(spec, at, values), ...defined({ known }) };
  }
  const values = at.number('const') === undefined ? at.numbers('enum') : [at.number('const') ?? 0];
  return {
    kind: 'integer',
    ...facts,
    ...defined({
      minimum: at.number('minimum'),
      maximum: at.number('maximum'),
      values: values.length === 0 ? undefined : values,
      known,
    }),
  };
}
