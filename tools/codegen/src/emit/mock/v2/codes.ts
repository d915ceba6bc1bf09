import type { Common } from '../../../model/v2.js';
import { dataFile } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { literal } from '../../text/literal.js';

/** `packages/mock/src/protocols/v2/codes.gen.ts`: what answers have as `codeDesc` beside each common code. */
export function emitCodes(common: Common): GeneratedFile {
  const names = Object.fromEntries(common.errors.map(({ code, name, codeDesc }) => [code, codeDesc ?? name]));
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
