/** A program that uses everything of a service's types: it names, writes and reads each of them. */
import { fieldsOf, isAlwaysThere, typesOf } from '../../src/model/shapes.js';
import { emitTypes } from '../../src/emit/client/types.js';
import { propertyName, quote } from '../../src/emit/text/literal.js';
import type { Service } from '../../src/model/service.js';
import type { Field, ObjectType, Shape, Types } from '../../src/model/shapes.js';

function typeText(shape: Shape): string {
  const text = (() => {
    switch (shape.kind) {
      case 'string':
        return shape.values?.map(quote).join(' | ') ?? 'string';
      case 'integer':
        return shape.values?.join(' | ') ?? 'number';
      case 'binary':
        return 'string';
      case 'named':
        return `Types.${shape.type}`;
      case 'list':
        return `readonly (${typeText(shape.items)})[]`;
      default:
        return shape.kind;
    }
  })();
  return shape.nullable === true ? `${text} | null` : text;
}

function writes(type: ObjectType, index: number): string {
  const literal = (fields: readonly Field[]): string =>
    `{ ${fields.map(({ name }, place) => `[${quote(name)}]: f${place}`).join(', ')} }`;
  const parameters = (fields: readonly Field[]): string =>
    fields.map(({ shape }, place) => `f${place}: ${typeText(shape)}`).join(', ');
  const needed = type.fields.filter((field) => isAlwaysThere(type, field));
  return [type.fields, needed]
    .map(
      (fields, which) =>
        `export const write${index}_${which} = (${parameters(fields)}): Types.${type.name} => (${literal(fields)});`,
    )
    .join('\n');
}

function reads(type: ObjectType, index: number): string {
  const lines = type.fields.map((field, place) => {
    const missing = isAlwaysThere(type, field) ? '' : ' | undefined';
    const access = propertyName(field.name) === field.name ? `.${field.name}` : `[${quote(field.name)}]`;
    return `  const f${place}: ${typeText(field.shape)}${missing} = value${access};`;
  });
  return `export const read${index} = (value: Types.${type.name}) => {\n${lines.join('\n')}\n  return { ${['value', ...lines.map((_, place) => `f${place}`)].join(', ')} };\n};`;
}

/** The object type that a field names, itself or in a list; how it is read and written from the field. */
function inner(types: Types, { shape }: Field) {
  const named = shape.kind === 'list' ? shape.items : shape;
  const type = named.kind === 'named' ? types.get(named.type) : undefined;
  if (type?.kind !== 'object') return undefined;
  return shape.kind === 'list'
    ? { type, read: '?.[0]', write: (text: string) => `[${text}]` }
    : { type, read: '', write: (text: string) => text };
}

/** Programs mostly name no type: they read `answer.Part?.Name`, and write `{ Part: { Name } }`. */
function unnamed(types: Types, type: ObjectType, index: number): string {
  const lines = type.fields.flatMap((field, place) => {
    const held = inner(types, field);
    if (held === undefined) return [];
    const reads = held.type.fields.map(
      ({ name }) => `value[${quote(field.name)}]${held.read}?.[${quote(name)}]`,
    );
    const others = type.fields.filter((each) => each !== field && isAlwaysThere(type, each));
    const given = [
      ...held.type.fields.map(({ name, shape }, at) => ({ name, shape, variable: `f${at}` })),
      ...others.map(({ name, shape }, at) => ({ name, shape, variable: `g${at}` })),
    ];
    const parameters = given.map(({ variable, shape }) => `${variable}: ${typeText(shape)}`).join(', ');
    const members = (all: typeof given): string[] =>
      all.map(({ name, variable }) => `[${quote(name)}]: ${variable}`);
    const literal = held.write(`{ ${members(given.slice(0, held.type.fields.length)).join(', ')} }`);
    const whole = [`[${quote(field.name)}]: ${literal}`, ...members(given.slice(held.type.fields.length))];
    return [
      ...(type.inAnswers
        ? [
            `export const readInner${index}_${place} = (value: Types.${type.name}) => [value, ${reads.join(', ')}];`,
          ]
        : []),
      ...(type.inRequests
        ? [
            `export const writeInner${index}_${place} = (${parameters}): Types.${type.name} => ({ ${whole.join(', ')} });`,
          ]
        : []),
    ];
  });
  return lines.join('\n');
}

/** The text of the program, to be compiled beside the types of the same or of another version. */
export function programOf(service: Service): string {
  const { types, operations } = service;
  const all = typesOf(service);
  const uses = types.flatMap((type, index) => [
    `export type Name${index} = Types.${type.name};`,
    ...(type.kind === 'object' && type.inRequests ? [writes(type, index)] : []),
    ...(type.kind === 'object' && type.inAnswers ? [reads(type, index)] : []),
    ...(type.kind === 'object' ? [unnamed(all, type, index)] : []),
  ]);
  const calls = operations.flatMap(({ method, input, output }) => {
    const [given, got] = [fieldsOf(all, input), fieldsOf(all, output)];
    const parameters = given.map(({ shape }, place) => `f${place}: ${typeText(shape)}`).join(', ');
    const members = given.map(({ name }, place) => `[${quote(name)}]: f${place}`).join(', ');
    const reads = ['answer', ...got.map(({ name }) => `answer[${quote(name)}]`)].join(', ');
    return [
      `export const call_${method} = (input: Types.${input}): Promise<Types.${output}> => client.${method}(input);`,
      `export const use_${method} = async (${parameters}) => {\n  const answer = await client.${method}({ ${members} });\n  return [${reads}];\n};`,
    ];
  });
  return [
    "import type * as Types from './types.js';",
    "import { client } from './client.js';",
    ...uses,
    ...calls,
    'export { client, type Types };',
  ].join('\n');
}

/** The types of a version, and a client with a method for each operation. */
export function typesAndClient(service: Service): { readonly path: string; readonly text: string }[] {
  const { text } = emitTypes(service, { folder: '.', header: [], model: '', common: '' });
  const methods = service.operations.map(
    ({ method, input, output }) => `  ${method}(input: Types.${input}): Promise<Types.${output}>;`,
  );
  return [
    { path: 'types.ts', text },
    {
      path: 'client.ts',
      text: `import type * as Types from './types.js';\nexport type { Types };\nexport declare const client: {\n${methods.join('\n')}\n};`,
    },
  ];
}
