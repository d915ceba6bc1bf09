import { mismatches } from '../model/check.js';
import type {
  Batch,
  ErrorCode,
  Field,
  ObjectSchema,
  Operation,
  Pagination,
  Repeatability,
  Schema,
  Transition,
} from '../model/model.js';
import { camelCase } from '../model/names.js';
import { sampleInput, sampleOutput } from '../model/sample.js';
import type { Cursor } from './cursor.js';
import { defined } from './defined.js';
import { readOperationErrors } from './errors.js';
import { readExamples } from './examples.js';
import { didYouMean } from './nearest.js';
import type { SchemaReader } from './schemas.js';
import type { Spec } from './spec.js';

/** What reading an operation needs to know of its service. */
export interface OperationContext {
  readonly spec: Spec;
  readonly root: Cursor;
  readonly schemas: SchemaReader;
  readonly commonErrors: ReadonlyMap<string, ErrorCode>;
  readonly moduleErrors: ReadonlyMap<string, ErrorCode>;
  readonly publicParameters: ObjectSchema;
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

function readBatch(
  spec: Spec,
  at: Cursor | undefined,
  io: { input: ObjectSchema; output: ObjectSchema },
): Batch | undefined {
  if (at === undefined) return undefined;
  const ids = namedField(spec, at.get('ids'), { in: io.input, role: 'batch id parameter', kinds: ['list'] });
  namedField(spec, at.get('results'), { in: io.output, role: 'batch result field', kinds: ['map'] });
  const maximum = at.number('maximum') ?? 0;
  if (ids?.schema.kind === 'list' && ids.schema.maxItems !== undefined && ids.schema.maxItems !== maximum) {
    spec.report(at.get('maximum') ?? at, {
      what: `a batch takes at most ${maximum} ids, but "${ids.name}" at most ${ids.schema.maxItems} items`,
      remedy: 'make both the same',
    });
  }
  return { ids: at.text('ids') ?? '', maximum, results: at.text('results') ?? '' };
}

function readPagination(
  spec: Spec,
  at: Cursor | undefined,
  io: { input: ObjectSchema; output: ObjectSchema },
): Pagination | undefined {
  if (at === undefined) return undefined;
  const { input, output } = io;
  namedField(spec, at.get('offset'), { in: input, role: 'pagination parameter', kinds: ['integer'] });
  namedField(spec, at.get('limit'), { in: input, role: 'pagination parameter', kinds: ['integer'] });
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
    maxLimit: at.number('maxLimit') ?? 0,
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

/** The input or output of an operation; an empty one, marked unsound, when there is none that can be read. */
function readObject(context: OperationContext, operation: Cursor, name: string): NamedObject {
  const { spec, root, schemas } = context;
  const at = root.at('components', 'schemas', name);
  const unsound = (object: NamedObject): NamedObject => {
    spec.unsound.add(object);
    return object;
  };
  const empty: NamedObject = { kind: 'object', name, fields: [] };
  if (at === undefined) {
    const existing = root.at('components', 'schemas')?.names() ?? [];
    spec.report(operation, {
      what: `there is no schema "${name}" in components.schemas`,
      remedy: didYouMean(name, existing, 'add it; an operation without any has "properties: {}"'),
      part: 'key',
    });
    return unsound(empty);
  }
  const schema = schemas.read(at);
  if (schema === undefined) return unsound(empty);
  if (schema.kind !== 'object') {
    const what = `the schema "${name}" is a ${schema.kind}, not an object with properties`;
    spec.report(at, { what, remedy: 'write "type: object" with "properties:"', part: 'key' });
    return unsound(empty);
  }
  const object = { ...schema, name };
  return schemas.isFlawed(at) ? unsound(object) : object;
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

/** Everybody who needs an example gets one: documented, or made from the schema. The latter can fail, and says so. */
function checkSamples(spec: Spec, at: Cursor, operation: Operation): void {
  const { action, input, output } = operation;
  const request = sampleInput(operation);
  const made = [
    { schema: input, value: request, what: 'request' },
    { schema: output, value: sampleOutput(operation, request), what: 'response' },
  ];
  const documented = { request: operation.requests.length > 0, response: operation.responses.length > 0 };
  for (const { schema, value, what } of made) {
    const [mismatch] = mismatches(schema, value);
    if (mismatch === undefined || documented[what === 'request' ? 'request' : 'response']) continue;
    const place = [schema.name, ...mismatch.path].join('.');
    spec.report(at, {
      what: `no example ${what} of ${action} can be made: ${place}: ${mismatch.message}`,
      remedy: `give that schema "examples:", or document a ${what}`,
      part: 'key',
    });
  }
}

/** Reads one operation: the `post` under its virtual path. */
export function readOperation(context: OperationContext, at: Cursor): Operation {
  const { spec, root } = context;
  const action = at.text('x-qcloud-action') ?? '';
  const input = readObject(context, at, `${action}Input`);
  const output = readObject(context, at, `${action}Output`);
  if (refuseMaps(spec, root.at('components', 'schemas', input.name), input)) spec.unsound.add(input);
  const batch = readBatch(spec, at.get('x-qcloud-batch'), { input, output });
  const { publicParameters } = context;
  const operation: Operation = {
    action,
    method: camelCase(action),
    summary: at.text('summary') ?? action,
    description: at.text('description') ?? '',
    source: at.get('externalDocs')?.text('url') ?? '',
    sourceTitle: at.get('externalDocs')?.text('description') ?? action,
    input,
    output,
    ...readOperationErrors(spec, at, { common: context.commonErrors, module: context.moduleErrors }),
    repeatability: (at.text('x-qcloud-repeatability') ?? 'once') as Repeatability,
    ...readExamples(spec, at, { input, output, publicParameters, batch: batch !== undefined }),
    ...defined({
      deprecated: at.flag('deprecated') ? (true as const) : undefined,
      batch,
      pagination: readPagination(spec, at.get('x-qcloud-pagination'), { input, output }),
      transition: readTransition(spec, at.get('x-qcloud-transition'), input),
    }),
  };
  if (!spec.unsound.has(input) && !spec.unsound.has(output)) checkSamples(spec, at, operation);
  return operation;
}
