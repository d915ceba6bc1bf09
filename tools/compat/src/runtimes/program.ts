import { join } from 'node:path';
import { runOrThrow } from '@qcvm-tools/checks/run';
import { obtain } from '@qcvm-tools/checks/cache';
import type { PinnedProgram } from '../pinned.js';

export type ObtainedProgram =
  | { readonly path: string; readonly version: string; readonly missing?: undefined }
  | { readonly missing: string };

/** What the program says of its own version: the first number with points or dashes in it. */
const versionIn = (text: string): string => /\d+[.-]\d+[.-]\d+/.exec(text)?.[0] ?? text.trim();

/** A pinned program, ready to be started. */
export async function obtainProgram(pinned: PinnedProgram, cache: string): Promise<ObtainedProgram> {
  const platform = `${process.platform}-${process.arch}`;
  const name = pinned.packageFor(platform);
  if (name === undefined) return { missing: `no package has it for ${platform}` };
  const packages = { [name]: pinned.version };
  const folder = `${pinned.name.toLowerCase().replace(' ', '-')}-${pinned.version}`;
  const obtained = await obtain(folder, { packages, cache });
  if (obtained.missing !== undefined) return obtained;
  const path = join(obtained.directory, 'node_modules', name, pinned.program);
  const { stdout } = await runOrThrow(path, ['--version'], { timeout: 30_000 });
  return { path, version: versionIn(stdout) };
}
