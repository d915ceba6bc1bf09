import type { Common, NamedSchema, Operation, Schema, Service } from '../../../model/v2.js';
import { camelCase, docComment, importNames, literal } from '@qcvm/codegen/toolkit';
import { dataFile } from '../../text/files.js';
import type { GeneratedFile, LiteralObject } from '@qcvm/codegen/toolkit';
import { sampleInput, sampleResponse } from '../../../model/sample.js';
import { serviceFolder, serviceShownName } from '../../text/naming.js';
import { referredNames, shape, shapeName } from './shape.js';

const shapeTypes: Readonly<Record<Schema['kind'], string>> = {
  string: 'StringShape',
  integer: 'IntegerShape',
  list: 'ListShape',
  object: 'ObjectShape',
  map: 'MapShape',
};

function operationShape(
  operation: Operation,
  reference: (schema: Schema) => string | undefined,
): LiteralObject {
  const { force: _force, ...transition } = operation.transition ?? {};
  const failures = operation.examples.filter(({ body }) => Number(body['code']) !== 0);
  return {
    action: operation.action,
    output: shape(operation.output, reference),
    request: sampleInput(operation),
    response: sampleResponse(operation),
    failures: failures.map(({ name, title, body }) => ({ name, summary: title, body })),
    errors: [...operation.commonErrors, ...operation.moduleErrors].map(({ code }) => code),
    transition: operation.transition === undefined ? undefined : transition,
  };
}

function namedShape(
  { name, schema }: NamedSchema,
  reference: (schema: Schema) => string | undefined,
): string {
  const comment = docComment({ paragraphs: [schema.description ?? ''] });
  return (
    comment +
    literal(shape(schema, reference), {
      before: `export const ${shapeName(name)}: ${shapeTypes[schema.kind]} = `,
      after: ';',
    })
  );
}

function valueTable({ name, schema }: NamedSchema): string[] {
  if (!('known' in schema) || schema.known === undefined) return [];
  const type = schema.kind === 'string' ? 'NamedValue<string>' : 'NamedValue';
  const table = schema.known.map(({ value, name: word, meaning }) => ({ value, name: word, meaning }));
  const before = `export const ${camelCase(name)}Values: readonly ${type}[] = `;
  return [
    `/** Documented values of \`${name}\`. Others may come. */\n${literal(table, { before, after: ';' })}`,
  ];
}

/** A reference may say more than the schema it refers to; only its examples matter to a mock. */
function referenceTo(named: ReadonlyMap<string, Schema>): (schema: Schema) => string | undefined {
  return (schema) => {
    const definition = schema.name === undefined ? undefined : named.get(schema.name);
    return definition === undefined || definition.examples !== schema.examples
      ? undefined
      : shapeName(schema.name ?? '');
  };
}

/** `packages/mock/src/services/<service>/2.0/shapes.gen.ts`: tables, not code, so that thousands of operations cost little. */
export function emitMock(service: Service, common: Common): GeneratedFile {
  const all = new Map([...common.schemas, ...service.schemas].map((each) => [each.name, each.schema]));
  const reference = referenceTo(all);
  const named = referredNames(service.operations.map(({ output }) => output)).flatMap(
    (name): NamedSchema[] => {
      const schema = all.get(name);
      return schema === undefined ? [] : [{ name, schema }];
    },
  );
  const tables = service.schemas.flatMap(valueTable);
  const operations = Object.fromEntries(
    service.operations.map((each) => [each.action, operationShape(each, reference)]),
  );
  const types = [
    'OperationShapes',
    ...named.map(({ schema }) => shapeTypes[schema.kind]),
    ...(tables.length === 0 ? [] : ['NamedValue']),
  ];
  const shown = serviceShownName(service);
  return dataFile(
    `packages/mock/src/${serviceFolder(service)}/shapes.gen.ts`,
    [common.spec, service.spec],
    [
      importNames(types, '../../shape.js'),
      ...tables,
      ...named.map((each) => namedShape(each, reference)),
      `/** Every operation of the ${shown} API, by Action. */\n${literal(operations, {
        before: `export const ${service.name}Shapes: OperationShapes = `,
        after: ';',
      })}`,
    ],
  );
}
