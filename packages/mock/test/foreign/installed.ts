import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Outside every workspace, so that what is installed there can never become a dependency of ours. */
const cache = fileURLToPath(new URL('../../../../.cache/foreign/', import.meta.url));

/**
 * Installs packages into a directory of their own under `.cache/foreign`, once.
 *
 * @returns that directory
 */
export async function installed(
  name: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<string> {
  const directory = join(cache, name);
  const manifest = JSON.stringify({ name: `foreign-${name}`, private: true, dependencies }, undefined, 2);
  const done = join(directory, 'installed.json');
  if ((await readFile(done, 'utf8').catch(() => '')) === manifest) return directory;
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), manifest);
  // Nothing of what is installed may run at install time; a runtime that npm would refuse is what some of it is for.
  const options = [
    '--prefer-offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ];
  await run('npm', ['install', ...options], { cwd: directory, timeout: 240_000 });
  await writeFile(done, manifest);
  return directory;
}
