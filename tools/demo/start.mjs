// @ts-check
// Builds what the demo needs, silently unless the build fails, and runs it. Generated code is committed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const built = new URL('dist/main.js', import.meta.url);
if (!existsSync(built)) console.error('Building (first run only)…\n');
const projects = ['@qcvm/client', '@qcvm/mock', '@qcvm/cli', '@qcvm-tools/demo'];
const { error, status, stdout, stderr } = spawnSync(
  `nx run-many -t build -p ${projects.join()} --excludeTaskDependencies`,
  { shell: true, encoding: 'utf8' },
);
if (error !== undefined || status !== 0) {
  console.error(error?.message ?? `${stdout}${stderr}`);
  process.exit(status ?? 1);
}
await import(built.href);
