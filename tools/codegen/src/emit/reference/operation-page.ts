import type { Common, ErrorCode, Operation, Schema, Service } from '../../model/v2.js';
import { describeInline, paragraphs } from '@qcvm/codegen/toolkit';
import { page } from '../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { exampleSections } from './examples.js';
import { cells, fieldRows, sections } from './fields.js';
import { anchor, inlineCode, listed, table } from './markdown.js';
import { quotasInWords, repeatability, retryInWords } from './words.js';

function glance(operation: Operation, service: Service): string {
  const { batch, pagination } = operation;
  const rows = [
    ['Method', inlineCode(`${service.name}.${operation.method}(input, options?)`)],
    ['Host', inlineCode(service.hosts[0] ?? '')],
    ...(batch === undefined
      ? []
      : [['Acts on', `at most ${batch.maximum} resources a call, named in ${inlineCode(batch.ids)}`]]),
    ...(pagination === undefined
      ? []
      : [
          [
            'Pages',
            `${inlineCode(pagination.offset)} and ${inlineCode(pagination.limit)}, at most ${pagination.maxLimit} items a page`,
          ],
        ]),
    ['Sending it again', repeatability[operation.repeatability]],
    ['Quota', `${quotasInWords(service)}, for each account`],
    ['Source', `<${operation.source}>`],
  ];
  return table(['', ''], rows);
}

function parameters(operation: Operation): string[] {
  const rows = fieldRows(operation.input.fields, { index: '.n' });
  if (rows.length === 0) return ['## Parameters', 'None of its own.'];
  return [
    '## Parameters',
    table(['Parameter', 'Type', 'Required', 'Description'], cells(rows, { yes: 'yes', no: 'no' })),
    'A name that ends in `.n` is a list: on the wire `name.0`, `name.1` and so on. The client takes an array. ' +
      'An empty one is refused. The [public parameters](../README.md#public-parameters) go with every request; the client adds them.',
  ];
}

function results(operation: Operation): string[] {
  const rows = fieldRows(operation.output.fields, { index: '[]' });
  const intro = 'Beside `code`, `codeDesc` and `message`, which [every answer](../README.md#answers) has:';
  if (rows.length === 0)
    return [
      '## Result',
      'Nothing beside `code`, `codeDesc` and `message`, which [every answer](../README.md#answers) has.',
    ];
  return [
    '## Result',
    intro,
    table(['Field', 'Type', 'Always there', 'Description'], cells(rows, { yes: 'yes', no: 'no' })),
    ...batchNote(operation),
  ];
}

function batchNote({ batch }: Operation): string[] {
  if (batch === undefined) return [];
  return [
    `\`code\` 0 means that it was accepted for every resource, [5400](../errors.md#5400) for some, ` +
      `[5100](../errors.md#5100) for none; \`${batch.results}\` tells which. The client turns the latter two into a ` +
      '`BatchError` with `succeeded`, `failed` and `unreported`, and never counts a resource as done that the answer does not mention.',
  ];
}

/** Named schemas, by their names in small letters. */
type Definitions = ReadonlyMap<string, Schema>;

function stateNames(operation: Operation, definitions: Definitions): Map<number, string> {
  const schema = definitions.get(`${operation.transition?.resource ?? ''}Status`.toLowerCase());
  const known = schema?.kind === 'integer' ? (schema.known ?? []) : [];
  return new Map(
    known.map(({ value, meaning }) => [Number(value), meaning.replace(/\.$/, '').toLowerCase()]),
  );
}

function transition(operation: Operation, definitions: Definitions): string[] {
  if (operation.transition === undefined) return [];
  const { resource, from, via, to } = operation.transition;
  const names = stateNames(operation, definitions);
  const shown = (state: number): string =>
    names.has(state) ? `${names.get(state) ?? ''} (${state})` : `status ${state}`;
  return [
    '## Status',
    table(
      ['', 'Status'],
      [
        ['Accepted when', listed(from.map(shown), 'or')],
        ['Meanwhile', shown(via)],
        ['In the end', shown(to)],
      ],
    ),
    `For one in any other status, the call reports an error for that ${resource}.`,
  ];
}

function section(schema: Schema): string[] {
  const name = schema.name ?? '';
  const intro = describeInline(schema);
  const source = schema.source === undefined ? '' : `Source: <${schema.source}>`;
  const heading = `${anchor(name.toLowerCase())}\n\n### ${name}`;
  if (schema.kind === 'object') {
    const rows = fieldRows(schema.fields, { index: '[]' });
    return [
      heading,
      intro,
      table(['Field', 'Type', 'Always there', 'Description'], cells(rows, { yes: 'yes', no: 'no' })),
      source,
    ];
  }
  const known = 'known' in schema ? (schema.known ?? []) : [];
  const rows = known.map(({ value, name: word, meaning }) => [inlineCode(value), inlineCode(word), meaning]);
  return [heading, intro, table(['Value', 'Name', 'Meaning'], rows), source];
}

function errorRow(error: ErrorCode): string[] {
  return [
    `[${inlineCode(error.code)}](../errors.md#${error.code.toLowerCase()})`,
    error.meaning,
    error.advice,
    retryInWords(error),
  ];
}

function errors(operation: Operation): string[] {
  const all = [...operation.moduleErrors, ...operation.commonErrors];
  return ['## Errors', table(['Code', 'Meaning', 'What to do', 'Worth sending again'], all.map(errorRow))];
}

function operationPage(
  operation: Operation,
  service: Service,
  around: { common: Common; definitions: Definitions },
): GeneratedFile {
  const { common, definitions } = around;
  const types = sections([operation.input, operation.output], definitions);
  return page(
    `docs/reference/${service.name}/${operation.action}.md`,
    [common.spec, service.spec],
    [
      `# ${operation.action}`,
      operation.deprecated === true ? '**Deprecated:** the vendor advises against it.' : '',
      ...paragraphs(operation.description),
      glance(operation, service),
      ...parameters(operation),
      ...results(operation),
      ...transition(operation, definitions),
      ...exampleSections(operation, { service, common }),
      ...errors(operation),
      ...(types.length === 0 ? [] : ['## Types', ...types.flatMap(section)]),
    ],
  );
}

/** A reference page for each operation of a service. */
export function* operationPages(service: Service, common: Common): Generator<GeneratedFile> {
  const named = [...common.schemas, ...service.schemas];
  const definitions = new Map(named.map(({ name, schema }) => [name.toLowerCase(), schema]));
  for (const operation of service.operations)
    yield operationPage(operation, service, { common, definitions });
}
