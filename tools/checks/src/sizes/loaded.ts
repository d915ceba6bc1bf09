import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runOrThrow } from '../run.js';

export interface Loaded {
  /** Files that Node reads. */
  readonly files: number;
  /** Their bytes. */
  readonly bytes: number;
}

/** Runs on Node's loader: prints the address of each module as it is loaded. */
const hooks = `
import { writeSync } from 'node:fs';
export async function load(url, context, next) {
  if (url.startsWith('file:') && url.includes('/@qcvm/')) writeSync(1, url + '\\n');
  return next(url, context);
}
`;

const asModule = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;

/** Imports an entry point in a process of its own, and measures which of our files Node loads for it. */
export async function loadedBy(entryPoint: string, directory: string): Promise<Loaded> {
  const register = `import { register } from 'node:module'; register(${JSON.stringify(asModule(hooks))});`;
  const { stdout } = await runOrThrow(
    process.execPath,
    [
      '--import',
      asModule(register),
      '--input-type=module',
      '--eval',
      `await import(${JSON.stringify(entryPoint)});`,
    ],
    { cwd: directory },
  );
  const paths = [...new Set(stdout.split('\n').filter(Boolean))].map((url) => fileURLToPath(url));
  return { files: paths.length, bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0) };
}
