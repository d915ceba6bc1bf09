import type { Common } from '../../model/v2.js';
import { literal } from '@qcvm/codegen/toolkit';
import { dataFile } from '../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';

/** `packages/mock/src/protocols/v2/codes.gen.ts`: what answers have as `codeDesc` beside each common code. */
export function emitCodes(common: Common): GeneratedFile {
  const names = Object.fromEntries(
    common.commonErrors.map(({ code, name, codeDesc }) => [code, codeDesc ?? name]),
  );
  return dataFile(
    'packages/mock/src/protocols/v2/codes.gen.ts',
    [common.spec],
    [
      `/** What answers have as \`codeDesc\`, by their common code. */\n${literal(
        { 0: 'Success', ...names },
        { before: 'export const codeNames: Readonly<Record<string, string>> = ', after: ';' },
      )}`,
    ],
  );
}
