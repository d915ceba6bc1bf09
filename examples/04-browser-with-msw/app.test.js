import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './serve.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const skip = existsSync(executablePath) ? false : `needs ${executablePath}, or its path in CHROMIUM`;

test('the page stops an instance, and shows what the service refuses', { skip }, async () => {
  const { server, url } = await serve();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByText('ins-00000001: status 2').waitFor();
    await page.getByRole('button', { name: 'Stop ins-00000001' }).click();
    await page.getByText('ins-00000001: status 9').waitFor();
    assert.equal(await page.getByRole('status').textContent(), 'Accepted.');
    await page.getByRole('button', { name: 'Stop ins-00000002' }).click();
    await page.getByRole('status').getByText('ins-00000002').waitFor();
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});
