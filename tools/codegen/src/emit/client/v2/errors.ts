import type { Service } from '../../../model/v2.js';
import { Code, errorConstant, identifier, importNames, literal, quote, union } from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { serviceFolder, serviceShownName, serviceTypeName } from '../../text/naming.js';

/** `<service>/errors.gen.ts`: textual error codes of one module, one constant each, so that unused ones shake away. */
export function emitErrors(service: Service): GeneratedFile {
  const type = serviceTypeName(service);
  const shown = serviceShownName(service);
  const codes = service.errors.map(({ code }) => quote(code));
  const table = Object.fromEntries(service.errors.map(({ code }) => [code, new Code(identifier(code))]));
  const constants = service.errors.map((error) => errorConstant(identifier(error.code), error));
  const known =
    codes.length === 0
      ? `export type Known${type}ErrorCode = never`
      : union(codes, { before: `export type Known${type}ErrorCode =` });
  return codeFile(
    `packages/client/src/${serviceFolder(service)}/errors.gen.ts`,
    [service.spec],
    [
      importNames(
        codes.length === 0 ? ['ErrorTable'] : ['ErrorDescriptor', 'ErrorTable'],
        '../../../model/descriptor.js',
      ),
      `/** Textual error codes that the ${shown} API documents. */\n${known};`,
      `/** A textual error code: a documented one, or whatever else the service answers with. */
export type ${type}ErrorCode = Known${type}ErrorCode | (string & {});`,
      ...constants,
      `/** Textual error codes of the ${shown} API, by code. */\n${literal(table, {
        before: `export const ${service.name}Errors: ErrorTable = `,
        after: ';',
      })}`,
    ],
  );
}
