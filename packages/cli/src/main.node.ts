import { version } from './environment/node/version.node.js';

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
  // Node takes back what `nohup` has set: without a listener a hangup would end a run that was meant to outlast it. It is
  // the first thing that is done, and stays until the process is gone.
  const hasTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  if (!hasTerminal) process.on('SIGHUP', () => undefined);
  const { run } = await import('./run.js');
  const { processEnvironment } = await import('./environment/node/environment.node.js');
  const code = await run(process.argv.slice(2), processEnvironment());
  // Everything is written by now. An end by itself would take the listeners away some milliseconds before the process.
  process.exit(code);
}
