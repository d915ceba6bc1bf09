import { build } from 'esbuild';

export interface BundleProgramOptions {
  /** Where the scenario and the packages are. */
  readonly place: string;
  /** The conditions under which packages are resolved. */
  readonly conditions: readonly string[];
}

/** One file of a program for a runtime that is given files, not packages; it may import nothing that is outside. */
export async function bundleProgram(
  program: string,
  { place, conditions }: BundleProgramOptions,
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: place, loader: 'js', sourcefile: 'program.js' },
    absWorkingDir: place,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: [...conditions],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
