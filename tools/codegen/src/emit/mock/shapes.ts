import { bottomOf, camelCase, docComment, importNames, literal, typesOf } from '@qcvm/codegen/toolkit';
import { dataFile } from '../text/files.js';
import type { GeneratedFile, LiteralObject, Operation, Service } from '@qcvm/codegen/toolkit';
import type { ServiceType, Types } from '@qcvm/codegen/toolkit';
import { sampleInput, sampleResponse } from '../../model/sample.js';
import { serviceFolder, serviceShownName } from '../text/naming.js';
import { definition, referredNames, shapeName } from './shape.js';

const shapeTypes: Readonly<Record<string, string>> = {
  string: 'StringShape',
  integer: 'IntegerShape',
  list: 'ListShape',
  object: 'ObjectShape',
  map: 'MapShape',
};

const shapeType = (type: ServiceType, types: Types): string =>
  shapeTypes[bottomOf(types, { kind: 'named', type: type.name }).kind] ?? '';

function operationShape(operation: Operation, types: Types): LiteralObject {
  const { action, output, errors, examples = [] } = operation;
  const { force: _force, ...transition } = operation.transition ?? {};
  const failures = examples.filter(({ body }) => Number(body['code']) !== 0);
  return {
    action,
    output: definition({ kind: 'named', type: output }, types),
    request: sampleInput(operation),
    response: sampleResponse(operation),
    failures: failures.map(({ name, title, body }) => ({ name, summary: title, body })),
    errors,
    transition: operation.transition === undefined ? undefined : transition,
  };
}

function namedShape(type: ServiceType, types: Types): string {
  const before = `export const ${shapeName(type.name)}: ${shapeType(type, types)} = `;
  return (
    docComment({ paragraphs: [type.description ?? ''] }) +
    literal(definition({ kind: 'named', type: type.name }, types), { before, after: ';' })
  );
}

function valueTable(type: ServiceType): string[] {
  if (type.kind === 'object' || type.shared === true || !('known' in type.shape)) return [];
  const named = type.shape.kind === 'string' ? 'NamedValue<string>' : 'NamedValue';
  const table = (type.shape.known ?? []).map(({ value, name, meaning }) => ({ value, name, meaning }));
  const before = `export const ${camelCase(type.name)}Values: readonly ${named}[] = `;
  return [
    `/** Documented values of \`${type.name}\`. Others may come. */\n${literal(table, { before, after: ';' })}`,
  ];
}

/** `packages/mock/src/services/<service>/2.0/shapes.gen.ts`: tables, not code, so that thousands of operations cost little. */
export function emitShapes(service: Service): GeneratedFile {
  const types = typesOf(service);
  const named = referredNames(
    service.operations.map(({ output }) => output),
    types,
  ).flatMap((name) => types.get(name) ?? []);
  const tables = service.types.flatMap(valueTable);
  const operations = Object.fromEntries(
    service.operations.map((each) => [each.action, operationShape(each, types)]),
  );
  const imported = [
    'OperationShapes',
    ...named.map((type) => shapeType(type, types)),
    ...(tables.length === 0 ? [] : ['NamedValue']),
  ];
  return dataFile(`packages/mock/src/${serviceFolder(service)}/shapes.gen.ts`, service.specs, [
    importNames(imported, '../../shape.js'),
    ...tables,
    ...named.map((type) => namedShape(type, types)),
    `/** Every operation of the ${serviceShownName(service)} API, by Action. */\n${literal(operations, {
      before: `export const ${service.name}Shapes: OperationShapes = `,
      after: ';',
    })}`,
  ]);
}
