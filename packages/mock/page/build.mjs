// @ts-check
/**
 * Bundles the page into `dist/page/files.js`, a module that holds its files as texts: no library left to install, nothing fetched
 * from elsewhere, and it goes along when a program bundles the emulator.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {string} path */
const local = (path) => fileURLToPath(new URL(path, import.meta.url));

const { outputFiles } = await build({
  entryPoints: [local('app.tsx')],
  outfile: local('app.js'),
  write: false,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // The licences of what is bundled have to stay with it.
  legalComments: 'eof',
  banner: { js: '/*! Contains Preact, Copyright (c) 2015-present Jason Miller, MIT licence. */' },
  logLevel: 'warning',
});
/** @type {Record<string, string>} */
const files = { 'app.js': outputFiles[0]?.text ?? '' };
for (const name of ['index.html', 'app.css', 'icon.svg']) files[name] = await readFile(local(name), 'utf8');

await mkdir(local('../dist/page'), { recursive: true });
await writeFile(
  local('../dist/page/files.js'),
  `/** The files of the emulator's page, by name. */\nexport const files = ${JSON.stringify(files, undefined, 2)};\n`,
);
