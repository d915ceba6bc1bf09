import type { SignatureExplanation } from '../../../core/signature-explanation.js';

/** The explanation in words. */
export function summarize(
  explanation: Omit<SignatureExplanation, 'summary'>,
  oddity: string | undefined,
): string {
  const { valid, causes, divergence, expected } = explanation;
  if (valid) return 'The signature is right.';
  const lines: string[] = causes.map(({ explanation: what, advice }) => `${what} ${advice}`);
  if (causes.length === 0) {
    if (oddity !== undefined) lines.push(oddity);
    lines.push(
      explanation.implied === undefined
        ? 'No known mistake leads to this signature: most likely the SecretKey is another one, or other parameters were signed.'
        : 'The signed text is not the expected one.',
    );
    if (explanation.implied === undefined)
      lines.push('Compare the text that you sign with the expected one:', `  ${oneLine(expected)}`);
  }
  if (divergence) {
    const { position, parameter } = divergence;
    lines.push(
      `The texts part at character ${position}${parameter === undefined ? '' : `, in ${parameter}`}:`,
      `  expected ${oneLine(divergence.expected) || '(nothing)'}`,
      `  signed   ${oneLine(divergence.implied) || '(nothing)'}`,
    );
  }
  return lines.join('\n');
}

/** Line ends and the like as they are written in code, so that they can be seen. */
const oneLine = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (mark) => JSON.stringify(mark).slice(1, -1));
