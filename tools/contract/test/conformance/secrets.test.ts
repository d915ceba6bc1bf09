import fc from 'fast-check';
import { createEmulator } from '@qcvm/mock';
import {
  ConformanceOptionsError,
  formatJson,
  formatJUnit,
  formatText,
  runConformance,
} from '@qcvm/mock/conformance';
import { expect, test } from 'vitest';
import { emulatorToJudge, judge, type Deviation } from '../../src/conformance.js';
import { runs } from '../../../../packages/client/test/support/runs.js';

/** Says back everything that it was told, in every place that a report may quote. */
const gossip =
  (heard: string[], secretKey: string): Deviation =>
  () =>
  async (request) => {
    const text = `${request.url} ${await request.clone().text()} ${JSON.stringify([...request.headers])}`;
    heard.push(text);
    const decoded = decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    const all = `${secretKey} ${decoded} ${text}`;
    return Response.json({
      code: 4100,
      message: all.slice(-110),
      codeDesc: all,
      detail: { [all]: { code: 1, message: all } },
    });
  };

test('the SecretKey is in no request, and no SecretKey, Token or Signature is in any report, regardless of what the endpoint says back', async () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/]{16,40}$/);
  await fc.assert(
    fc.asyncProperty(secret, secret, async (secretKey, token) => {
      fc.pre(!token.includes(secretKey));
      const heard: string[] = [];
      const report = await judge(
        { deviation: gossip(heard, secretKey) },
        { credentials: { secretId: 'AKIDgossip', secretKey, token }, patience: 1 },
      );
      expect(heard.length).toBeGreaterThan(20);
      const signatures = heard.flatMap((text) => /Signature=([^& ]{20,})/.exec(text)?.[1] ?? []);
      expect(signatures.length).toBeGreaterThan(20);
      for (const text of heard)
        for (const spelt of [secretKey, encodeURIComponent(secretKey)]) expect(text).not.toContain(spelt);
      const shown = [formatText(report), formatJUnit(report), formatJson(report)].join('\n');
      for (const value of [secretKey, token, ...signatures, ...signatures.map(decodeURIComponent)])
        expect(shown).not.toContain(value);
    }),
    { ...runs(6), examples: [['A'.repeat(20), 'b'.repeat(20)]] },
  );
});

test('a key without permission to stop has what it is asked under its own name only, and a Token goes where it belongs', async () => {
  const emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    onUnexpected: 'answer',
    accounts: [
      {
        keys: [
          {
            secretId: 'AKIDtemporary',
            secretKey: 'temporary',
            token: 'the/Token+of=it',
            expiresAt: '2030-01-01',
          },
        ],
      },
    ],
  });
  expect((await judge({ emulator }, { instances: [], credentials: emulator.credentials })).conforms).toBe(
    true,
  );
});

test.each([
  [{ endpoint: 'cvm.api.qcloud.com' }, /endpoint: give a URL/],
  [{ endpoint: 'http://cvm.api.qcloud.com' }, /plain http/],
  [{ endpoint: 'https://user:hunter2@cvm.api.qcloud.com' }, /^endpoint: must have no user/],
  [
    { credentials: { secretId: '', secretKey: 'hunter2' } },
    /^credentials.secretId: expected a text that is not empty, got ""$/,
  ],
  [{ credentials: { secretId: 'x', secretKey: '' } }, /^credentials.secretKey/],
  [{ region: 'ap guangzhou' }, /^region/],
  [{ instances: ['i-1'] }, /^instances.0: expected an instance id such as ins-09dx96dg, got "i-1"$/],
  [{ instances: ['ins-1', 'ins-1'] }, /only once/],
  [{ patience: 0 }, /^patience/],
  [{ timeout: Infinity }, /^timeout/],
  [{ instance: ['ins-1'] }, /^instance: unknown \(did you mean instances\?\)$/],
  [{ credentials: { secretId: 'x', secretKey: 'hunter2', tokn: 'hunter2' } }, /^credentials.tokn: unknown/],
  [{ instances: 'ins-1' }, /^instances: expected a list/],
  [{ runtime: { now: 1 } }, /^runtime.now: expected a function/],
  [{ allowPlainHttp: 'yes' }, /^allowPlainHttp: expected true or false/],
  [
    { only: ['signature', 'signatures'] },
    /^only: there is no check "signatures"; there are signature\/sha256, /,
  ],
])('options that cannot be right are refused before anything is asked: %j', async (wrong, message) => {
  const asked: Request[] = [];
  const run = runConformance({
    endpoint: 'https://cvm.api.qcloud.com',
    credentials: { secretId: 'AKID', secretKey: 'key' },
    fetch: async (request) => (asked.push(request), new Response()),
    ...(wrong as object),
  });
  await expect(run).rejects.toThrow(ConformanceOptionsError);
  await expect(run).rejects.toThrow(message);
  await expect(run).rejects.not.toThrow(/hunter2/);
  expect(asked).toEqual([]);
});

test('an abort ends the run with its own reason', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const emulator = emulatorToJudge();
  let asked = 0;
  const run = judge(
    {
      emulator,
      deviation: (fetch) => (request) => ((asked += 1) === 10 && controller.abort(reason), fetch(request)),
    },
    { signal: controller.signal },
  );
  await expect(run).rejects.toBe(reason);
  expect(asked).toBeLessThanOrEqual(11);
});

test('what an endpoint gives for ids and names is quoted without secrets and without what a terminal would act upon', async () => {
  const secretKey = 'theSecretKeyOfThisRun0123456789';
  const heard: string[] = [];
  const deviation: Deviation = () => async (request) => {
    const text = decodeURIComponent(`${request.url} ${await request.clone().text()}`);
    const signature = /Signature=([A-Za-z0-9+/=]{20,})/.exec(text)?.[1] ?? '';
    heard.push(signature);
    const id = `\u001b[31m${secretKey} ${signature}\u0000`;
    const item = { unInstanceId: id, status: 2 };
    return Response.json({
      code: 0,
      message: '',
      totalCount: 2,
      instanceSet: [item, item],
      detail: { [id]: { code: 0, message: id, requestId: id } },
    });
  };
  const report = await judge(
    { deviation },
    { credentials: { secretId: 'AKIDecho', secretKey }, patience: 1 },
  );
  const shown = [formatText(report), formatJUnit(report), formatJson(report)].join('\n');
  expect(shown).toContain('***');
  for (const secret of [secretKey, ...heard.filter((signature) => signature !== '')])
    expect(shown).not.toContain(secret);
  expect(formatText(report)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});
