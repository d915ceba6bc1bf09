// @ts-check
// Builds what the demo needs, in silence unless that fails, and runs it.
import { spawnSync } from 'node:child_process';

const { error, status, stdout, stderr } = spawnSync('nx run @qcvm-tools/demo:build', {
  shell: true,
  encoding: 'utf8',
});
if (error !== undefined || status !== 0) {
  console.error(error?.message ?? `${stdout}${stderr}`);
  process.exit(status ?? 1);
}
await import('./dist/main.js');
