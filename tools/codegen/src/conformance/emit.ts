import { literal } from '@qcvm/codegen/toolkit';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { codeFile } from '../emit/text/files.js';
import type { Conformance } from './load.js';

/** `conformance/<api>/checks.gen.ts`: what is asked, and what more a program has to be written for. */
export const emitConformance = ({ api, checks, spec }: Conformance): GeneratedFile =>
  codeFile(
    `packages/mock/src/conformance/${api}/checks.gen.ts`,
    [spec],
    [
      "import type { DocumentedCheck } from '../documented.js';\nimport type { Asked } from './asked.js';",
      `/** The checks that a program has to be written for. */\nexport type WrittenCheck =\n${checks
        .filter(({ requests }) => requests === undefined)
        .map(({ id }) => `  | '${id}'`)
        .join('\n')};`,
      `/** What the documentation of API ${api} says, in the order in which it is asked. */\n${literal(
        checks.map((check) => ({ ...check })),
        { before: 'export const checks: readonly DocumentedCheck<Asked>[] = ', after: ';' },
      )}`,
    ],
  );
