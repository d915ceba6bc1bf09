import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@qcvm-tools/checks/repository';
import { describe, expect, it } from 'vitest';
import { bun, deno, nodes, typescripts } from '../src/pinned.js';
import { withTable } from '../src/runtimes-page.js';

const page = readFileSync(join(root, 'docs/runtimes.md'), 'utf8');

describe('docs/runtimes.md', () => {
  it('has a place for the table, and keeps everything around it', () => {
    const changed = withTable(page, 'a table');
    expect(changed).toContain('-->\n\na table\n\n<!-- /compat -->');
    expect(changed.replace('a table', '')).not.toContain('| Node 20 | 20.');
    expect(changed.slice(0, 200)).toBe(page.slice(0, 200));
    expect(changed.slice(-200)).toBe(page.slice(-200));
    expect(withTable(changed, 'a table')).toBe(changed);
  });

  it('names what is pinned: after a change of it, the table is written again', () => {
    for (const { name, version } of [...nodes, bun, deno])
      expect(page).toMatch(new RegExp(`^\\| ${name} \\| .*\\b${version.replaceAll('.', '\\.')}\\b`, 'm'));
    for (const version of typescripts) expect(page).toContain(`| ${version} |`);
  });

  it.each(['', '<!-- /compat -->', `${page}${page}`])('is refused without its two comments', (document) => {
    expect(() => withTable(document, 'a table')).toThrow('the document needs one');
  });
});
