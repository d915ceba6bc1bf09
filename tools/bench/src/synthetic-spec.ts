import { stringify } from 'yaml';
import { object, shapeOf, sharedSchemas, source } from './synthetic-shapes.js';
import type { ValueObject } from './synthetic-shapes.js';

/** Every 25 operations share an error code of the module. */
function moduleCode(index: number): string {
  return `OperationConstraints.Reason${Math.floor(index / 25) + 1}`;
}

const page = (action: string): string => `${source}/${action}`;

/** An operation as our specs say it. */
function operation(index: number): ValueObject {
  const { action, summary, words, input, output, example } = shapeOf(index);
  const { type: _input, description: _parameters, 'x-qcloud-source': _page, ...takes } = object('', input);
  const { type: _output, description: _result, 'x-qcloud-source': _source, ...gives } = object('', output);
  return {
    summary,
    description: `${summary}, as the page of ${action} says.\n\nSuccess means accepted. A list shows when it is done.`,
    externalDocs: { url: page(action) },
    'x-qcloud-errors': [moduleCode(index)],
    ...words,
    'x-qcloud-input': takes,
    'x-qcloud-output': gives,
    'x-qcloud-examples': [
      { name: 'documented', title: 'As the page shows it', provenance: 'vendor-doc', ...example },
    ],
  };
}

/** The same in plain OpenAPI, for other generators. */
function plainOperation(index: number): ValueObject {
  const { action, summary } = shapeOf(index);
  const schema = (end: string): ValueObject => ({ schema: { $ref: `#/components/schemas/${action}${end}` } });
  return {
    operationId: action,
    summary,
    externalDocs: { url: page(action) },
    requestBody: { required: true, content: { 'application/x-www-form-urlencoded': schema('Input') } },
    responses: {
      '200': { description: 'Every answer.', content: { 'application/json': schema('Output') } },
    },
  };
}

/** Schemas that belong to one operation, for other generators with its input and output. */
function schemas(index: number, isPlain: boolean): ValueObject {
  const { action, input, output, own = {} } = shapeOf(index);
  return {
    ...(isPlain && {
      [`${action}Input`]: object(`Parameters of ${action}.`, input),
      [`${action}Output`]: object(`Result of ${action}.`, output),
    }),
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
  info: { title: 'A made-up module', version: '2.0' },
  'x-qcloud-service': {
    name,
    title: 'A made-up module',
    host: `${name}.api.qcloud.com`,
    path: '/v2/index.php',
    quotas: [{ calls: 100, seconds: 60, per: 'action' }],
    source,
  },
});

function indented(value: ValueObject, depth: number): string {
  const text = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  return text.replace(/^(?=.)/gm, '  '.repeat(depth));
}

/**
 * A module file with that many operations of all kinds, in pieces, so that a large one is never there as one tree: in the
 * dialect of our specs, or in plain OpenAPI.
 */
export function syntheticSpec(
  name: string,
  operations: number,
  form: 'dialect' | 'openapi' = 'dialect',
): string {
  const indexes = Array.from({ length: operations }, (_, index) => index);
  const errors = indexes.filter((index) => index % 25 === 0);
  const isPlain = form === 'openapi';
  const post = isPlain ? plainOperation : operation;
  const own = indexes.map((index) => schemas(index, isPlain)).filter((all) => Object.keys(all).length > 0);
  return [
    stringify(head(name)),
    'paths:\n',
    ...indexes.map((index) => indented({ [`/${shapeOf(index).action}`]: { post: post(index) } }, 1)),
    'components:\n',
    '  schemas:\n',
    indented(sharedSchemas, 2),
    ...own.map((all) => indented(all, 2)),
    ...(isPlain ? [] : ['  x-qcloud-errors:\n', ...errors.map((index) => indented(moduleError(index), 2))]),
  ].join('');
}
