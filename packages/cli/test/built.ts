import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether a source is newer than what was built: the compiler would find the same, but takes half a second to start. */
function isOld(name: string): boolean {
  const folder = join(root, 'packages', name);
  const builtAt = changedAt(join(folder, 'dist/.tsbuildinfo'));
  const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  return sources.some((path) => path.endsWith('.ts') && changedAt(join(folder, 'src', path)) >= builtAt);
}

/** Compiles the command where it is older than its sources: what runs in a process of its own is what is built. */
export function buildCommand(): void {
  if (!['client', 'mock', 'fleet', 'cli'].some(isOld)) return;
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = { cwd: root, encoding: 'utf8' } as const;
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', 'packages/cli'], options);
  if (status !== 0) throw new Error(`packages/cli does not compile: ${stdout}`);
}
