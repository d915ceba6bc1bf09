import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.js';

/** Packages of the registry by name, each with an exact version. */
export type Packages = Readonly<Record<string, string>>;

/** A directory with what was asked for in its `node_modules`, or why it cannot be had. */
export type Obtained =
  | { readonly directory: string; readonly missing?: undefined }
  | { readonly missing: string };

/** Outside the workspace, so that nothing in it can become a dependency of ours, and kept from one run to the next. */
export const cacheDirectory = (environment: NodeJS.ProcessEnv = process.env): string =>
  environment['QCVM_COMPAT_CACHE'] ??
  join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'qcvm-compat');

/** The line of npm's complaint that says what is wrong, without where it kept its log. */
export function npmReason(complaint: string): string {
  const lines = complaint
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
    .filter(
      (line) => line !== '' && !/^(code|errno|syscall|type) |A complete log|^\/.*-debug-\d+\.log$/.test(line),
    );
  return lines[0] ?? 'npm did not say why';
}

const installOptions = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
  '--loglevel=error',
];

export interface ObtainOptions {
  readonly packages: Packages;
  readonly cache: string;
  /** Exact versions in place of what they ask for themselves. */
  readonly overrides?: Packages;
}

/** Installs packages into a directory of their own, once. Nothing of what is installed runs at install time. */
export async function obtain(name: string, { packages, cache, overrides }: ObtainOptions): Promise<Obtained> {
  const directory = join(cache, name);
  const manifest = JSON.stringify(
    { name: `cache-${name}`, private: true, dependencies: packages, overrides },
    undefined,
    2,
  );
  const done = join(directory, 'installed.json');
  if ((await readFile(done, 'utf8').catch(() => '')) === manifest) return { directory };
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), manifest);
  const { code, stderr } = await run('npm', ['install', '--prefer-offline', ...installOptions], {
    cwd: directory,
    timeout: 300_000,
  });
  if (code !== 0) return { missing: npmReason(stderr) };
  await writeFile(done, manifest);
  return { directory };
}
