import type { SignatureCause, SignatureDivergence } from '../../../core/signature-explanation.js';

/** How much of each text is shown from the place where they part. */
const shown = 40;

/** The first place where two texts part. */
export function divergenceOf(expected: string, implied: string): SignatureDivergence | undefined {
  if (expected === implied) return undefined;
  let position = 0;
  while (expected[position] === implied[position]) position += 1;
  // Never between the halves of one character.
  if (position > 0 && /[\ud800-\udbff]/.test(expected[position - 1] ?? '')) position -= 1;
  // Where one text ends and the other goes on, it is the next parameter that is missing.
  const ended = implied.length === position && expected[position] === '&';
  const parameter = parameterAt(expected, ended ? position + 1 : position);
  return {
    position,
    expected: expected.slice(position, position + shown),
    implied: implied.slice(position, position + shown),
    ...(parameter === undefined ? {} : { parameter }),
  };
}

/** The name of the parameter that stands at a position of a canonical string. */
function parameterAt(text: string, position: number): string | undefined {
  const question = text.indexOf('?');
  if (question === -1 || position <= question) return undefined;
  const before = Math.max(question, text.lastIndexOf('&', position - 1));
  return text.slice(before + 1).split('=', 1)[0] || undefined;
}

/** Causes in words. */
export const linesOf = (causes: readonly SignatureCause[]): string[] =>
  causes.map(({ explanation, advice }) => `${explanation} ${advice}`);

/** Where two texts part, in words. */
export function partingLines(what: string, divergence: SignatureDivergence | undefined): readonly string[] {
  if (!divergence) return [];
  const { position, parameter, expected, implied } = divergence;
  return [
    `The ${what} part at character ${position}${parameter === undefined ? '' : `, in ${parameter}`}:`,
    `  expected ${oneLine(expected) || '(nothing)'}`,
    `  signed   ${oneLine(implied) || '(nothing)'}`,
  ];
}

/** Line ends and the like as they are written in code, so that they can be seen. */
export const oneLine = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (mark) => JSON.stringify(mark).slice(1, -1));
