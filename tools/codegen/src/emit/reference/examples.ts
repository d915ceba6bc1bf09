import type { Common, Example, JsonObject, Operation, Service } from '../../model/v2.js';
import { camelCase, lineWidth, literal } from '@qcvm/codegen/toolkit';
import { sampleInput } from '../../model/sample.js';
import { entryPoint, factoryName } from '../text/naming.js';
import { codeBlock, listed } from './markdown.js';

/** JSON as a person writes it: what fits on a line stays on it. */
function json(value: JsonObject): string {
  const print = (part: unknown, indent: string): string => {
    const flat = JSON.stringify(part).length;
    if (typeof part !== 'object' || part === null || indent.length + flat < 60) return spaced(part);
    const inner = `${indent}  `;
    if (Array.isArray(part))
      return `[\n${part.map((item) => inner + print(item, inner)).join(',\n')}\n${indent}]`;
    const members = Object.entries(part).map(
      ([name, member]) => `${inner}${JSON.stringify(name)}: ${print(member, inner)}`,
    );
    return `{\n${members.join(',\n')}\n${indent}}`;
  };
  return print(value, '');
}

function spaced(part: unknown): string {
  if (Array.isArray(part)) return `[${part.map(spaced).join(', ')}]`;
  if (typeof part !== 'object' || part === null) return JSON.stringify(part);
  const members = Object.entries(part).map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** The signed line of a GET, broken before each parameter so that it can be read. */
function wire(line: string, service: Service): string {
  const parameters = line.split('&');
  const url = `https://${service.hosts[0]}${service.path}`;
  return [url, ...parameters.map((parameter, index) => `  ${index === 0 ? '?' : '&'}${parameter}`)].join(
    '\n',
  );
}

function origin({ provenance, source }: Example): string {
  return provenance === 'vendor-doc'
    ? `From the vendor's page <${source}>.`
    : `Made from what the vendor says on <${source}>.`;
}

function exampleSection(example: Example, service: Service): string[] {
  return [
    `### ${example.title}`,
    origin(example),
    'Input:',
    codeBlock('json', json(example.input)),
    'The same on the wire, signed and encoded (one line, broken here at each parameter):',
    codeBlock('text', wire(example.wire, service)),
    'Answer:',
    codeBlock('json', json(example.body)),
  ];
}

function call(operation: Operation, service: Service): string {
  const input = sampleInput(operation);
  const fields = operation.output.fields.filter(({ required }) => required).map(({ name }) => name);
  const result = fields.length === 0 ? 'const output' : `const { ${fields.join(', ')} }`;
  const argument =
    Object.keys(input).length === 0 && operation.input.fields.every(({ required }) => !required)
      ? ''
      : undefined;
  const before = `${result} = await ${service.name}.${operation.method}(`;
  return argument === '' ? `${before});` : literal(input, { before, after: ');' });
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** How the call looks in a program: complete, with the failures that its author has to think of. */
function program(operation: Operation, { service, common }: Around): string {
  const factory = factoryName(service);
  const entry = entryPoint(service);
  const construct = `const ${service.name} = ${factory}({ region: '${common.signing.region}' }); // credentials: TENCENTCLOUD_SECRET_ID and _KEY`;
  const create = construct.length <= lineWidth ? construct : construct.replace(' // ', '\n// ');
  const fields = operation.output.fields.filter(({ required }) => required).map(({ name }) => name);
  const show = `console.log(${fields.length === 0 ? 'output' : fields.join(', ')});`;
  if (operation.batch === undefined) {
    return [`import { ${factory} } from '${entry}';`, '', create, '', call(operation, service), show].join(
      '\n',
    );
  }
  return [
    ...(entry === '@qcvm/client'
      ? [`import { BatchError, ${factory} } from '@qcvm/client';`]
      : [`import { BatchError } from '@qcvm/client';`, `import { ${factory} } from '${entry}';`]),
    '',
    create,
    '',
    'try {',
    indent([call(operation, service), show].join('\n')),
    '} catch (error) {',
    '  if (!(error instanceof BatchError)) throw error;',
    "  console.log('accepted:', error.succeeded.map(({ resourceId }) => resourceId));",
    '  for (const { resourceId, code, message } of error.failed) console.log(resourceId, code, message);',
    "  if (error.unreported.length > 0) console.log('nothing is known of:', error.unreported);",
    '}',
  ].join('\n');
}

/** What an operation's page is about besides the operation. */
export interface Around {
  readonly service: Service;
  readonly common: Common;
}

/** The program and the documented examples. */
export function exampleSections(operation: Operation, around: Around): string[] {
  const { service } = around;
  const waits = service.waiters.filter(
    ({ operation: called, success }) =>
      called !== operation && operation.transition !== undefined && success.includes(operation.transition.to),
  );
  const hint = waits.map(({ name }) => `\`${camelCase(name)}\``);
  return [
    '## In a program',
    codeBlock('ts', program(operation, around)),
    ...(hint.length === 0
      ? []
      : [
          `An answer means accepted, not done. To wait until it is done, use the waiter ${listed(hint, 'or')}.`,
        ]),
    '## Examples',
    ...operation.examples.flatMap((example) => exampleSection(example, service)),
  ];
}
