import { errorTable, literal } from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';

/** `3.0.gen.ts`: what all services of API 3.0 share. */
export function emitCommon(
  { commonErrors, regions, specs }: Pick<Service, 'commonErrors' | 'regions' | 'specs'>,
  { path, model }: { readonly path: string; readonly model: string },
): GeneratedFile {
  const { constants, table } = errorTable(commonErrors);
  const places = regions.map(({ id, name }) => ({ id, name }));
  return codeFile(path, specs.slice(0, 1), [
    `import type { ErrorDescriptor, ErrorTable } from '${model}';`,
    ...constants,
    `/** What is to be thought of every common error code, and what to do about it. One that ends with * stands for all that begin so. */
${table}`,
    `/** The documented regions of API 3.0. There may be others. */
${literal(places, { before: 'export const regions: readonly { readonly id: string; readonly name: string }[] = ', after: ';' })}`,
  ]);
}
