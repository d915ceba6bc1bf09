import { didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor } from '@qcvm/codegen/toolkit';
import type { Context } from './context.js';

/** Every code that the service may answer with, and every beginning of codes that is described. */
function knownWords({ target }: Context): string[] {
  if (target === undefined) return [];
  const { operations, errors, commonErrors } = target;
  return [
    ...operations.flatMap((operation) => operation.errors),
    ...[...errors, ...commonErrors].map(({ code }) => code),
  ];
}

const covers = (word: string, code: string): boolean =>
  word.endsWith('*') ? code.startsWith(word.slice(0, -1)) : word === code;

/** Codes of errors against those of both generations. */
export function checkErrors(context: Context): void {
  const { spec, root, common, target, succession } = context;
  const known = [...new Set(knownWords(context))];
  const numbers = common.commonErrors.map(({ code }) => code);
  const seen = new Set<string>();
  const checkNumber = (at: Cursor | undefined): void => {
    if (at === undefined || numbers.includes(String(at.value))) return;
    const what = `${String(at.value)} is no common code of API 2.0`;
    spec.report(at, { what, remedy: `name one of: ${numbers.join(', ')}` });
  };
  for (const at of root.get('errors')?.items() ?? []) {
    for (const word of at.get('words')?.items() ?? []) {
      const text = String(word.value);
      if (seen.has(text))
        spec.report(word, { what: `"${text}" is there twice`, remedy: 'leave one of them out' });
      seen.add(text);
      if (target === undefined || known.some((code) => covers(text, code))) continue;
      const what = `no operation of ${target.name} ${target.version} answers with "${text}"`;
      spec.report(word, { what, remedy: didYouMean(text, known, 'correct it, or leave it out') });
    }
    for (const name of ['code', 'named']) checkNumber(at.get(name));
  }
  for (const name of ['all', 'some']) checkNumber(root.at('batch', name));
  for (const [code, at] of root.get('words')?.entries() ?? []) {
    if (!numbers.includes(code))
      spec.report(at, {
        what: `${code} is no common code of API 2.0`,
        remedy: `name one of: ${numbers.join(', ')}`,
        part: 'key',
      });
    const word = String(at.value);
    if (target === undefined || known.includes(word) || known.includes(`${word}*`)) continue;
    const what = `"${word}" is no code of ${target.name} ${target.version}`;
    spec.report(at, { what, remedy: didYouMean(word, known, 'correct it') });
  }
  const words = [...seen];
  const verdicts = root.get('verdicts');
  for (const [, at] of verdicts?.entries() ?? []) {
    if (words.includes(String(at.value))) continue;
    const what = `no row of the errors names "${String(at.value)}"`;
    spec.report(at, { what, remedy: didYouMean(String(at.value), words, 'name one that a row names') });
  }
  for (const { action, by } of succession.carried) {
    const at = root.at('carried', action, 'by');
    const operation = target?.operations.find((each) => each.action === by);
    const uncovered = (operation?.errors ?? []).filter((code) => !words.some((word) => covers(word, code)));
    if (at === undefined || uncovered.length === 0) continue;
    const what = `${by} may answer with ${uncovered.join(', ')}, for which there is no row`;
    spec.report(at, { what, remedy: 'add it to the errors' });
  }
}
