#!/usr/bin/env node
import { version } from './node/version.node.js';

// The commonest question of scripts is answered before anything else is loaded.
const [first, ...rest] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && rest.length === 0) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: cannot write standard output: ${error.message}\n`);
    process.exitCode = 5;
  });
  process.stdout.write(`${version()}\n`);
} else {
  const { run } = await import('./run.js');
  const { processEnvironment } = await import('./node/environment.node.js');
  // Not process.exit: what is still on its way into a pipe must get there.
  process.exitCode = await run(process.argv.slice(2), processEnvironment());
}
