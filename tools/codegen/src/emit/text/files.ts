import { byCodeUnits, codeFile as anyCodeFile, textFile } from '@qcvm/codegen/toolkit';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';

/** What the first line of every generated file begins with, after the mark of a comment. */
export const generatedMark = 'Generated from specs/';

function citation(specs: readonly string[]): string {
  const sorted = [...specs].sort(byCodeUnits);
  return sorted.length === 1
    ? (sorted[0] ?? '')
    : `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1) ?? ''}`;
}

/** What a generated file says of itself. */
export const headerOf = (specs: readonly string[]): string[] => [
  `Generated from ${citation(specs)}. Do not edit.`,
  'To change it, edit the spec and run: npm run generate',
];

/**
 * What is added to a file of plain data with a declared type. The compiler need not look into it: for a thousand
 * operations that takes longer than all their types, and our tests do it.
 */
export const uncheckedNote =
  '@ts-nocheck: plain data, checked against its types by the tests of the generator';

/** Assembles a code file: the header, then blocks with an empty line between them. */
export const codeFile = (path: string, specs: readonly string[], blocks: readonly string[]): GeneratedFile =>
  anyCodeFile(path, headerOf(specs), blocks);

/** The same for a file of plain data with a declared type. */
export const dataFile = (path: string, specs: readonly string[], blocks: readonly string[]): GeneratedFile =>
  anyCodeFile(path, [...headerOf(specs), uncheckedNote], blocks);

/** The same for a markdown page. */
export const page = (path: string, specs: readonly string[], blocks: readonly string[]): GeneratedFile =>
  textFile(path, [`<!-- ${headerOf(specs).join('\n')} -->`, ...blocks]);
