import { literal } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Literal } from '@qcvm/codegen/toolkit';
import { dataFile } from './text/files.js';

/** What the published generator knows of every service: it reads no specs. */
export interface Defaults {
  /** What all services of API 3.0 share, as the spec says it. */
  readonly common: Literal;
  /** The JSON Schema of what overlays may say. */
  readonly dialect: Literal;
}

/** `defaults.gen.ts` of `@qcvm/codegen`. */
export function emitDefaults({ common, dialect }: Defaults): GeneratedFile {
  return dataFile(
    'packages/codegen/src/defaults.gen.ts',
    ['specs/3.0/common.yaml', 'specs/3.0/dialect.schema.json'],
    [
      `/** What all services share: how a call travels, error codes, regions. */
${literal(common, { before: 'export const common: object = ', after: ';' })}`,
      `/** The JSON Schema of an imported spec with an overlay on it. */
${literal(dialect, { before: 'export const dialect: object = ', after: ';' })}`,
    ],
  );
}
