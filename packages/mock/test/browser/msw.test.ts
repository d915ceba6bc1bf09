import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch, unlessMissing } from './chromium.js';

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Our packages from their sources, with what is chosen for them outside Node. */
const sources: Readonly<Record<string, string>> = {
  '@qcvm/client': '../../../client/src/index.ts',
  '@qcvm/client/wire': '../../../client/src/wire.ts',
  '@qcvm/client/v3': '../../../client/src/v3/index.ts',
  '@qcvm/client/v3/wire': '../../../client/src/v3/wire.ts',
  '@qcvm/client/descriptors': '../../../client/src/descriptors.ts',
  '@qcvm/client/internal': '../../../client/src/internal.ts',
  '@qcvm/mock': '../../src/index.ts',
  '@qcvm/mock/msw': '../../src/adapters/msw.ts',
  '#server': '../../src/adapters/server/listen.none.ts',
};
const ourSources: Plugin = {
  name: 'our sources',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@qcvm\// }, ({ path }) => ({ path: local(sources[path] ?? path) }));
    onResolve({ filter: /^#platform\// }, ({ path }) => ({
      path: local(`../../../client/src/${path.slice('#platform/'.length)}.web.ts`),
    }));
    onResolve({ filter: /^#/ }, ({ path }) => ({ path: local(sources[path] ?? path) }));
  },
};

describe.skipIf(!hasChromium)(`MSW in Chromium${unlessMissing}`, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [local('msw-app.ts')],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      plugins: [ourSources],
      write: false,
    });
    const files: Readonly<Record<string, readonly [type: string, content: string | Uint8Array]>> = {
      '/': ['text/html', '<!doctype html><body><script type="module" src="/app.js"></script>'],
      '/app.js': ['text/javascript', outputFiles[0]?.contents ?? ''],
      '/mockServiceWorker.js': [
        'text/javascript',
        await readFile(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'))),
      ],
      '/elsewhere': ['text/plain', 'untouched'],
    };
    server = createServer(({ url = '' }, response) => {
      const [type, content] = files[url] ?? ['text/plain', ''];
      response.writeHead(files[url] ? 200 : 404, { 'content-type': type }).end(content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('a service worker has the emulator answer our own client', async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    await expect.poll(() => page.title(), { timeout: 30_000 }).not.toMatch(/^(running)?$/);
    const told = await page.locator('body').textContent();
    expect(told?.split('\n')).toEqual([
      'instances: 2',
      'stopping: ins-00000001',
      'refused: ins-00000002',
      'status: 4',
      'lost',
      'gateway: 502',
      'elsewhere: untouched',
      'adapters: msw',
    ]);
  });
});
