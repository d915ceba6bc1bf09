import { describeInline, literal, paragraphs } from '@qcvm/codegen/toolkit';
import type { Field, GeneratedFile, Operation, Service, ServiceType, Shape } from '@qcvm/codegen/toolkit';
import { page } from '../text/files.js';
import { cells } from './fields.js';
import type { FieldRow } from './fields.js';
import { codeBlock, inlineCode, listed, table } from './markdown.js';
import { sampleInput } from './sample-v3.js';
import { repeatability } from './words.js';

/** The types of a service by name. */
export type Types = ReadonlyMap<string, ServiceType>;

/** Where the pages of a service of API 3.0 are: beside those of API 2.0, which may have a service of the same name. */
export const folderOf = ({ name, version }: Service): string => `docs/reference/${name}-${version}`;

function typeInWords(shape: Shape, types: Types): string {
  switch (shape.kind) {
    case 'list': {
      const items = typeInWords(shape.items, types);
      return `list of ${/^(?:string|integer|number|boolean|object)$/.test(items) ? `${items}s` : items}`;
    }
    case 'named': {
      const type = types.get(shape.type);
      return type?.kind === 'value' ? typeInWords(type.shape, types) : 'object';
    }
    case 'binary':
      return 'string';
    default:
      return 'values' in shape && shape.values !== undefined
        ? listed(shape.values.map(inlineCode), 'or')
        : shape.kind;
  }
}

/** What is said of a value where it is used, and, for a set of values, which there are. */
function described(shape: Shape, types: Types): string {
  const type = shape.kind === 'named' ? types.get(shape.type) : undefined;
  const valueShape = type?.kind === 'value' ? type.shape : shape;
  const items = shape.kind === 'list' ? shape.items : undefined;
  const itemType = items?.kind === 'named' ? types.get(items.type) : undefined;
  const known = [valueShape, items, itemType?.kind === 'value' ? itemType.shape : undefined].flatMap((each) =>
    each !== undefined && 'known' in each ? (each.known ?? []) : [],
  );
  const values =
    known.length === 0 ? '' : `Documented: ${listed(known.map(({ value }) => inlineCode(value)))}.`;
  const rules = type?.kind === 'value' ? describeInline(type.shape) : '';
  const nullable = shape.nullable === true ? 'May be `null`.' : '';
  return [...new Set([describeInline(shape), rules, values, nullable])]
    .filter((part) => part !== '')
    .join(' ');
}

interface RowOptions {
  readonly types: Types;
  /** What follows the name of a list. */
  readonly index: string;
  readonly isRequired: (field: Field) => boolean;
}

/** Where fields are: below which name, and inside of which types, so that one that contains itself ends. */
interface Place {
  readonly prefix: string;
  readonly within: readonly string[];
}

function rowsOf(name: string, options: RowOptions, { prefix, within }: Place): FieldRow[] {
  const type = options.types.get(name);
  if (type?.kind !== 'object' || within.includes(name)) return [];
  return type.fields.flatMap((field) => {
    let { shape } = field;
    let whole = prefix + field.name;
    const row = { type: typeInWords(shape, options.types), description: described(shape, options.types) };
    for (; shape.kind === 'list'; shape = shape.items) whole += options.index;
    const below =
      shape.kind === 'named'
        ? rowsOf(shape.type, options, { prefix: `${whole}.`, within: [...within, name] })
        : [];
    return [{ name: whole, ...row, required: options.isRequired(field) }, ...below];
  });
}

const rows = (type: string, options: RowOptions): string[][] =>
  cells(rowsOf(type, options, { prefix: '', within: [] }), { yes: 'yes', no: 'no' });

function parameters({ input }: Operation, types: Types): string[] {
  const found = rows(input, { types, index: '.n', isRequired: ({ required }) => required });
  if (found.length === 0) return ['## Parameters', 'None.'];
  const type = types.get(input);
  const pairs = type?.kind === 'object' ? type.exclusive : [];
  return [
    '## Parameters',
    table(['Parameter', 'Type', 'Required', 'Description'], found),
    ...pairs.map(([one, other]) => `Not both of ${inlineCode(one)} and ${inlineCode(other)}.`),
  ];
}

function facts(operation: Operation, service: Service): string {
  const { batch, pagination, quota = service.quotas[0] } = operation;
  return table(
    ['', ''],
    [
      ['Method', inlineCode(`${service.name}.${operation.method}(input, options?)`)],
      ...(batch === undefined
        ? []
        : [['Acts on', `at most ${batch.maximum} resources a call, named in ${inlineCode(batch.ids)}`]]),
      ...(pagination === undefined
        ? []
        : [['Pages', `at most ${pagination.maxLimit} items a page, in ${inlineCode(pagination.items)}`]]),
      ['Sending it again', repeatability[operation.repeatability]],
      ...(quota === undefined
        ? []
        : [
            [
              'Quota',
              `${quota.calls} calls in ${quota.seconds === 1 ? 'a second' : `${quota.seconds} seconds`}`,
            ],
          ]),
      ['Source', `<${operation.source}>`],
    ],
  );
}

/** How the call looks in a program, with what it cannot be without. */
function call(operation: Operation, service: Service, types: Types): string {
  const { factory } = service.code;
  const input = sampleInput(operation.input, types);
  const before = `const output = await ${service.name}.${operation.method}(`;
  return [
    `import { ${factory} } from '@qcvm/client/v3';`,
    '',
    `const ${service.name} = ${factory}({ region: 'ap-guangzhou' });`,
    Object.keys(input).length === 0 ? `${before});` : literal(input, { before, after: ');' }),
  ].join('\n');
}

function operationPage(operation: Operation, service: Service, types: Types): GeneratedFile {
  const answer = rows(operation.output, { types, index: '[]', isRequired: ({ answered }) => answered });
  const { errors } = operation;
  return page(`${folderOf(service)}/${operation.action}.md`, service.specs, [
    `# ${operation.action} (API 3.0)`,
    operation.deprecated === true ? '**Deprecated:** the vendor advises against it.' : '',
    ...paragraphs(operation.description ?? operation.summary ?? ''),
    facts(operation, service),
    ...parameters(operation, types),
    '## Result',
    table(['Field', 'Type', 'Always there', 'Description'], answer),
    '## In a program',
    codeBlock('ts', call(operation, service, types)),
    ...(errors.length === 0 ? [] : ['## Errors', `${errors.map(inlineCode).join(', ')}.`]),
    `[All operations](README.md) of ${service.title} ${service.version}.`,
  ]);
}

/** A page for each operation of a service of API 3.0, and one that lists them. */
export function* operationPagesV3(service: Service): Generator<GeneratedFile> {
  const types: Types = new Map(service.types.map((type) => [type.name, type]));
  const list = service.operations.map(({ action, summary = '', method }) => [
    `[${action}](${action}.md)`,
    summary,
    inlineCode(method),
  ]);
  yield page(`${folderOf(service)}/README.md`, service.specs, [
    `# ${service.title} ${service.version} (API 3.0)`,
    `Every operation, as \`@qcvm/client/v3\` has it. Host \`${service.hosts[0] ?? ''}\`.`,
    table(['Operation', 'What it does', 'Method'], list),
  ]);
  for (const operation of service.operations) yield operationPage(operation, service, types);
}
