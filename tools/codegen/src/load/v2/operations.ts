import type {
  Batch,
  ErrorCode,
  Field,
  ObjectSchema,
  Operation,
  Pagination,
  Repeatability,
  Schema,
  ServiceAddress,
  SigningExample,
  Transition,
} from '../../model/v2.js';
import { camelCase, defined, didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor, Spec } from '@qcvm/codegen/toolkit';
import { readOperationErrors } from './errors.js';
import { readExamples } from './examples.js';
import type { SchemaReader } from './schemas.js';

/** What reading an operation needs to know of its service. */
export interface OperationContext {
  readonly spec: Spec;
  readonly schemas: SchemaReader;
  readonly commonErrors: ReadonlyMap<string, ErrorCode>;
  readonly moduleErrors: ReadonlyMap<string, ErrorCode>;
  readonly address: ServiceAddress;
  readonly signing: SigningExample;
}

type NamedObject = ObjectSchema & { readonly name: string };

function fieldOf(schema: Schema | undefined, name: string): Field | undefined {
  return schema?.kind === 'object' ? schema.fields.find((field) => field.name === name) : undefined;
}

/** What an x- word names a field of. */
export interface Wanted {
  readonly in: ObjectSchema;
  /** The input or output that it is a part of, when it is not one itself. */
  readonly of?: ObjectSchema;
  readonly role: string;
  readonly kinds: readonly Schema['kind'][];
}

/** Looks up a field that an x- word names; what does not exist, or is of another kind, is reported. */
export function namedField(spec: Spec, at: Cursor | undefined, wanted: Wanted): Field | undefined {
  if (at === undefined || typeof at.value !== 'string') return undefined;
  const name = at.value;
  const field = fieldOf(wanted.in, name);
  if (field === undefined) {
    if (spec.unsound.has(wanted.of ?? wanted.in)) return undefined;
    const names = wanted.in.fields.map((each) => each.name);
    const otherwise = names.length === 0 ? 'add it' : `add it, or name one of: ${names.join(', ')}`;
    spec.report(at, {
      what: `the ${wanted.role} "${name}" does not exist in ${wanted.in.name ?? 'this object'}`,
      remedy: didYouMean(name, names, otherwise),
    });
  } else if (!wanted.kinds.includes(field.schema.kind)) {
    const article = /^[aeiou]/.test(field.schema.kind) ? 'an' : 'a';
    spec.report(at, {
      what: `the ${wanted.role} "${name}" is ${article} ${field.schema.kind}, not a ${wanted.kinds.join(' or ')}`,
      remedy: 'name another field, or correct its type',
    });
  }
  return field;
}

interface InputAndOutput {
  readonly input: ObjectSchema;
  readonly output: ObjectSchema;
}

function readBatch(spec: Spec, at: Cursor | undefined, { input, output }: InputAndOutput): Batch | undefined {
  if (at === undefined) return undefined;
  const ids = namedField(spec, at.get('ids'), { in: input, role: 'batch id parameter', kinds: ['list'] });
  if (ids?.schema.kind === 'list' && ids.schema.maxItems === undefined) {
    const what = `the batch id parameter "${ids.name}" has no "maxItems"`;
    spec.report(at.get('ids') ?? at, { what, remedy: 'say there how many ids one call may carry' });
  }
  const results = namedField(spec, at.get('results'), {
    in: output,
    role: 'batch result field',
    kinds: ['map'],
  });
  if (results?.schema.kind === 'map' && results.schema.batchResults !== true) {
    const what = `the batch result field "${results.name}" is not marked as one`;
    const remedy =
      'refer to ./common.yaml#/components/schemas/BatchResults, as an empty one may be sent as []';
    spec.report(at.get('results') ?? at, { what, remedy });
  }
  const maximum = ids?.schema.kind === 'list' ? (ids.schema.maxItems ?? 0) : 0;
  return { ids: at.text('ids') ?? '', maximum, results: at.text('results') ?? '' };
}

