import { createEmulator } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { ask, tc3, v1 } from './signing.js';
import type { Tc3Options } from './signing.js';

const make = () =>
  createEmulator({
    clock: 'manual',
    onUnexpected: 'answer',
    accounts: [
      {
        keys: [
          { secretId: 'AKIDone', secretKey: 'one-key', token: 'A-secret-token' },
          { secretId: 'AKIDtwo', secretKey: 'two-key' },
        ],
      },
    ],
  });

const body = '{"Filters":[{"Name":"instance-name","Values":["未命名"]}],"Limit":1}';

test.each<{ cause: string; options: Tc3Options }>([
  { cause: 'key-without-tc3', options: { prefix: '' } },
  { cause: 'other-key', options: { secretKey: 'two-key' } },
  { cause: 'secret-id-as-key', options: { secretKey: 'AKIDone' } },
  { cause: 'body-serialised-again', options: { tamper: () => ({ body: `${body} ` }) } },
  {
    cause: 'body-serialised-again',
    options: {
      tamper: () => ({
        body: '{"Filters": [{"Name": "instance-name", "Values": ["\\u672a\\u547d\\u540d"]}], "Limit": 1}',
      }),
    },
  },
  { cause: 'host-or-port', options: { tamper: () => ({ host: 'cvm.tencentcloudapi.com:8443' }) } },
  { cause: 'other-host', options: { tamper: () => ({ host: 'emulator.example:8787' }) } },
  {
    cause: 'content-type',
    options: {
      tamper: ({ headers }) => ({
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      }),
    },
  },
  {
    cause: 'service-name',
    options: {
      service: 'tencentcloudapi',
      tamper: ({ headers }) => ({
        headers: {
          ...headers,
          authorization: (headers['authorization'] ?? '').replace('/tencentcloudapi/', '/cvm/'),
        },
      }),
    },
  },
  { cause: 'service-name', options: { service: 'cbs' } },
  { cause: 'service-name', options: { service: '127' } },
  {
    cause: 'service-name',
    options: {
      service: 'cbs',
      host: 'cvm.ap-guangzhou.tencentcloudapi.com',
    },
  },
  {
    cause: 'service-name',
    options: { keyService: 'vpc' },
  },
  { cause: 'other-path', options: { path: '/v2/index.php', tamper: () => ({ path: '/' }) } },
  { cause: 'other-path', options: { tamper: () => ({ path: '/foo' }) } },
  {
    cause: 'other-host',
    options: {
      host: 'cvm.ap-guangzhou.tencentcloudapi.com',
      tamper: () => ({ host: 'cvm.tencentcloudapi.com' }),
    },
  },
  {
    cause: 'other-host',
    options: {
      host: 'cvm.ap-tokyo.tencentcloudapi.com',
      tamper: () => ({ host: 'cvm.tencentcloudapi.com' }),
    },
  },
  {
    cause: 'header-not-lower-case',
    options: {
      names: ['Content-Type', 'Host'],
      lines: ['Content-Type:application/json', 'Host:cvm.tencentcloudapi.com'],
    },
  },
  {
    cause: 'header-not-lower-case',
    options: { lines: ['Content-Type:application/json', 'Host:cvm.tencentcloudapi.com'] },
  },
  {
    cause: 'signed-header-not-sent',
    options: {
      names: ['content-type', 'host', 'x-tc-trace'],
      lines: ['content-type:application/json', 'host:cvm.tencentcloudapi.com', 'x-tc-trace:7'],
    },
  },
  { cause: 'date-not-utc', options: { date: '2025-12-31' } },
  {
    cause: 'header-not-trimmed',
    options: { lines: ['content-type:application/json', 'host: cvm.tencentcloudapi.com'] },
  },
  {
    cause: 'header-not-trimmed',
    options: { lines: ['content-type: application/json', 'host: cvm.tencentcloudapi.com'] },
  },
  {
    cause: 'header-not-lower-case',
    options: {
      signed: { 'x-tc-action': 'DescribeInstances' },
      lines: [
        'content-type:application/json',
        'host:cvm.tencentcloudapi.com',
        'x-tc-action:DescribeInstances',
      ],
    },
  },
  { cause: 'headers-not-sorted', options: { names: ['host', 'content-type'] } },
  {
    cause: 'headers-not-sorted',
    options: {
      names: ['host', 'content-type'],
      lines: ['content-type:application/json', 'host:cvm.tencentcloudapi.com'],
    },
  },
  {
    cause: 'other-method',
    options: { tamper: () => ({ method: 'GET', query: '' }) },
  },
])('$cause', async ({ cause, options }) => {
  const emulator = make();
  const call = tc3(emulator, { body, secretId: 'AKIDone', token: 'A-secret-token', ...options });
  expect((await ask(emulator, call)).Error?.Code).toBe('AuthFailure.SignatureFailure');
  const explanation = await emulator.requests.explain(1);
  expect(explanation).toMatchObject({ valid: false, signatureMethod: 'TC3-HMAC-SHA256' });
  expect(explanation.causes.map(({ name }) => name)).toEqual([cause]);
  expect(explanation.summary).toContain('The canonical request:');
  expect(explanation.summary).toContain('The string to sign:');
});

