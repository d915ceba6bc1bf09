import { conformanceChecks } from '@qcvm/mock/conformance';
import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { runningIds, shutDownIds } from '../../src/conformance.js';

interface SuiteResult {
  readonly name: string;
  readonly status: string;
  /** Why the suite failed before its tests. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly ancestorTitles: readonly string[];
    readonly title: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

let code: number | string | null | undefined;
let suites: ReadonlyMap<string, SuiteResult>;

beforeAll(async () => {
  const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
  const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [vitest, 'run', '--config', config, '--root', root],
      { cwd: root, maxBuffer: 2 ** 25 },
      (error, stdout) => {
        code = error?.code ?? 0;
        resolve(stdout);
      },
    );
  });
  const { testResults } = JSON.parse(output) as { testResults: readonly SuiteResult[] };
  suites = new Map(testResults.map((suite) => [basename(suite.name, '.suite.ts'), suite]));
}, 300_000);

const suite = (name: string): SuiteResult => suites.get(name)!;
const titlesOf = (name: string, status?: string): string[] =>
  suite(name)
    .assertionResults.filter((result) => status === undefined || result.status === status)
    .map(({ title }) => title);
const titles = (...options: Parameters<typeof conformanceChecks>): string[] =>
  conformanceChecks(...options).map(({ id, title }) => `${title} [${id}]`);

describe('contractSuite', () => {
  test('registers a test for each check of API 2.0, and all of them pass where the endpoint agrees', () => {
    expect(titlesOf('agreeing-2.0', 'passed')).toEqual(
      titles({ instances: [...runningIds, ...shutDownIds] }),
    );
    expect(suite('agreeing-2.0')).toMatchObject({ status: 'passed' });
    expect(suite('agreeing-2.0').assertionResults[0]?.ancestorTitles).toEqual([
      'CVM API 2.0 at https://cvm.api.qcloud.com/v2/index.php',
    ]);
  });

  test('does the same for API 3.0 over HTTP, changes nothing, and skips what this key cannot ask', () => {
    expect(titlesOf('agreeing-3.0')).toEqual(titles({ api: '3.0' }));
    expect(titlesOf('agreeing-3.0', 'failed')).toEqual([]);
    expect(titlesOf('agreeing-3.0', 'skipped')).toEqual([expect.stringContaining('[signature/token]')]);
    expect(suite('agreeing-3.0')).toMatchObject({ status: 'passed', message: '' });
  });

  test('fails the test of each check that an endpoint of API 2.0 does not agree with, and says what that means', () => {
    expect(code).toBe(1);
    const failed = suite('deviating-2.0').assertionResults.filter(({ status }) => status === 'failed');
    expect(failed.map(({ failureMessages }) => failureMessages[0]?.split('\n    at ')[0]))
      .toMatchInlineSnapshot(`
      [
        "Error: answers/envelope: expected that every failure comes with HTTP 200 and a JSON object with code and message
        observed: an unknown Action: HTTP 400 (code 6100, HTTP 400, "Action DescribeInstance is not one of this API (did you mean DescribeInstances?)")
        meaning: Clients that read the body only with status 200, as documented, take a refusal for an outage and ask again.
        source: https://cloud.tencent.com/document/product/213/6982",
      ]
    `);
  });

  test('fails those of API 3.0, and only those', () => {
    expect(titlesOf('deviating-3.0')).toEqual(titles({ api: '3.0', only: ['signature', 'list'] }));
    expect(titlesOf('deviating-3.0', 'failed')).toEqual(
      expect.arrayContaining(titles({ api: '3.0', only: ['signature/wrong', 'signature/payload'] })),
    );
    expect(titlesOf('deviating-3.0', 'passed')).toEqual(
      expect.arrayContaining(titles({ api: '3.0', only: ['list'] })),
    );
  });

  test('fails every test where nothing answers, with the reason', () => {
    expect(titlesOf('silent', 'failed')).toEqual(titles({ api: '3.0' }));
    for (const { failureMessages } of suite('silent').assertionResults)
      expect(failureMessages[0]).toContain(
        'http://127.0.0.1:8787/: no answer: fetch failed: connection refused',
      );
  });

  test('refuses options before any test runs, and names each that is wrong', () => {
    expect(suite('misused')).toMatchObject({ status: 'failed', assertionResults: [] });
    for (const option of ['endpoint', 'credentials.secretKey', 'only'])
      expect(suite('misused').message).toContain(`${option}: `);
  });
});
