import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { run } from '../run.js';
import type { PackedPackage } from './pack.js';

const attw = join(
  dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')),
  'dist',
  'index.js',
);

/** What publint has to say of a tarball, suggestions included. */
export async function publintMessages({ tarball }: PackedPackage): Promise<readonly string[]> {
  const file = await readFile(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) },
    level: 'suggestion',
    strict: true,
  });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** Whether a program can import something of it; a package that is only a command has no types to look for. */
export const isLibrary = ({ manifest }: Pick<PackedPackage, 'manifest'>): boolean =>
  Object.keys(manifest.exports ?? {}).some((path) => path !== './package.json');

/** What "are the types wrong?" finds in a tarball; empty when the types are right for every ES module resolution. */
export async function typeResolutionProblems(packed: PackedPackage): Promise<string> {
  if (!isLibrary(packed)) return '';
  const options = ['--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'ascii'];
  const { code, stdout, stderr } = await run(process.execPath, [attw, packed.tarball, ...options]);
  return code === 0 ? '' : `${stdout}${stderr}`;
}
