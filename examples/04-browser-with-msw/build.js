import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = import.meta.dirname;
await build({
  entryPoints: [`${here}/app.js`],
  outdir: `${here}/dist`,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
});
await copyFile(`${here}/index.html`, `${here}/dist/index.html`);
// The worker has to come from the page's own origin: MSW brings it along.
await copyFile(
  fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')),
  `${here}/dist/mockServiceWorker.js`,
);
