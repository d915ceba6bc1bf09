import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export type BundlePlatform = 'node' | 'browser';

export interface Bundle {
  /** Bytes, minified. */
  readonly minified: number;
  /** Bytes, minified and compressed with gzip at its highest level. */
  readonly compressed: number;
  readonly text: string;
  /** The files that ended up in it, as paths in their packages: `@qcvm/client/dist/shared.js`. */
  readonly files: readonly string[];
  /** What it takes from outside, by `import` or by `process.getBuiltinModule`: Node's built-ins, or nothing. */
  readonly externals: readonly string[];
}

export interface BundleOptions {
  /** The program's source. */
  readonly program: string;
  /** Where the packages are installed. */
  readonly directory: string;
  readonly platform: BundlePlatform;
}

/** Bundles a program as an application's build would, and measures what it costs its users. */
export async function bundle({ program, directory, platform }: BundleOptions): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: directory, loader: 'js', sourcefile: 'program.js' },
    absWorkingDir: directory,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform,
    write: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const output = Object.values(metafile.outputs)[0];
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const text = new TextDecoder().decode(contents);
  const builtIns = [...text.matchAll(/getBuiltinModule\(["'`]([^"'`]*)/g)].map(([, name = '']) => name);
  return {
    minified: contents.byteLength,
    compressed: gzipSync(contents, { level: 9 }).byteLength,
    files: Object.entries(output?.inputs ?? {})
      .filter(([path, { bytesInOutput }]) => path !== 'program.js' && bytesInOutput > 0)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .sort(),
    text,
    externals: [...new Set([...(output?.imports ?? []).map(({ path }) => path), ...builtIns])].sort(),
  };
}
