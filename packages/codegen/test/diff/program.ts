/** A program that uses everything of a service's types: it names, writes and reads each of them. */
import { isAlwaysThere } from '../../src/model/shapes.js';
import { emitTypes } from '../../src/emit/client/types.js';
import { propertyName, quote } from '../../src/emit/text/literal.js';
import type { Service } from '../../src/model/service.js';
import type { Field, ObjectType, Shape } from '../../src/model/shapes.js';

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

/** The text of the program, to be compiled beside the types of the same or of another version. */
export function programOf({ types, operations }: Service): string {
  const uses = types.flatMap((type, index) => [
    `export type Name${index} = Types.${type.name};`,
    ...(type.kind === 'object' && type.inRequests ? [writes(type, index)] : []),
    ...(type.kind === 'object' && type.inAnswers ? [reads(type, index)] : []),
  ]);
  const calls = operations.map(
    ({ method, input, output }) =>
      `export const call_${method} = (input: Types.${input}): Promise<Types.${output}> => client.${method}(input);`,
  );
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
