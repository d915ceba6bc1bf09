import { mismatches } from '../../model/check.js';
import type { ServiceAddress, SigningExample } from '../../model/v2.js';
import { objectInOrder } from '../../model/order.js';
import type { Cursor, Example, JsonObject, Spec, Types } from '@qcvm/codegen/toolkit';
import { signedLine } from './signed-line.js';

/** Fields of a response body that belong to no operation. */
const envelope = ['code', 'codeDesc', 'message'];

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What examples are checked against, and signed with. */
export interface ExampleContext {
  readonly action: string;
  /** The page of the operation, for examples that name none. */
  readonly source: string;
  readonly types: Types;
  /** Names of types. */
  readonly input: string;
  readonly output: string;
  /** Whether a failure reports on each resource. */
  readonly batch: boolean;
  readonly address: ServiceAddress;
  readonly signing: SigningExample;
}

function report(
  spec: Spec,
  at: Cursor,
  found: { subject: string; types: Types; type: string; value: JsonObject },
): void {
  const { types, type, value } = found;
  if (spec.unsound.has(type)) return;
  for (const { path, message } of mismatches(types, { kind: 'named', type }, value)) {
    const place = path.length === 0 ? '' : ` at ${path.join('.')}`;
    spec.report(at.at(...path) ?? at, {
      what: `${found.subject} does not fit its schema${place}: ${message}`,
      remedy: 'correct the value, or the schema',
    });
  }
}

/** The whole body of an answer: the envelope of a success need not be written out. */
function readBody(spec: Spec, at: Cursor, found: { name: string; context: ExampleContext }): JsonObject {
  const { name, context } = found;
  const value = isObject(at.value) ? at.value : {};
  const body: JsonObject = Object.hasOwn(value, 'code')
    ? value
    : { code: 0, codeDesc: 'Success', message: '', ...value };
  if (!Number.isSafeInteger(Number(body['code']))) {
    const what = `the code of the example "${name}" is not an integer`;
    spec.report(at.get('code') ?? at, { what, remedy: 'write the code of the failure, or leave it out' });
  }
  const own = Object.fromEntries(Object.entries(body).filter(([field]) => !envelope.includes(field)));
  if (Number(body['code']) === 0 || (context.batch && Object.keys(own).length > 0)) {
    const subject = `the response of the example "${name}"`;
    report(spec, at, { subject, types: context.types, type: context.output, value: own });
  }
  return objectInOrder(context.types, body, { kind: 'named', type: context.output });
}

function readExample(spec: Spec, at: Cursor, context: ExampleContext): Example {
  const name = at.text('name') ?? '';
  const requestAt = at.get('request') ?? at;
  const value = isObject(requestAt.value) ? requestAt.value : {};
  if (at.has('request')) {
    const subject = `the request of the example "${name}"`;
    report(spec, requestAt, { subject, types: context.types, type: context.input, value });
  }
  return {
    name,
    title: at.text('title') ?? '',
    provenance: at.text('provenance') ?? '',
    source: at.text('source') ?? context.source,
    input: objectInOrder(context.types, value, { kind: 'named', type: context.input }),
    wire: signedLine(value, context),
    body: readBody(spec, at.get('response') ?? at, { name, context }),
  };
}

/** The documented examples of an operation, checked against its schemas, with the wire forms that follow from them. */
export function readExamples(spec: Spec, operation: Cursor, context: ExampleContext): Example[] {
  const list = operation.get('x-qcloud-examples');
  const examples = (list?.items() ?? []).map((at) => readExample(spec, at, context));
  for (const [index, { name }] of examples.entries()) {
    if (examples.findIndex((other) => other.name === name) === index) continue;
    const what = `there are two examples "${name}"`;
    spec.report(list?.at(index, 'name') ?? operation, { what, remedy: 'give each a name of its own' });
  }
  if (list !== undefined && !examples.some(({ body }) => Number(body['code']) === 0)) {
    const what = `no example of ${context.action} succeeds`;
    spec.report(list, { what, remedy: 'add one whose response has no code', part: 'key' });
  }
  return examples;
}
