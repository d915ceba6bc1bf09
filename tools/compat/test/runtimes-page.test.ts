import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@qcvm-tools/checks/repository';
import { expect, it } from 'vitest';
import { bun, deno, nodes, typescripts } from '../src/pinned.js';

it('docs/runtimes.md names what is pinned: after a change of it, the table is written again', () => {
  const page = readFileSync(join(root, 'docs/runtimes.md'), 'utf8');
  for (const { name, version } of [...nodes, bun, deno])
    expect(page).toMatch(new RegExp(`^\\| ${name} \\| .*\\b${version.replaceAll('.', '\\.')}\\b`, 'm'));
  for (const version of typescripts) expect(page).toContain(`| ${version} |`);
});