function readPagination(
  spec: Spec,
  at: Cursor | undefined,
  { input, output }: InputAndOutput,
): Pagination | undefined {
  if (at === undefined) return undefined;
  namedField(spec, at.get('offset'), { in: input, role: 'pagination parameter', kinds: ['integer'] });
  const limit = namedField(spec, at.get('limit'), {
    in: input,
    role: 'pagination parameter',
    kinds: ['integer'],
  });
  if (limit?.schema.kind === 'integer' && limit.schema.maximum === undefined) {
    const what = `the pagination parameter "${limit.name}" has no "maximum"`;
    spec.report(at.get('limit') ?? at, { what, remedy: 'say there how many items a page may have' });
  }
  namedField(spec, at.get('total'), { in: output, role: 'pagination field', kinds: ['integer'] });
  const items = namedField(spec, at.get('items'), { in: output, role: 'pagination field', kinds: ['list'] });
  if (items?.schema.kind !== 'list') spec.unsound.add(output);
  if (items?.schema.kind === 'list') {
    const item = items.schema.items;
    if (item.kind === 'object') {
      const role = 'pagination id';
      namedField(spec, at.get('id'), { in: item, of: output, role, kinds: ['string', 'integer'] });
    } else {
      const what = `the items of "${items.name}" are not objects, so they have no id`;
      spec.report(at.get('items') ?? at, { what, remedy: 'name a list of objects' });
    }
  }
  return {
    offset: at.text('offset') ?? '',
    limit: at.text('limit') ?? '',
    total: at.text('total') ?? '',
    items: at.text('items') ?? '',
    id: at.text('id') ?? '',
    maxLimit: limit?.schema.kind === 'integer' ? (limit.schema.maximum ?? 0) : 0,
  };
}

function readTransition(spec: Spec, at: Cursor | undefined, input: NamedObject): Transition | undefined {
  if (at === undefined) return undefined;
  const force: Record<string, number | string> = {};
  for (const [name, value] of at.get('force')?.entries() ?? []) {
    if (typeof value.value === 'number' || typeof value.value === 'string') force[name] = value.value;
    if (input.fields.some((field) => field.name === name) || spec.unsound.has(input)) continue;
    spec.report(value, {
      what: `force names the parameter "${name}", which "${input.name}" does not have`,
      remedy: didYouMean(
        name,
        input.fields.map((field) => field.name),
        'name a parameter of the operation',
      ),
    });
  }
  return {
    resource: at.text('resource') ?? '',
    from: at.numbers('from'),
    via: at.number('via') ?? 0,
    to: at.number('to') ?? 0,
    ...(Object.keys(force).length > 0 && { force }),
  };
}

/** The input or output of an operation; one without fields when the operation has none. */
function readObject(
  { spec, schemas }: OperationContext,
  operation: Cursor,
  about: { readonly word: string; readonly name: string; readonly description: string },
): NamedObject {
  const { word, name, description } = about;
  const at = operation.get(word);
  const source = operation.get('externalDocs')?.text('url');
  const facts = { name, description, ...defined({ source }) };
  if (at?.isObject === true) return schemas.readObject(at, facts);
  const empty: NamedObject = { kind: 'object', fields: [], ...facts };
  schemas.own.set(name, empty);
  if (at !== undefined) spec.unsound.add(empty);
  return empty;
}

/** Objects with free names have no wire form. */
function refuseMaps(spec: Spec, at: Cursor | undefined, schema: Schema): boolean {
  if (at === undefined) return false;
  if (schema.kind === 'map') {
    const what = 'an object with free names cannot be an input: it has no wire form';
    spec.report(at, { what, remedy: 'write out its properties, or make it a list of objects' });
    return true;
  }
  if (schema.kind === 'list') return refuseMaps(spec, at.get('items') ?? at, schema.items);
  if (schema.kind !== 'object') return false;
  const refused = schema.fields.filter((field) =>
    refuseMaps(spec, at.at('properties', field.name) ?? at, field.schema),
  );
  return refused.length > 0;
}

/** Reads one operation: the `post` under its virtual path, which is `/` and the Action. */
export function readOperation(context: OperationContext, at: Cursor): Operation {
  const { spec, signing, address } = context;
  const action = String(at.path[1]).slice(1);
  const input = readObject(context, at, {
    word: 'x-qcloud-input',
    name: `${action}Input`,
    description: `Parameters of ${action}.`,
  });
  const output = readObject(context, at, {
    word: 'x-qcloud-output',
    name: `${action}Output`,
    description: `Result of ${action}.`,
  });
  if (refuseMaps(spec, at.get('x-qcloud-input'), input)) spec.unsound.add(input);
  const batch = readBatch(spec, at.get('x-qcloud-batch'), { input, output });
  const source = at.get('externalDocs')?.text('url') ?? '';
  return {
    action,
    method: camelCase(action),
    summary: at.text('summary') ?? action,
    description: at.text('description') ?? '',
    source,
    input,
    output,
    ...readOperationErrors(spec, at, {
      common: context.commonErrors,
      module: context.moduleErrors,
      batch: batch !== undefined,
    }),
    repeatability: (at.text('x-qcloud-repeatability') ?? 'once') as Repeatability,
    examples: readExamples(spec, at, {
      ...{ action, source, input, output, address, signing },
      batch: batch !== undefined,
    }),
    ...defined({
      command: at.text('x-qcloud-command'),
      deprecated: at.flag('deprecated') ? (true as const) : undefined,
      batch,
      pagination: readPagination(spec, at.get('x-qcloud-pagination'), { input, output }),
      transition: readTransition(spec, at.get('x-qcloud-transition'), input),
    }),
  };
}
