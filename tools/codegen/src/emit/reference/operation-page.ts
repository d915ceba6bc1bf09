import {
  bottomOf,
  defined,
  describeInline,
  documentedErrors,
  fieldsOf,
  paragraphs,
  saidOf,
  typesOf,
} from '@qcvm/codegen/toolkit';
import type { ErrorRule, GeneratedFile, Service, ServiceType, State } from '@qcvm/codegen/toolkit';
import { page as pageFile } from '../text/files.js';
import { pagesOf } from '../text/naming.js';
import { exampleSection } from './examples.js';
import { fieldRows, sections } from './fields.js';
import type { RowOptions } from './fields.js';
import { anchor, inlineCode, listed, table } from './markdown.js';
import { programSection } from './program.js';
import type { Page } from './program.js';
import { quotasInWords, repeatability, retryInWords } from './words.js';

const isV2 = ({ service: { protocol } }: Pick<Page, 'service'>): boolean => protocol === 'v2';

const rows = (page: Page, type: string, side: Pick<RowOptions, 'index' | 'isAlwaysThere'>): string[][] =>
  fieldRows(type, { types: page.types, protocol: page.service.protocol, ...side });

function quota({ operation, service }: Page): string | undefined {
  if (service.protocol === 'v2') return `${quotasInWords(service)}, for each account`;
  const { quota: own = service.quotas[0] } = operation;
  return own && `${own.calls} calls in ${own.seconds === 1 ? 'a second' : `${own.seconds} seconds`}`;
}

function glance(page: Page): string {
  const { operation, service } = page;
  const { batch, pagination } = operation;
  const most = pagination && `at most ${pagination.maxLimit} items a page`;
  const pages = isV2(page)
    ? pagination?.kind === 'offset' &&
      `${inlineCode(pagination.offset)} and ${inlineCode(pagination.limit)}, ${most ?? ''}`
    : pagination && `${most ?? ''}, in ${inlineCode(pagination.items)}`;
  const facts: [string, string | false | undefined][] = [
    ['Method', inlineCode(`${service.name}.${operation.method}(input, options?)`)],
    ['Host', isV2(page) && inlineCode(service.hosts[0] ?? '')],
    ['Acts on', batch && `at most ${batch.maximum} resources a call, named in ${inlineCode(batch.ids)}`],
    ['Pages', pages],
    ['Sending it again', repeatability[operation.repeatability]],
    ['Quota', quota(page)],
    ['Source', `<${operation.source}>`],
  ];
  return table(
    ['', ''],
    facts.flatMap(([name, said]) => (said === undefined || said === false ? [] : [[name, said]])),
  );
}

function parameters(page: Page): string[] {
  const { operation, types } = page;
  const found = rows(page, operation.input, { index: '.n', isAlwaysThere: ({ required }) => required });
  if (found.length === 0) return ['## Parameters', isV2(page) ? 'None of its own.' : 'None.'];
  const type = types.get(operation.input);
  const pairs = type?.kind === 'object' ? type.exclusive : [];
  return [
    '## Parameters',
    table(['Parameter', 'Type', 'Required', 'Description'], found),
    ...pairs.map(([one, other]) => `Not both of ${inlineCode(one)} and ${inlineCode(other)}.`),
    ...fieldsOf(types, operation.input).flatMap(({ name, unless }) =>
      unless === undefined ? [] : [`At least one of ${listed([name, ...unless].map(inlineCode))}.`],
    ),
    isV2(page)
      ? 'A name that ends in `.n` is a list: on the wire `name.0`, `name.1` and so on. The client takes an array. ' +
        'An empty one is refused. The [public parameters](../README.md#public-parameters) go with every request; the client adds them.'
      : '',
  ];
}

const fieldTable = (page: Page, type: string): string =>
  table(
    ['Field', 'Type', 'Always there', 'Description'],
    rows(page, type, { index: '[]', isAlwaysThere: ({ answered }) => answered }),
  );

function results(page: Page): string[] {
  const found = fieldTable(page, page.operation.output);
  if (!isV2(page)) return ['## Result', found];
  const envelope = '`code`, `codeDesc` and `message`, which [every answer](../README.md#answers) has';
  return found === ''
    ? ['## Result', `Nothing beside ${envelope}.`]
    : ['## Result', `Beside ${envelope}:`, found, ...batchNote(page)];
}

