import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { bundleProgram } from '../bundle.js';
import { patience } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import type { ScenarioInput, ScenarioReport } from '../scenario/scenario-types.js';

/** Debian's; nothing is downloaded. */
const executablePath = '/usr/bin/chromium';

const program = `import { runScenario } from './scenario.js';
globalThis.runScenario = runScenario;
`;

/** A page of the server's own origin, which a browser lets read its answers; only this page itself is ours. */
async function openPage(page: Page, { url, script }: { url: string; script: string }): Promise<void> {
  const files: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
    '/compat/': {
      contentType: 'text/html',
      body: '<!doctype html><script type="module" src="program.js"></script>',
    },
    '/compat/program.js': { contentType: 'text/javascript', body: script },
  };
  await page.route('**/compat/**', (route) => route.fulfill(files[new URL(route.request().url()).pathname]));
  await page.goto(new URL('/compat/', url).href);
  await page.waitForFunction('globalThis.runScenario');
}

export const chromiumPage: Runtime = {
  name: 'Chromium',
  transport: 'fetch',
  resends: 'any request',
  async start({ place }) {
    if (!existsSync(executablePath)) return { missing: `there is no ${executablePath}` };
    const script = await bundleProgram(program, { place, conditions: ['browser'] });
    const browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-sync',
      ],
    });
    return {
      version: browser.version(),
      async run(input) {
        const page = await browser.newPage();
        page.setDefaultTimeout(patience);
        const run = (input: ScenarioInput): Promise<ScenarioReport> =>
          (
            globalThis as unknown as { runScenario(input: ScenarioInput): Promise<ScenarioReport> }
          ).runScenario(input);
        await openPage(page, { url: input.server.url, script });
        const report = await page.evaluate(run, input);
        await page.close();
        return report;
      },
      close: () => browser.close(),
    };
  },
};
