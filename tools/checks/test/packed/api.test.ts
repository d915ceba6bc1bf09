import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readApi } from '../../src/api/model.js';
import { snapshotFile, snapshotOf } from '../../src/api/snapshot.js';
import { publishedPackages, root } from '../../src/repository.js';

const directory = join(root, 'api');
const entries = publishedPackages.flatMap(readApi);

describe('the public API is the one that api/ shows (to accept a change: npm run api:update)', () => {
  it.each(entries)('$specifier', async (entry) => {
    await expect(snapshotOf(entry)).toMatchFileSnapshot(join(directory, snapshotFile(entry.specifier)));
  });

  it('shows no export path that is gone', async () => {
    const known = ['README.md', ...entries.map(({ specifier }) => snapshotFile(specifier))];
    expect((await readdir(directory)).filter((name) => !known.includes(name))).toEqual([]);
  });
});
