import { paragraphs } from '@qcvm/codegen/toolkit';
import type { ErrorRule, GeneratedFile, Operation, Service } from '@qcvm/codegen/toolkit';
import type { Model } from '../../model/v2.js';
import { page } from '../text/files.js';
import { pagesOf, serviceShownName } from '../text/naming.js';
import { fieldRows } from './fields.js';
import { anchor, inlineCode, listed, table } from './markdown.js';
import { effectInWords, quotasInWords, retryInWords } from './words.js';

function specsOf(model: Model): string[] {
  return [model.common.spec, ...model.services.map(({ specs: [, own = ''] }) => own)];
}

function serviceSection(service: Service): string[] {
  const rows = service.operations.map((operation) => [
    `[${operation.action}](${service.name}/${operation.action}.md)`,
    operation.summary ?? '',
    effectInWords(operation),
    inlineCode(operation.method),
  ]);
  return [
    `## ${serviceShownName(service)}: ${service.title}`,
    `Host \`${service.hosts[0]}\`, path \`${service.path}\`. Quota for each account: ${quotasInWords(service)}.`,
    table(['Operation', 'What it does', 'Effect', 'Method'], rows),
  ];
}

const newerLink = ({ title, name, version, operations }: Service): string =>
  `[${title} ${version}](${name}-${version}/README.md): ${operations.length} operations, by the name of the Action`;

/** `docs/reference/README.md`: where everything is, and what holds for all operations. */
export function referenceIndex(model: Model, newer: readonly Service[]): GeneratedFile {
  const { common, services } = model;
  const publicRows = fieldRows(common.publicParameters, {
    ...{ types: common.types, protocol: 'v2', index: '.n' },
    isAlwaysThere: ({ required }) => required,
  });
  const regions = common.regions.map(({ id, short = '', name }) => [inlineCode(id), inlineCode(short), name]);
  return page('docs/reference/README.md', specsOf(model), [
    '# Reference',
    'Every operation, with its parameters, results, errors and examples, each with the page of the vendor that it is taken from. ' +
      'For what an error code means and what to do about it, see the [index of error codes](errors.md).',
    ...services.flatMap(serviceSection),
    ...(newer.length === 0
      ? []
      : ['## API 3.0', newer.map((service) => `- ${newerLink(service)}`).join('\n')]),
    anchor('public-parameters'),
    '## Public parameters',
    'They go with every request. The client fills all of them in.',
    table(['Parameter', 'Type', 'Required', 'Description'], publicRows),
    anchor('answers'),
    '## Answers',
    'Always HTTP 200 and a JSON object, also for failures. `code` is 0 for success, else an [error code](errors.md); some modules send it ' +
      'as a decimal text. `codeDesc` is `Success` or the textual error code; it is not always there. `message` is empty on success; on ' +
      'failure it says what went wrong, may begin with a module error code in parentheses, and may be Chinese.',
    ...(regions.length === 0
      ? []
      : [
          '## Regions',
          'The service takes the long and the short spelling. There may be others than these.',
          table(['Region', 'Short', 'Place'], regions),
        ]),
  ]);
}

/** More operations than this are counted, not named. */
const maxNamed = 12;

/** Codes by the operations that document them. */
function usage(services: readonly Service[]): Map<string, { service: Service; operation: Operation }[]> {
  const users = new Map<string, { service: Service; operation: Operation }[]>();
  for (const service of services) {
    for (const operation of service.operations) {
      for (const code of operation.errors) {
        const known = users.get(code);
        if (known === undefined) users.set(code, [{ service, operation }]);
        else known.push({ service, operation });
      }
    }
  }
  return users;
}

function usedBy(users: readonly { service: Service; operation: Operation }[]): string {
  if (users.length > maxNamed) return `${users.length} operations`;
  const links = users.map(
    ({ service, operation: { action } }) => `[${action}](${service.name}/${action}.md)`,
  );
  return links.length === 0 ? 'no operation described here' : listed(links);
}

function effectOf(error: ErrorRule): string {
  if (error.effect === 'unknown' && error.retry === 'clock')
    return 'None if the clock was wrong; else a copy of the request came before it, and the service may have acted.';
  if (error.effect === 'unknown') return 'The service may have acted before it answered with this.';
  return error.category === 'batch' ? 'Each resource has an outcome of its own.' : 'The service did nothing.';
}

function errorSection(error: ErrorRule, users: ReturnType<typeof usage>): string[] {
  return [
    `${anchor(error.code.toLowerCase())}\n\n### ${error.code}${error.name === undefined ? '' : ` ${error.name}`}`,
    ...paragraphs(error.meaning),
    `**What to do:** ${error.advice}`,
    table(
      ['', ''],
      [
        ['About', error.category],
        ['Worth sending again', retryInWords(error)],
        ['Effect', effectOf(error)],
        ['Documented for', usedBy(users.get(error.code) ?? [])],
        ...(error.source === undefined ? [] : [['Source', `<${error.source}>`]]),
      ],
    ),
  ];
}

function errorRows(errors: readonly ErrorRule[]): string[][] {
  return errors.map((error) => [
    `[${inlineCode(error.code)}](#${error.code.toLowerCase()})`,
    error.name ?? '',
    error.meaning,
  ]);
}

/** `docs/reference/errors.md`: every error code, and what to do about it. */
export function errorIndex(model: Model): GeneratedFile {
  const { common, services } = model;
  const users = usage(services);
  const modules = services.filter(({ errors }) => errors.length > 0);
  return page('docs/reference/errors.md', specsOf(model), [
    '# Error codes',
    'A failed call is answered with HTTP 200 and a `code` other than 0. Common codes are numbers and mean the same in every module; ' +
      'the textual ones belong to a module and come in `codeDesc`. The service may answer with codes that no page mentions: the client ' +
      'hands them on as they are, and never sends a call again because of a code that it does not know.',
    '## All codes',
    table(
      ['Code', 'Name', 'Meaning'],
      [...errorRows(common.commonErrors), ...modules.flatMap(({ errors }) => errorRows(errors))],
    ),
    '## Common codes',
    ...common.commonErrors.flatMap((error) => errorSection(error, users)),
    ...modules.flatMap((service) => {
      const own = usage([service]);
      return [
        `## Codes of ${serviceShownName(service)}`,
        ...service.errors.flatMap((error) => errorSection(error, own)),
      ];
    }),
  ]);
}

/** `docs/reference/<service>-<version>/README.md`: the operations of a service of API 3.0. */
export function operationIndex(service: Service): GeneratedFile {
  const { title, version, hosts, operations } = service;
  const rows = operations.map(({ action, summary = '', method }) => [
    `[${action}](${action}.md)`,
    summary,
    inlineCode(method),
  ]);
  return page(`${pagesOf(service)}/README.md`, service.specs, [
    `# ${title} ${version} (API 3.0)`,
    `Every operation, as \`@qcvm/client/v3\` has it. Host \`${hosts[0] ?? ''}\`.`,
    table(['Operation', 'What it does', 'Method'], rows),
  ]);
}
