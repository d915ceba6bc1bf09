import { mismatches } from '../model/check.js';
import type { Exchange, JsonObject, ObjectSchema, RequestExample, ResponseExample } from '../model/model.js';
import { objectInOrder } from '../model/order.js';
import type { Cursor } from './cursor.js';
import { defined } from './defined.js';
import { didYouMean } from './nearest.js';
import type { Spec } from './spec.js';

/** Fields of a response body that belong to no operation. */
const envelope = ['code', 'codeDesc', 'message'];

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick(value: JsonObject, wanted: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => wanted(name)));
}

/** What examples are checked against. */
export interface ExampleSchemas {
  readonly input: ObjectSchema;
  readonly output: ObjectSchema;
  readonly publicParameters: ObjectSchema;
  /** Whether a failure reports on each resource. */
  readonly batch: boolean;
}

function report(
  spec: Spec,
  at: Cursor,
  found: { subject: string; schema: ObjectSchema; value: JsonObject },
): void {
  if (spec.unsound.has(found.schema)) return;
  for (const { path, message } of mismatches(found.schema, found.value)) {
    const place = path.length === 0 ? '' : ` at ${path.join('.')}`;
    spec.report(at.at(...path) ?? at, {
      what: `${found.subject} does not fit its schema${place}: ${message}`,
      remedy: 'correct the value, or the schema',
    });
  }
}

function readRequests(spec: Spec, operation: Cursor, schemas: ExampleSchemas): RequestExample[] {
  const content = operation.at('requestBody', 'content', 'application/x-www-form-urlencoded');
  const publicNames = new Set(schemas.publicParameters.fields.map(({ name }) => name));
  return (content?.get('examples')?.entries() ?? []).flatMap(([name, example]): RequestExample[] => {
    const at = example.get('value');
    if (at === undefined || !isObject(at.value)) return [];
    const input = pick(at.value, (field) => !publicNames.has(field));
    const publicParameters = pick(at.value, (field) => publicNames.has(field));
    report(spec, at, { subject: `the request example "${name}"`, schema: schemas.input, value: input });
    if (Object.keys(publicParameters).length > 0) {
      const { publicParameters: schema } = schemas;
      report(spec, at, { subject: `the request example "${name}"`, schema, value: publicParameters });
    }
    return [
      {
        name,
        input: objectInOrder(input, schemas.input),
        publicParameters: objectInOrder(publicParameters, schemas.publicParameters),
        ...defined({ summary: example.text('summary') }),
      },
    ];
  });
}

function readResponses(spec: Spec, operation: Cursor, schemas: ExampleSchemas): ResponseExample[] {
  const content = operation.at('responses', '200', 'content', 'application/json');
  return (content?.get('examples')?.entries() ?? []).flatMap(([name, example]): ResponseExample[] => {
    const at = example.get('value');
    if (at === undefined || !isObject(at.value)) return [];
    const code = Number(at.value['code'] ?? Number.NaN);
    if (!Number.isSafeInteger(code)) {
      const what = `the response example "${name}" has no integer "code"`;
      spec.report(at.get('code') ?? at, { what, remedy: 'add "code: 0", or the code of the failure' });
    }
    const own = pick(at.value, (field) => !envelope.includes(field));
    if (code === 0 || (schemas.batch && Object.keys(own).length > 0)) {
      report(spec, at, { subject: `the response example "${name}"`, schema: schemas.output, value: own });
    }
    return [
      {
        name,
        body: objectInOrder(at.value, schemas.output),
        ...defined({ summary: example.text('summary') }),
      },
    ];
  });
}

function cited<Example extends { readonly name: string }>(
  spec: Spec,
  exchange: Cursor,
  among: { readonly kind: 'request' | 'response'; readonly examples: readonly Example[] },
): Example | undefined {
  const at = exchange.get(among.kind);
  if (at === undefined) return undefined;
  const found = among.examples.find(({ name }) => name === at.value);
  if (found === undefined) {
    const names = among.examples.map(({ name }) => name);
    spec.report(at, {
      what: `there is no ${among.kind} example "${String(at.value)}"`,
      remedy: didYouMean(String(at.value), names, `name one of: ${names.join(', ')}`),
    });
  }
  return found;
}

/** The documented examples of an operation, checked against its schemas. */
export function readExamples(
  spec: Spec,
  operation: Cursor,
  schemas: ExampleSchemas,
): { requests: RequestExample[]; responses: ResponseExample[]; exchanges: Exchange[] } {
  const requests = readRequests(spec, operation, schemas);
  const responses = readResponses(spec, operation, schemas);
  const exchanges = (operation.get('x-qcloud-examples')?.items() ?? []).map((at): Exchange => ({
    name: at.text('name') ?? '',
    title: at.text('title') ?? '',
    provenance: at.text('provenance') ?? '',
    ...defined({
      source: at.text('source'),
      request: cited(spec, at, { kind: 'request', examples: requests }),
      wire: at.text('wire'),
      response: cited(spec, at, { kind: 'response', examples: responses }),
    }),
  }));
  return { requests, responses, exchanges };
}