test('a header that is signed in mixed case is found, and where the texts part', async () => {
  const emulator = make();
  const call = tc3(emulator, {
    body,
    secretId: 'AKIDtwo',
    signed: { 'x-tc-action': 'DescribeInstances' },
    secretKey: 'two-key',
  });
  const right = await ask(emulator, call);
  expect(right.Error).toBeUndefined();
  expect(await emulator.requests.explain(1)).toMatchObject({ valid: true, causes: [] });
  await ask(emulator, { ...call, host: 'cvm.ap-guangzhou.tencentcloudapi.com' });
  const explanation = await emulator.requests.explain(2);
  expect(explanation.divergence).toMatchObject({ implied: expect.stringContaining('tencentcloudapi.com') });
});

test('any header may be signed, and is known when the signature is explained', async () => {
  const emulator = make();
  const options = { body, secretId: 'AKIDtwo', secretKey: 'two-key', signed: { 'user-agent': 'Agent/1.0' } };
  expect((await ask(emulator, tc3(emulator, options))).Error).toBeUndefined();
  expect(await emulator.requests.explain(1)).toMatchObject({ valid: true });
  await ask(emulator, tc3(emulator, { ...options, prefix: '' }));
  const { causes } = await emulator.requests.explain(2);
  expect(causes.map(({ name }) => name)).toEqual(['key-without-tc3']);
});

test('no secret is in an explanation', async () => {
  const emulator = make();
  const call = tc3(emulator, {
    ...{ body, secretId: 'AKIDone', token: 'A-secret-token', secretKey: 'wrong' },
    signed: { 'x-tc-token': 'A-secret-token' },
  });
  await ask(emulator, call);
  const text = JSON.stringify(await emulator.requests.explain(1)).toLowerCase();
  for (const secret of ['one-key', 'two-key', 'a-secret-token']) expect(text).not.toContain(secret);
  expect(JSON.stringify(emulator.requests.list())).not.toMatch(/A-secret-token|Signature=[0-9a-f]{64}/);
});

test('a refusal may tell at once', async () => {
  const emulator = createEmulator({ clock: 'manual', explainSignatures: 'response' });
  const answer = await ask(emulator, tc3(emulator, { prefix: '' }));
  expect(answer.Error?.Message).toContain('"TC3" followed by the SecretKey');
});

test('a port that may be left out is no mistake where it was', async () => {
  for (const signedPort of ['optional', 'required'] as const) {
    const emulator = createEmulator({
      clock: 'manual',
      onUnexpected: 'answer',
      behaviour: { v3: { signedPort } },
    });
    const calls = [
      tc3(emulator, { host: '127.0.0.1', tamper: () => ({ host: '127.0.0.1:8917' }) }),
      { ...v1(emulator, { host: '127.0.0.1' }), host: '127.0.0.1:8917' },
    ];
    for (const [index, call] of calls.entries()) {
      const isRight = (await ask(emulator, call)).Error === undefined;
      expect(isRight).toBe(signedPort === 'optional');
      expect((await emulator.requests.explain(index + 1)).valid).toBe(isRight);
    }
  }
});

test('the explanation of a refused signature never calls it right', async () => {
  const emulator = make();
  const services = ['cbs', 'CVM', 'tencentcloudapi', 'vpc', 'cvm2'];
  for (const [index, service] of services.entries()) {
    const call = tc3(emulator, { secretId: 'AKIDtwo', secretKey: 'two-key', service });
    expect((await ask(emulator, call)).Error?.Code).toBe('AuthFailure.SignatureFailure');
    const { valid, causes, summary } = await emulator.requests.explain(index + 1);
    expect({ valid, causes }).toMatchObject({ valid: false, causes: [{ name: 'service-name' }] });
    expect(summary).toContain(service);
  }
});
