import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Debian's; nothing is downloaded. */
const executablePath = '/usr/bin/chromium';

export const hasChromium = existsSync(executablePath);

/** Said in the name of what is left out where there is no browser. */
export const unlessMissing = hasChromium ? '' : ` (needs ${executablePath})`;

/** A browser that reaches only our servers. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
