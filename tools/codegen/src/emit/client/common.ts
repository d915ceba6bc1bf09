import {
  camelCase,
  docComment,
  errorTable,
  literal,
  propertyName,
  typeDeclarations,
  union,
} from '@qcvm/codegen/toolkit';
import type { ErrorRule, GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import type { Model } from '../../model/v2.js';
import { codeFile } from '../text/files.js';

const folder = 'packages/client/src/services';

function codesByName(errors: readonly ErrorRule[]): string {
  const members = errors.map(({ code, name, meaning }) => {
    const comment = docComment({ paragraphs: [meaning] }, '  ');
    return `${comment}  ${propertyName(camelCase(name ?? `code${code}`))}: ${code},`;
  });
  return `/** Common error codes, by name: \`error.code === commonErrorCode.quotaExceeded\`. */
export const commonErrorCode = {\n${members.join('\n')}\n} as const;`;
}

/** The documented regions as a constant of this type. */
export const regionTable = ({ regions }: Pick<Service, 'regions'>, type: string): string =>
  literal(
    regions.map((region) => ({ ...region })),
    { before: `export const regions: readonly ${type}[] = `, after: ';' },
  );

/** `2.0.gen.ts`: what all services of API 2.0 share. */
export function emitCommonV2({ common, services }: Model): GeneratedFile {
  const { constants, table } = errorTable(common.commonErrors);
  const codes = common.commonErrors.map(({ code }) => code);
  const used = new Set(services.flatMap(({ types }) => types.map(({ name }) => name)));
  const shared = [...common.types.values()].filter(({ name }) => used.has(name));
  return codeFile(
    `${folder}/2.0.gen.ts`,
    [common.spec],
    [
      "import type { ErrorDescriptor, ErrorTable, RegionDescriptor } from '../model/descriptor.js';",
      `/** Common error codes that this API documents. */\n${union(codes, { before: 'export type KnownCommonErrorCode =' })};`,
      `/** A common error code: a documented one, or any other that the service answers with. */
export type CommonErrorCode = KnownCommonErrorCode | (number & {});`,
      codesByName(common.commonErrors),
      ...constants,
      `/** What is to be thought of every common error code, and what to do about it. */\n${table}`,
      `/** The documented regions, in both spellings. There may be others. */\n${regionTable(common, 'RegionDescriptor')}`,
      ...typeDeclarations(shared, common.types),
    ],
  );
}

/** A region of API 3.0. */
export const regionType = '{ readonly id: string; readonly name: string }';

/** `3.0.gen.ts`: what all services of API 3.0 share. */
export function emitCommonV3(service: Service): GeneratedFile {
  const { constants, table } = errorTable(service.commonErrors);
  return codeFile(`${folder}/3.0.gen.ts`, service.specs.slice(0, 1), [
    "import type { ErrorDescriptor, ErrorTable } from '../model/descriptor.js';",
    ...constants,
    `/** What is to be thought of every common error code, and what to do about it. One that ends with * stands for all that begin so. */
${table}`,
    `/** The documented regions of API 3.0. There may be others. */\n${regionTable(service, regionType)}`,
  ]);
}
