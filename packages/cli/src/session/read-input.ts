import { usageError } from '../environment/cli-error.js';
import { resolvePath } from '../environment/paths.js';
import type { Context } from './context.js';

/** All of stdin. */
export async function stdinText({ environment, signal }: Context): Promise<string> {
  let text = '';
  for await (const piece of environment.stdin.text(signal)) text += piece;
  return text;
}

/**
 * The text of a file, or that of stdin where the file is called `-`; and what messages call it.
 *
 * @throws CliError when there is no such file.
 */
export async function readInput(
  context: Context,
  { command, path }: { readonly command: string; readonly path: string },
): Promise<{ readonly text: string; readonly source: string }> {
  if (path === '-') return { text: await stdinText(context), source: 'stdin' };
  const { environment } = context;
  const text = await environment.files.read(resolvePath(environment, path));
  if (text === undefined) throw usageError(`${command}: there is no file ${path}`);
  return { text, source: path };
}
