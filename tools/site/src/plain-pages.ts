import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const index = 'llms.txt';

/** What is copied as it is: the index for programs that read, and every page that it names, in plain Markdown. */
export function plainPages(root: string): readonly { readonly from: string; readonly to: string }[] {
  const source = join(root, 'docs', index);
  if (!existsSync(source)) return [];
  const named = [...readFileSync(source, 'utf8').matchAll(/\]\(([^):]+\.md)\)/g)].map(
    ([, path = '']) => path,
  );
  return [index, ...new Set(named)].map((path) => ({ from: `docs/${path}`, to: path }));
}