function batchNote({ operation: { batch } }: Page): string[] {
  if (batch?.results === undefined) return [];
  return [
    `\`code\` 0 means that it was accepted for every resource, [5400](../errors.md#5400) for some, ` +
      `[5100](../errors.md#5100) for none; \`${batch.results}\` tells which. The client turns the latter two into a ` +
      '`BatchError` with `succeeded`, `failed` and `unreported`, and never counts a resource as done that the answer does not mention.',
  ];
}

function stateNames({ operation: { transition }, types }: Page): Map<State, string> {
  const names = ['status', 'state'].map((word) => `${transition?.resource ?? ''}${word}`);
  const type = [...types.values()].find(({ name }) => names.includes(name.toLowerCase()));
  const bottom = type && bottomOf(types, { kind: 'named', type: type.name });
  const known = bottom?.kind === 'integer' || bottom?.kind === 'string' ? (bottom.known ?? []) : [];
  return new Map(known.map(({ value, meaning }) => [value, meaning.replace(/\.$/, '').toLowerCase()]));
}

function transition(page: Page): string[] {
  if (page.operation.transition === undefined) return [];
  const { resource, from, via, to } = page.operation.transition;
  const names = stateNames(page);
  const shown = (state: State): string =>
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
    isV2(page) ? `For one in any other status, the call reports an error for that ${resource}.` : '',
  ];
}

function section(page: Page, type: ServiceType): string[] {
  const { name, source } = type;
  const cited = source === undefined ? '' : `Source: <${source}>`;
  const heading = `${anchor(name.toLowerCase())}\n\n### ${name}`;
  const intro = describeInline(
    type.kind === 'value'
      ? saidOf(page.types, { kind: 'named', type: name })
      : { kind: type.kind, ...defined({ description: type.description }) },
  );
  if (type.kind === 'object') return [heading, intro, fieldTable(page, name), cited];
  const known = 'known' in type.shape ? (type.shape.known ?? []) : [];
  const values = known.map(({ value, name: word = '', meaning }) => [
    inlineCode(value),
    inlineCode(word),
    meaning,
  ]);
  return [heading, intro, table(['Value', 'Name', 'Meaning'], values), cited];
}

const errorRow = (error: ErrorRule): string[] => [
  `[${inlineCode(error.code)}](../errors.md#${error.code.toLowerCase()})`,
  error.meaning,
  error.advice,
  retryInWords(error),
];

function errors(page: Page): string[] {
  const { errors: codes } = page.operation;
  if (!isV2(page)) return codes.length === 0 ? [] : ['## Errors', `${codes.map(inlineCode).join(', ')}.`];
  const { own, common } = documentedErrors(page.service, page.operation);
  const all = [...own, ...common].map(errorRow);
  return ['## Errors', table(['Code', 'Meaning', 'What to do', 'Worth sending again'], all)];
}

function operationPage(page: Page): GeneratedFile {
  const { service, operation, types } = page;
  const { action, input, output, description, summary, examples = [] } = operation;
  const named = sections({ types, protocol: service.protocol }, [input, output]);
  return pageFile(`${pagesOf(service)}/${action}.md`, service.specs, [
    `# ${action}${isV2(page) ? '' : ' (API 3.0)'}`,
    operation.deprecated === true ? '**Deprecated:** the vendor advises against it.' : '',
    ...paragraphs(description ?? summary ?? ''),
    glance(page),
    ...parameters(page),
    ...results(page),
    ...transition(page),
    ...programSection(page),
    ...(examples.length === 0 ? [] : ['## Examples']),
    ...examples.flatMap((example) => exampleSection(example, service)),
    ...errors(page),
    ...(named.length === 0 ? [] : ['## Types', ...named.flatMap((type) => section(page, type))]),
    isV2(page) ? '' : `[All operations](README.md) of ${service.title} ${service.version}.`,
  ]);
}

/** A reference page for each operation of a service; programs there are for a region. */
export function* operationPages(service: Service, region: string): Generator<GeneratedFile> {
  const types = typesOf(service);
  for (const operation of service.operations) yield operationPage({ service, operation, types, region });
}
