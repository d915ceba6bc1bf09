import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/index.js';
import type { Emulator } from '../../src/index.js';
import type { EmulatorServer } from '../../src/emulator/listen.js';
import { formHeaders, signedForm } from '../adapters/signing.js';
import type { SignedCall } from '../adapters/signing.js';
import { tc3 } from '../v3/signing.js';
import { hasChromium, launch, unlessMissing } from './chromium.js';

/** Pictures of the page, to look at: `QCVM_SCREENSHOTS=directory`. */
const screenshots = process.env['QCVM_SCREENSHOTS'];

describe.skipIf(!hasChromium)(`the page in Chromium${unlessMissing}`, () => {
  let browser: Browser;
  let emulator: Emulator;
  let server: EmulatorServer;
  let page: Page;
  /** What the browser complained about: a broken script, a refused file, a violated policy. */
  const complaints: string[] = [];

  beforeAll(async () => {
    // The page as it is now, not as it was when it was last built.
    execFileSync(process.execPath, [fileURLToPath(new URL('../../page/build.mjs', import.meta.url))]);
    browser = await launch();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    emulator = createEmulator({
      clock: { mode: 'manual' },
      instances: [
        { unInstanceId: 'ins-aaaaaaa1', instanceName: 'web-1' },
        { unInstanceId: 'ins-aaaaaaa2', instanceName: '<img src=x onerror=alert(1)>', stubborn: true },
        { unInstanceId: 'ins-aaaaaaa3', instanceName: 'spare', status: 'shutDown' },
      ],
    });
    server = await emulator.listen();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints.length = 0;
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(server.pageUrl ?? '');
    await page.getByText('live', { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await server.close();
    expect(complaints).toEqual([]);
  });

  const call = async (signed: SignedCall): Promise<void> => {
    const body = signedForm(emulator, { ...signed, host: `127.0.0.1:${server.port}` });
    await fetch(`${server.url}/v2/index.php`, { method: 'POST', body, headers: formHeaders });
  };
  const stop = (id: string): Promise<void> =>
    call({ parameters: { Action: 'StopInstances', 'instanceIds.0': id } });
  const row = (id: string) => page.locator(`[data-instance="${id}"]`);
  const picture = async (name: string): Promise<void> => {
    if (screenshots === undefined) return;
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
  };

  it('stops, starts and adds instances at the press of a button', async () => {
    await page.getByRole('button', { name: 'Stop ins-aaaaaaa1' }).click();
    await row('ins-aaaaaaa1').getByText('shut down at 00:00:05').waitFor();
    await page.getByRole('button', { name: 'Start ins-aaaaaaa3' }).click();
    await row('ins-aaaaaaa3').getByText('starting').waitFor();
    await page.getByRole('button', { name: 'Add an instance' }).click();
    await page.getByRole('button', { name: 'all 4' }).waitFor();
    expect(emulator.instances.count).toBe(4);
    await page.getByRole('button', { name: 'Reboot ins-aaaaaaa2' }).click();
    await row('ins-aaaaaaa2').getByText('rebooting').waitFor();
    const { latest } = emulator
      .snapshot()
      .instances.find(({ unInstanceId }) => unInstanceId === 'ins-aaaaaaa1') ?? { latest: undefined };
    expect(latest).toMatchObject({ operation: 'StopInstances' });
    await picture('buttons');
  });

  it('shows what to tell a shell', async () => {
    const block = page.locator('.connect pre');
    await block.getByText('TENCENTCLOUD_SECRET_ID=AKIDemulatoremulatoremulatoremulator').waitFor();
    const text = (await block.textContent()) ?? '';
    // Without a path: so it is where both generations are.
    expect(text.split('\n')).toContain(`export QCVM_ENDPOINT=${server.url}`);
    expect(text).toContain('TENCENTCLOUD_SECRET_KEY=emulatoremulatoremulatoremulator');
  });

  it('shows the fleet, and a stop as it happens', async () => {
    await row('ins-aaaaaaa1').getByText('running').waitFor();
    // A name is a text, regardless of how it looks.
    await row('ins-aaaaaaa2').getByText('<img src=x onerror=alert(1)>').waitFor();
    await stop('ins-aaaaaaa1');
    await row('ins-aaaaaaa1').getByText('shutting down').waitFor();
    await row('ins-aaaaaaa1').getByText('shut down at 00:00:05').waitFor();
    await page.getByRole('button', { name: 'Advance by 10 s' }).click();
    await row('ins-aaaaaaa1').getByText('shut down').first().waitFor();
    await expect.poll(() => row('ins-aaaaaaa1').getAttribute('data-status')).toBe('4');
    expect(emulator.instances.get('ins-aaaaaaa1').statusName).toBe('shutDown');
  });

  it('narrows the fleet to one status', async () => {
    await page.getByRole('button', { name: /^shut down/ }).click();
    await row('ins-aaaaaaa1').waitFor({ state: 'detached' });
    expect(await row('ins-aaaaaaa3').count()).toBe(1);
  });

  it('has the latest requests where they are seen at once, with their region and duration', async () => {
    emulator.instances.add({ count: 100 });
    emulator.faults.add({
      fault: { kind: 'latency', milliseconds: 1500 },
      action: 'StopInstances',
      times: 1,
    });
    const slow = stop('ins-aaaaaaa1');
    await expect.poll(() => emulator.faults.list()[0]?.hits).toBe(1);
    emulator.clock.advance(1500);
    await slow;
    const entry = page.getByRole('button', { name: /StopInstances.*ap-guangzhou.*ok.*1\.5 s/ });
    await entry.waitFor();
    expect((await entry.boundingBox())?.y).toBeLessThan(450);
    await picture('requests-first');
  });

  it('looks through everything that is remembered, and pages through it', async () => {
    for (let number = 0; number < 30; number++)
      await call({ parameters: { Action: 'DescribeInstances', searchWord: `word${number}` } });
    const log = page.getByRole('region', { name: /^Requests/ });
    await log.getByText('1 to 12 of 30').waitFor();
    await log.getByRole('button', { name: 'Next' }).click();
    await log.getByText('13 to 24 of 30').waitFor();
    await log.locator('[data-request="18"]').waitFor();
    await log.getByRole('searchbox').fill('word3');
    await expect.poll(() => log.locator('[data-request]').count()).toBe(1);
    await log.locator('[data-request="4"]').waitFor();
    await page.getByRole('searchbox', { name: 'Search instances' }).fill('SPARE');
    await row('ins-aaaaaaa1').waitFor({ state: 'detached' });
    expect(await row('ins-aaaaaaa3').count()).toBe(1);
    await picture('search');
  });

  it('explains a signature that was refused', async () => {
    await call({ secretKey: 'wrong' });
    await page.getByRole('button', { name: /DescribeInstances.*4100/ }).click();
    await page.getByText('What should have been signed, with HmacSHA256').waitFor();
    await page
      .getByText(`POST127.0.0.1:${server.port}/v2/index.php?Action=DescribeInstances`)
      .first()
      .waitFor();
  });

  it('explains one of API 3.0 as well', async () => {
    const host = `127.0.0.1:${server.port}`;
    const { method, headers, body } = tc3(emulator, { host, secretKey: 'wrong' });
    await fetch(server.url, { method, headers, body });
    await page.getByRole('button', { name: /DescribeInstances.*AuthFailure\.SignatureFailure/ }).click();
    await page.getByText('What should have been signed, with TC3-HMAC-SHA256').waitFor();
    await page.getByText(`host:${host}`).first().waitFor();
  });

  it('tells how large the fleet is, also where a search finds nothing', async () => {
    await page.getByRole('searchbox', { name: 'Search instances' }).fill('nothing like it');
    await page.getByText('No instance has this.').waitFor();
    await page.getByRole('button', { name: 'all 3' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search instances' }).fill('STOPPED');
    await row('ins-aaaaaaa1').waitFor({ state: 'detached' });
    await row('ins-aaaaaaa3').getByText('STOPPED').waitFor();
    await page.getByRole('button', { name: 'running 2' }).waitFor();
  });

  it('switches a fault on and off', async () => {
    const quota = page.getByRole('switch', { name: 'quota 4400' });
    await page.getByRole('combobox').selectOption('StopInstances');
    await quota.click();
    await expect.poll(() => quota.getAttribute('aria-checked')).toBe('true');
    await stop('ins-aaaaaaa1');
    await page.getByRole('button', { name: /StopInstances.*4400/ }).waitFor();
    await page.getByText('on StopInstances: hit 1').waitFor();
    await quota.click();
    await expect.poll(() => quota.getAttribute('aria-checked')).toBe('false');
    expect(emulator.faults.list()).toEqual([]);
  });

  it('goes back to the start, and asks before', async () => {
    await stop('ins-aaaaaaa1');
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(emulator.requests.list()).toHaveLength(1);
    await page.getByRole('button', { name: 'Really go back to the start?' }).click();
    await row('ins-aaaaaaa1').getByText('running').waitFor();
    await page.getByText('None yet.').waitFor();
  });

  it('works from the keyboard', async () => {
    await stop('ins-aaaaaaa1');
    // The name of the operation is also in a list further down: what is looked for must be there first.
    await page.getByRole('button', { name: /StopInstances/ }).waitFor();
    // Nothing is focused as long as the document itself is.
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element === document.body ? '' : (element?.getAttribute('aria-label') ?? element?.textContent);
      });
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let pressed = 0; pressed < 40 && !wanted.test((await focused()) ?? ''); pressed += 1)
        await page.keyboard.press('Tab');
      expect(await focused()).toMatch(wanted);
    };
    await tabTo(/StopInstances/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Parameters' }).waitFor();
    await tabTo(/Advance by 10 s/);
    await page.keyboard.press('Space');
    await expect.poll(() => row('ins-aaaaaaa1').getAttribute('data-status')).toBe('4');
    await tabTo(/unreachable/);
    await page.keyboard.press('Space');
    await expect.poll(() => emulator.faults.list().map(({ name }) => name)).toEqual(['unreachable']);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 780],
    ['dark', 780],
    ['light', 380],
    ['dark', 380],
  ] as const)('fits: %s, %i pixels wide', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await stop('ins-aaaaaaa1');
    await stop('ins-aaaaaaa2');
    await stop('ins-aaaaaaa3');
    const host = `127.0.0.1:${server.port}`;
    const refused = tc3(emulator, {
      ...{ host, action: 'StopInstances', body: '{"InstanceIds":["ins-aaaaaaa3"]}' },
    });
    await fetch(server.url, { method: 'POST', headers: refused.headers, body: refused.body });
    await page.getByText('UnsupportedOperation.InstanceStateStopped').waitFor();
    await page.getByRole('switch', { name: 'partial failure' }).click();
    await call({ parameters: { searchWord: 'a web server' }, method: 'GET' });
    await page.getByRole('button', { name: /DescribeInstances.*4100/ }).click();
    await page.getByText('What was signed', { exact: true }).waitFor();
    await picture(`page-${colorScheme}-${width}`);
    const { wanted, given } = await page.evaluate(() => ({
      wanted: document.documentElement.scrollWidth,
      given: document.documentElement.clientWidth,
    }));
    expect(wanted).toBeLessThanOrEqual(given);
    // Text against what is behind it: at least what WCAG 2 asks of small text.
    expect(await page.evaluate(worstContrast)).toBeGreaterThanOrEqual(4.5);
  });

  it('comes with a policy that lets nothing else in', async () => {
    const answer = await fetch(server.pageUrl ?? '');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await answer.text()).not.toMatch(/<style|<script(?![^>]*src=)|\son[a-z]+=|https?:/);
  });
});

/** Runs in the page: the lowest contrast of any text with its background. */
function worstContrast(): number {
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element: Element | null): string => {
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrasts = [...document.querySelectorAll('#page *')]
    .filter((element) =>
      [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()),
    )
    .map((element) => {
      const [lighter = 0, darker = 0] = [
        luminance(getComputedStyle(element).color),
        luminance(backgroundOf(element)),
      ].sort((one, other) => other - one);
      return (lighter + 0.05) / (darker + 0.05);
    });
  return Math.min(...contrasts);
}
