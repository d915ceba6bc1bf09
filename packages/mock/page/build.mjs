// @ts-check
/** Bundles the page into `dist/page`: three files, no library left to install, nothing fetched from elsewhere. */
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {string} path */
const local = (path) => fileURLToPath(new URL(path, import.meta.url));

await mkdir(local('../dist/page'), { recursive: true });
await build({
  entryPoints: [local('app.tsx')],
  outfile: local('../dist/page/app.js'),
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
for (const file of ['index.html', 'app.css', 'icon.svg']) {
  await copyFile(local(file), local(`../dist/page/${file}`));
}
