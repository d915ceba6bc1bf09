import type { Field, Operation, Service } from '../../../model/v2.js';
import {
  alternatives,
  clientBlocks,
  deprecatedTags,
  describeInline,
  docComment,
  importNames,
  paragraphs,
} from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { serviceFolder, serviceShownName, serviceTypeName } from '../../text/naming.js';

function parameterLine({ name, required, schema }: Field): string {
  const isScalar = schema.kind === 'string' || schema.kind === 'integer';
  const values = isScalar && schema.values !== undefined ? ` Either ${alternatives(schema.values)}.` : '';
  return `- \`${name}\`${required ? '' : ' (optional)'}: ${describeInline(schema)}${values}`;
}

function documentedErrors({ commonErrors, moduleErrors, batch }: Operation): string[] {
  const codes = [...moduleErrors.map(({ code }) => `\`${code}\``), ...commonErrors.map(({ code }) => code)];
  return [
    batch === undefined
      ? ''
      : 'Rejects with a `BatchError` when it did not work for every one of the resources.',
    codes.length === 0 ? '' : `Documented error codes: ${codes.join(', ')}.`,
  ];
}

function methodComment(operation: Operation): string {
  return docComment(
    {
      paragraphs: [
        `${operation.summary}.`,
        ...paragraphs(operation.description),
        ...documentedErrors(operation),
      ],
      list: operation.input.fields.map(parameterLine),
      tags: [...deprecatedTags(operation), `@see ${operation.source}`],
    },
    '  ',
  );
}

/** `<service>/client.gen.ts`: the table of all operations, and the interface of a client that has them as methods. */
export function emitClient(service: Service): GeneratedFile {
  const types = service.operations.flatMap(({ input, output }) => [input.name, output.name]);
  const shown = `the ${serviceShownName(service)} API`;
  return codeFile(
    `packages/client/src/${serviceFolder(service)}/client.gen.ts`,
    ['specs/2.0/common.yaml', service.spec],
    clientBlocks({
      names: { client: serviceTypeName(service), operations: `${service.name}Operations` },
      shown,
      title: `The ${serviceShownName(service)} API (${service.title})`,
      methods: service.operations.map((each) => ({ method: each.method, comment: methodComment(each) })),
      model: '../../../model/descriptor.js',
      imports: importNames(types, './types.gen.js', 'export type'),
    }),
  );
}
