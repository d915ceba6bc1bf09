// @ts-check
/**
 * Bundles the sources into `dist`: a file for each entry point, one for each platform, and one for what they share, so that a
 * program has three files to find, read and link instead of fifty. The compiler adds the declarations.
 *
 * A platform's file and the shared one import each other. Neither uses the other before both are there.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** @param {string} path */
const local = (path) => fileURLToPath(new URL(path, import.meta.url));

const dist = local('dist');

/** What `exports` and `imports` in package.json name. */
const entries = ['index', 'wire/index', 'descriptors', 'node/index.node'];
const platforms = ['platform.node', 'platform.deno', 'platform.web'];

const bundle = await rolldown({
  cwd: local('.'),
  input: Object.fromEntries([...entries, ...platforms].map((name) => [name, local(`src/${name}.ts`)])),
  // Which platform's file is taken is decided where the package runs.
  external: /^(#platform$|node:)|platform\.node\.js$/,
  platform: 'neutral',
  transform: { target: 'es2022' },
  // As package.json says: none of the modules does anything but export.
  treeshake: { moduleSideEffects: false },
});
const { output } = await bundle.write({
  dir: dist,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  // A stack trace shows names that a reader finds in the repository.
  minifyInternalExports: false,
  comments: false,
  codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
});
await bundle.close();

// What an earlier build left here must not be packed.
const written = new Set(output.map(({ fileName }) => join(dist, fileName)));
for (const path of await readdir(dist, { recursive: true })) {
  const file = join(dist, path);
  if (file.endsWith('.js') && !written.has(file)) await rm(file);
}
