// @ts-check
/**
 * Bundles the sources into `dist`, where the compiler has put the declarations: a file for each entry point, and a file for
 * each platform with all that entry points share. A program has two files to find, read and link instead of fifty.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** @param {string} path */
const local = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {{ exports: Record<string, string> }} */
const { exports } = JSON.parse(await readFile(local('package.json'), 'utf8'));
/** `wire/index` for `./dist/wire/index.js`. */
const entries = Object.values(exports).flatMap((path) => /^\.\/dist\/(.*)\.js$/.exec(path)?.[1] ?? []);

/** The files of `dist` by their names. @type {Map<string, string>} */
const files = new Map();

/** @param {Omit<import('rolldown').InputOptions, 'cwd'>} input @param {import('rolldown').OutputOptions} [output] */
async function bundle(input, output) {
  const bundled = await rolldown({
    cwd: local('.'),
    platform: 'neutral',
    // Its paths lead to one platform only.
    tsconfig: false,
    transform: { target: 'es2022' },
    // As package.json says: none of the modules does anything but export.
    treeshake: { moduleSideEffects: false },
    ...input,
  });
  const { output: chunks } = await bundled.generate({
    entryFileNames: '[name].js',
    comments: false,
    // A stack trace shows names that a reader finds in the repository.
    minifyInternalExports: false,
    ...output,
  });
  await bundled.close();
  return chunks.filter((chunk) => chunk.type === 'chunk');
}

for (const platform of ['node', 'web']) {
  const shared = `shared.${platform}.js`;
  const chunks = await bundle(
    {
      input: Object.fromEntries(entries.map((name) => [name, local(`src/${name}.ts`)])),
      resolve: { alias: { '#platform': local(`src/platform.${platform}.ts`) } },
      external: /^node:/,
      // What differs must stay in the shared file.
      optimization: { inlineConst: false },
    },
    { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] }, chunkFileNames: shared },
  );
  for (const { fileName, code } of chunks) {
    // Which platform's file is taken is decided where the package runs: see `imports` in package.json.
    const text = code.replaceAll(/(?<= from ")\.{1,2}\/shared\.\w+\.js(?=")/g, '#shared');
    // A bundler that knows nothing of Node gets the entry for Node as well, over what it shares with the web.
    if (fileName === 'index.node.js')
      files.set(`node.${platform}.js`, text).set(fileName, "export * from '#node';\n");
    else if ((files.get(fileName) ?? text) === text) files.set(fileName, text);
    else throw new Error(`${fileName} is not the same for all platforms`);
  }
}

// What Deno has of its own is so little that its file is Node's with an export of another value.
const [deno] = await bundle({
  input: { 'shared.deno': local('src/platform.deno.ts') },
  external: /platform\.node\.js$/,
});
files.set(
  'shared.deno.js',
  (deno?.code ?? '').replace(/(?<= from ")[^"]*platform\.node\.js/, './shared.node.js'),
);

for (const [fileName, text] of files) {
  const path = join(local('dist'), fileName);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
// What an earlier build left must not be packed.
for (const path of await readdir(local('dist'), { recursive: true }))
  if (path.endsWith('.js') && !files.has(path)) await rm(join(local('dist'), path));
