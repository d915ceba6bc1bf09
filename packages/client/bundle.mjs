// @ts-check
/**
 * Bundles the sources into `dist`: a file for each entry point, and a file for each platform with all that entry points share.
 * A program has two files to find, read and link instead of fifty. So has a compiler: the declarations that `tsc` has put into
 * `dist/declarations`, where the packages of this repository find them, are bundled in the same way, without those that no entry
 * point leads to.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { leanDeclarations } from './lean-declarations.mjs';

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
    // A stack trace shows names that a reader finds in the repository.
    minifyInternalExports: false,
    ...output,
  });
  await bundled.close();
  return chunks.filter((chunk) => chunk.type === 'chunk');
}

/**
 * `#platform/transports/own` is `transports/own.node.ts` or `transports/own.web.ts`: what differs between platforms is a file for each.
 * Deno has the web's: what it has of `node:https` keeps a program from ending after a call was aborted.
 * @param {string} platform @returns {import('rolldown').Plugin}
 */
const platformFiles = (platform) => ({
  name: 'platform files',
  resolveId(id) {
    if (!id.startsWith('#platform/')) return undefined;
    const name = id.slice('#platform/'.length);
    return local(`src/${name}.${platform}.ts`);
  },
});

/**
 * What two entry points need is in one file; but what only reads the files of the vendor's tools is in one of its own, as few programs
 * need it.
 */
const codeSplitting = {
  groups: [
    {
      name: 'vendor-files',
      test: /credentials[/\\](?:ini|profile-formats|text-file)\./,
      minShareCount: 2,
      includeDependenciesRecursively: false,
    },
    { name: 'shared', minShareCount: 2 },
  ],
};

for (const platform of ['node', 'web']) {
  const shared = `shared.${platform}.js`;
  const chunks = await bundle(
    {
      input: Object.fromEntries(entries.map((name) => [name, local(`src/${name}.ts`)])),
      plugins: [platformFiles(platform)],
      external: /^node:/,
      // As `includeDependenciesRecursively` asks for.
      preserveEntrySignatures: 'allow-extension',
      // What differs must stay in the shared file.
      optimization: { inlineConst: false },
    },
    {
      codeSplitting,
      chunkFileNames: ({ name }) => (name === 'shared' ? shared : '[name].js'),
      comments: false,
    },
  );
  for (const { fileName, code } of chunks) {
    // Which platform's file is taken is decided where the package runs: see `imports` in package.json.
    const text = code
      .replaceAll(/(?<= from ")\.{1,2}\/shared\.\w+\.js(?=")/g, '#shared')
      // A tenth of what is installed, and of no use: a stack trace shows lines, not how far they are indented.
      .replaceAll(/^\t+/gm, '')
      // A single such character has an engine keep all of the text with two bytes for each.
      .replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    let name = fileName;
    // The entry for Node is chosen as well: elsewhere it brings what is not shared there.
    if (fileName === 'index.node.js') {
      name = platform === 'node' ? 'node.node.js' : 'node.web.js';
      files.set(fileName, "export * from '#node';\n");
    }
    if ((files.get(name) ?? text) !== text) throw new Error(`${name} is not the same for all platforms`);
    files.set(name, text);
  }
}

/** Types of one service are not in the file that the others have: a compiler reads all of a file. */
const perService = [
  { name: 'cvm-2.0', test: /services[/\\](?:cvm[/\\])?2\.0/ },
  { name: 'image-2.0', test: /services[/\\]image/ },
];

const declarations = await bundle(
  {
    input: Object.fromEntries(entries.map((name) => [name, local(`dist/declarations/${name}.d.ts`)])),
    plugins: [dts({ dtsInput: true, tsconfig: false })],
    external: /^node:/,
    preserveEntrySignatures: 'allow-extension',
    checks: { pluginTimings: false },
  },
  {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [...perService.map((group) => ({ ...group, minShareCount: 2 })), ...codeSplitting.groups],
    },
    entryFileNames: '[name].ts',
    chunkFileNames: '[name].d.ts',
  },
);
for (const { fileName, code } of declarations) files.set(fileName, leanDeclarations(code));

for (const [fileName, text] of files) {
  const path = join(local('dist'), fileName);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
// What an earlier build left must not be packed.
for (const path of await readdir(local('dist'), { recursive: true })) {
  if (
    /\.(?:js|d\.ts)$/.test(path) &&
    !path.startsWith('declarations') &&
    !files.has(path.replaceAll('\\', '/'))
  )
    await rm(join(local('dist'), path));
}
