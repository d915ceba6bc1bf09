import { stringify } from 'yaml';
import { object, shapeOf, sharedSchemas, source } from './synthetic-shapes.js';
import type { Shape, Value, ValueObject } from './synthetic-shapes.js';

const signed = {
  Region: 'ap-guangzhou',
  Timestamp: 1_465_185_768,
  Nonce: 11_886,
  SecretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  Signature: '0oZeKDXp6eKWHb5H7WD9IFCHqMUrc0HIGaTkcJKHfiQ=',
  SignatureMethod: 'HmacSHA256',
};

/** Every 25 operations share an error code of the module. */
function moduleCode(index: number): string {
  return `OperationConstraints.Reason${Math.floor(index / 25) + 1}`;
}

const commonCodes = ['4000', '4100', '4101', '4104', '4110', '4200', '4400', '4500', '5000', '6000', '6200'];
const batchCodes = ['5100', '5400'];

function leaves(value: Value, name: string): (readonly [string, string])[] {
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, `${name}.${key}`));
}

/** The wire form of a request, the Signature last. */
function wireOf(request: ValueObject): string {
  const rank = (name: string): number => (name === 'Signature' ? 1 : 0);
  return Object.entries(request)
    .flatMap(([name, value]) => leaves(value, name))
    .sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** A documented exchange, as the three places of a spec that it belongs into. */
function exchange(action: string, example: Shape['example']) {
  if (example === undefined) return { examples: {}, requests: {}, responses: {} };
  const request = { Action: action, ...signed, ...example.request };
  const response = { code: 0, codeDesc: 'Success', message: '', ...example.response };
  const documented = {
    name: 'documented',
    title: 'As the page shows it',
    provenance: 'vendor-doc',
    source,
    request: 'one',
    wire: wireOf(request),
    response: 'success',
  };
  return {
    examples: { 'x-qcloud-examples': [documented] },
    requests: { examples: { one: { summary: 'A call', value: request } } },
    responses: { examples: { success: { summary: 'Its answer', value: response } } },
  };
}

function operation(index: number): ValueObject {
  const { action, summary, words, example } = shapeOf(index);
  const isBatch = 'x-qcloud-batch' in words;
  const { examples, requests, responses } = exchange(action, example);
  const common = './common.yaml#/components/schemas';
  return {
    operationId: action,
    summary,
    description: `${summary}, as the page of ${action} says.\n\nSuccess means accepted. A list shows when it is done.`,
    tags: ['resource'],
    externalDocs: { description: `${action}, made up`, url: `${source}/${action}` },
    'x-qcloud-action': action,
    'x-qcloud-errors': [...commonCodes, ...(isBatch ? batchCodes : []), moduleCode(index)],
    ...words,
    ...examples,
    requestBody: {
      required: true,
      description: 'Sent as a query string (GET) or as a form (POST).',
      content: {
        'application/x-www-form-urlencoded': {
          schema: {
            allOf: [{ $ref: `${common}/PublicParameters` }, { $ref: `#/components/schemas/${action}Input` }],
            unevaluatedProperties: false,
          },
          ...requests,
        },
      },
    },
    responses: {
      '200': {
        description: 'Every answer, failures included; `code` tells which.',
        content: {
          'application/json': {
            schema: {
              anyOf: [
                {
                  allOf: [
                    { $ref: `${common}/SuccessEnvelope` },
                    { $ref: `#/components/schemas/${action}Output` },
                  ],
                },
                { $ref: `${common}/${isBatch ? 'BatchErrorResponse' : 'ErrorResponse'}` },
              ],
            },
            ...responses,
          },
        },
      },
    },
  };
}

function schemas(index: number): ValueObject {
  const { action, input, output, own = {} } = shapeOf(index);
  return {
    [`${action}Input`]: object(`Parameters of ${action}.`, input),
    [`${action}Output`]: object(`Result of ${action}.`, output),
    ...Object.fromEntries(Object.entries(own).map(([end, schema]) => [action + end, schema])),
  };
}

function moduleError(index: number): ValueObject {
  return {
    [moduleCode(index)]: {
      name: `Reason${Math.floor(index / 25) + 1}`,
      category: 'resource',
      retry: 'never',
      effect: 'none',
      meaning: `The resource is not as this operation needs it, for the reason with the number ${index}.`,
      advice: 'Look at its status; wait until it has left a passing state, then send the call again.',
      source,
    },
  };
}

const head = (name: string): ValueObject => ({
  openapi: '3.1.1',
  info: {
    title: 'A made-up module',
    version: '2.0',
    summary: 'As many operations as are asked for.',
    description: 'Nothing of it exists.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
  servers: [{ url: `https://${name}.api.qcloud.com/v2/index.php`, description: 'The only URL.' }],
  'x-qcloud-service': {
    name,
    title: 'A made-up module',
    host: `${name}.api.qcloud.com`,
    path: '/v2/index.php',
    quotas: [{ calls: 100, seconds: 60, per: 'action' }],
    source,
  },
  tags: [{ name: 'resource', description: 'Whatever it is.' }],
  security: [{ QcloudSignature: [] }],
});

function indented(value: ValueObject, depth: number): string {
  const text = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  return text.replace(/^(?=.)/gm, '  '.repeat(depth));
}

/** A module file with that many operations of all kinds, in pieces, so that a large one is never there as one tree. */
export function syntheticSpec(name: string, operations: number): string {
  const indexes = Array.from({ length: operations }, (_, index) => index);
  const errors = indexes.filter((index) => index % 25 === 0);
  return [
    stringify(head(name)),
    'paths:\n',
    ...indexes.map((index) => indented({ [`/${shapeOf(index).action}`]: { post: operation(index) } }, 1)),
    'components:\n',
    '  securitySchemes:\n    QcloudSignature:\n      $ref: ./common.yaml#/components/securitySchemes/QcloudSignature\n',
    '  schemas:\n',
    indented(sharedSchemas, 2),
    ...indexes.map((index) => indented(schemas(index), 2)),
    '  x-qcloud-errors:\n',
    ...errors.map((index) => indented(moduleError(index), 2)),
  ].join('');
}
