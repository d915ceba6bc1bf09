import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';
import { packPackages } from '../src/packed/pack.js';
import { manifestOf, directoryOf, publishedPackages } from '../src/repository.js';
import { run } from '../src/run.js';

const attw = join(
  dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')),
  'dist/index.js',
);

describe.each(publishedPackages)('what npm would get of %s', (name) => {
  it('satisfies publint, strictly', async () => {
    const { tarball } = (await packPackages())[name];
    const file = await readFile(tarball);
    const { messages, pkg } = await publint({
      pack: { tarball: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) },
      level: 'suggestion',
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });
});

describe.each(
  publishedPackages.filter((name) => Object.keys(manifestOf(directoryOf(name)).exports ?? {}).length > 1),
)('the types of %s', (name) => {
  it('are found by every resolution that an ES module can be found by', async () => {
    const { tarball } = (await packPackages())[name];
    const { code, stdout, stderr } = await run(process.execPath, [
      attw,
      tarball,
      '--profile',
      'esm-only',
      '--no-color',
      '--format',
      'ascii',
    ]);
    expect(code, `${stdout}${stderr}`).toBe(0);
  });
});
