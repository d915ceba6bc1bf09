import type { SignatureDivergence, SignatureExplanation } from '../../../core/signature-explanation.js';

/** How much of each text is shown from the place where they part. */
const shown = 40;

/** The first place where two texts part. */
function divergenceOf(expected: string, implied: string): SignatureDivergence | undefined {
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

/** Where two texts part, in words. */
function partingLines(what: string, divergence: SignatureDivergence | undefined): readonly string[] {
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

/** What was found out about a signature, with all of it in words. */
export function explanationOf({
  what,
  unexplained,
  more = [],
  ...found
}: Pick<SignatureExplanation, 'valid' | 'expected' | 'signatureMethod' | 'causes'> & {
  readonly implied: string | undefined;
  readonly stringToSign?: string;
  /** What the texts are called: `texts`. */
  readonly what: string;
  /** Lines for a signature that no cause explains. */
  readonly unexplained: readonly string[];
  /** Lines at the end. */
  readonly more?: readonly string[];
}): SignatureExplanation {
  const { valid, expected, causes, implied, ...rest } = found;
  const divergence = implied === undefined ? undefined : divergenceOf(expected, implied);
  const lines = [
    ...causes.map(({ explanation, advice }) => `${explanation} ${advice}`),
    ...(causes.length === 0 ? unexplained : []),
    ...partingLines(what, divergence),
    ...more,
  ];
  return {
    ...{ valid, expected, ...rest },
    ...(implied === undefined ? {} : { implied }),
    ...(divergence ? { divergence } : {}),
    causes,
    summary: valid ? 'The signature is right.' : lines.join('\n'),
  };
}
