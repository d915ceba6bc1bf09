import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Compiles the command where it is older than its sources: what runs in a process of its own is what is built. */
export function buildCommand(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = { cwd: root, encoding: 'utf8' } as const;
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', 'packages/cli'], options);
  if (status !== 0) throw new Error(`packages/cli does not compile: ${stdout}`);
}
