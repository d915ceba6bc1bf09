const begin = '<!-- compat: written by `npm run compat -- --write` -->';
const end = '<!-- /compat -->';

/**
 * The document with another table between the two comments.
 *
 * @throws Error if they are not there, once each and in order
 */
export function withTable(document: string, table: string): string {
  const [before, rest, ...more] = document.split(begin);
  const [, after, ...others] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0)
    throw new Error(`the document needs one ${begin} and after it one ${end}`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
