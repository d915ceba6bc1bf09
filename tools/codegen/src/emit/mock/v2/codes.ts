import type { Common, Service } from '../../../model/v2.js';
import { literal } from '@qcvm/codegen/toolkit';
import { dataFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';

/** `packages/mock/src/protocols/v2/codes.gen.ts`: what answers have as `codeDesc` beside each common code, and what codes mean. */
export function emitCodes(common: Common, services: readonly Service[]): GeneratedFile {
  const names = Object.fromEntries(common.errors.map(({ code, name, codeDesc }) => [code, codeDesc ?? name]));
  const errors = [...services.flatMap((service) => service.errors), ...common.errors];
  const meanings = Object.fromEntries(errors.map(({ code, meaning }) => [code, meaning]));
  return dataFile(
    'packages/mock/src/protocols/v2/codes.gen.ts',
    [common.spec, ...services.map(({ spec }) => spec)],
    [
      `/** What answers have as \`codeDesc\`, by their common code. */\n${literal(
        { 0: 'Success', ...names },
        { before: 'export const codeNames: Readonly<Record<string, string>> = ', after: ';' },
      )}`,
      `/** What codes mean, common ones and those in words. */\n${literal(meanings, {
        before: 'export const codeMeanings: Readonly<Record<string, string>> = ',
        after: ';',
      })}`,
    ],
  );
}
