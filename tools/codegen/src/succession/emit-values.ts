import { literal } from '@qcvm/codegen/toolkit';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { codeFile } from '../emit/text/files.js';
import type { Succession } from './model.js';

/** The words of API 3.0 by the common codes of API 2.0, for the emulator. */
export const emitWords = ({ words, spec }: Succession): GeneratedFile =>
  codeFile(
    'packages/mock/src/protocols/v3/words.gen.ts',
    [spec],
    [
      `/** What API 3.0 says where API 2.0 has a number. */\n${literal(words, {
        before: 'export const words: Readonly<Record<string, string>> = ',
        after: ';',
      })}`,
    ],
  );

/** The words of API 3.0 by the values of API 2.0, for the emulator, which shows one world in both. */
export function emitValues({ service, values, spec }: Succession): GeneratedFile {
  const words = Object.fromEntries(
    values.map(({ name, rows }) => [
      name,
      Object.fromEntries(
        rows.filter(({ use }) => use !== 'results').map((row) => [String(row.old), row.new]),
      ),
    ]),
  );
  return codeFile(
    `packages/mock/src/services/${service}/values.gen.ts`,
    [spec],
    [
      `/** How API 3.0 writes what API 2.0 has numbers for. */\n${literal(words, {
        before: 'export const newerWords = ',
        after: ' as const;',
      })}`,
    ],
  );
}
