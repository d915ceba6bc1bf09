import type { Common, ErrorCode } from '../../../model/v2.js';
import { camelCase, docComment, errorTable, literal, propertyName, union } from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { typeDeclarations } from './types.js';

function codesByName(errors: readonly ErrorCode[]): string {
  const members = errors.map(({ code, name, meaning }) => {
    const comment = docComment({ paragraphs: [meaning] }, '  ');
    return `${comment}  ${propertyName(camelCase(name ?? `code${code}`))}: ${code},`;
  });
  return `/** Common error codes, by name: \`error.code === commonErrorCode.quotaExceeded\`. */
export const commonErrorCode = {\n${members.join('\n')}\n} as const;`;
}

/** `common.gen.ts`: what all services share. */
export function emitCommon(common: Common): GeneratedFile {
  const { constants, table } = errorTable(common.errors);
  const codes = common.errors.map(({ code }) => code);
  return codeFile(
    'packages/client/src/services/2.0.gen.ts',
    [common.spec],
    [
      "import type { ErrorDescriptor, ErrorTable, RegionDescriptor } from '../model/descriptor.js';",
      `/** Common error codes that this API documents. */\n${union(codes, { before: 'export type KnownCommonErrorCode =' })};`,
      `/** A common error code: a documented one, or whatever else the service answers with. */
export type CommonErrorCode = KnownCommonErrorCode | (number & {});`,
      codesByName(common.errors),
      ...constants,
      `/** What is to be thought of every common error code, and what to do about it. */\n${table}`,
      `/** The documented regions, in both spellings. There may be others. */
${literal(
  common.regions.map((region) => ({ ...region })),
  { before: 'export const regions: readonly RegionDescriptor[] = ', after: ';' },
)}`,
      ...typeDeclarations(common.schemas),
    ],
  );
}
