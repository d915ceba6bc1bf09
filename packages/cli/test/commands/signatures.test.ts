import { spawnSync } from 'node:child_process';
import { signedRequest } from '@qcvm/client/v3/wire';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';

const emulatorOf = () =>
  createEmulator({
    clock: { mode: 'manual' },
    instances: fleet('ap-guangzhou').running(3),
    onUnexpected: 'answer',
  });

let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = emulatorOf();
  world = await World.create({ emulator });
});
afterEach(() => world[Symbol.asyncDispose]());

it('qcvm sign prints a URL that the service accepts, and sends nothing', async () => {
  const { code, out, err } = await world.run('sign DescribeInstances limit=2');
  expect(code).toBe(0);
  expect(emulator.requests.total).toBe(0);
  expect(err).toMatch(/^warning: this carries a live signature/);
  const answer = (await (await emulator.fetch(out.trim())).json()) as {
    code: number;
    instanceSet: unknown[];
  };
  expect(answer.code).toBe(0);
  expect(answer.instanceSet).toHaveLength(2);
});

it('qcvm sign prints a curl command that no shell takes apart', async () => {
  const { out } = await world.run([
    'sign',
    'describe-instances',
    "searchWord=it's & more",
    '--as',
    'curl',
    '--method',
    'POST',
  ]);
  // What curl would see of it, if a shell ran it.
  const { stdout } = spawnSync('bash', ['-c', `curl() { printf '%s\\n' "$@"; }\n${out}`], {
    encoding: 'utf8',
  });
  const [, url, data, body] = stdout.split('\n');
  expect([url, data]).toEqual(['https://cvm.api.qcloud.com/v2/index.php', '--data-raw']);
  const answer = await emulator.fetch('https://cvm.api.qcloud.com/v2/index.php', {
    method: 'POST',
    body: body ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(await answer.json()).toMatchObject({ code: 0, totalCount: 0 });
});

it('qcvm sign signs for the path of the API where the endpoint has none', async () => {
  const line = 'sign DescribeInstances --endpoint https://cvm.example.com --timestamp 1 --nonce 1 --as';
  expect((await world.run(`${line} url`)).out).toMatch('https://cvm.example.com/v2/index.php?Action=');
  expect((await world.run(`${line} canonical`)).out).toMatch('GETcvm.example.com/v2/index.php?Action=');
});

it('qcvm sign prints the text that is signed: the documented example', async () => {
  const { out } = await world.run(
    'sign DescribeInstances instanceIds=ins-09dx96dg offset=0 --as canonical --timestamp 1465185768 --nonce 11886',
    { variables: { TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA' } },
  );
  expect(out).toBe(
    'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=11886&Region=ap-guangzhou' +
      '&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256&Timestamp=1465185768' +
      '&instanceIds.0=ins-09dx96dg&offset=0\n',
  );
});

it.each([
  ['sign', "missing required argument 'action'"],
  ['sign Stop-It', 'is not an Action'],
  ['sign StopInstances ins-1', '"ins-1" is not name=value'],
  ['sign StopInstances instanceIds=', 'instanceIds is empty'],
  ['sign StopInstances instanceIds=ins-09dx96dg,', 'instanceIds has an empty item'],
  ['sign StopInstances Timestamp=1', 'Timestamp is set automatically'],
  ['sign DescribeInstances Limit=1', 'DescribeInstances of API 2.0 has no parameter Limit'],
  ['sign DescribeInstances Limit=1', 'Write limit=…'],
  ['sign StopInstances InstanceIds.0=ins-09dx96dg', 'Write instanceIds.0=…'],
  ['sign StopInstances StoppedMode=STOP_CHARGING', 'Its parameters are '],
  ['sign DescribeInstances Limit=1 --api 3.0', 'only requests of API 2.0 are signed here'],
  ['sign StopInstances forceStop=1 forceStop=0', 'forceStop is given twice'],
  ['sign StopInstances --method POST', 'a URL is a GET'],
  ['sign StopInstances --timestamp now', 'Give seconds since 1970'],
])('qcvm sign refuses `qcvm %s`', async (line, message) => {
  const { code, out, err } = await world.run(line);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

it('`qcvm sign` signs any parameters of an Action that no table has', async () => {
  const { code, out } = await world.run('sign DescribeThings Limit=1');
  expect([code, new URL(out.trim()).searchParams.get('Limit')]).toEqual([0, '1']);
});

it('qcvm explain reports no mistake in the output of `sign`, in every form', async () => {
  for (const form of ['--as url', '--as curl', '--as curl --method POST', '--signature-method HmacSHA1']) {
    const { out } = await world.run(`sign DescribeInstances limit=2 ${form}`);
    const explained = await world.run(['explain', out]);
    expect(explained.out).toContain('The signature is right.');
    expect(explained.code).toBe(0);
  }
  expect(emulator.requests.total).toBe(0);
});

it('qcvm explain takes requests of API 3.0, from curl and as they go over the wire', async () => {
  const body = '{"Limit":1}';
  const { headers } = await signedRequest({
    endpoint: { origin: 'https://cvm.tencentcloudapi.com', host: 'cvm.tencentcloudapi.com', path: '/' },
    ...{ service: 'cvm', version: '2017-03-12', action: 'DescribeInstances', region: 'ap-guangzhou' },
    timestamp: Math.floor(emulator.clock.now() / 1000),
    credentials: emulator.credentials,
    parameters: { Limit: 1 },
  });
  const named = Object.entries(headers);
  const curl = (sent: string): string =>
    `curl https://cvm.tencentcloudapi.com/ ${named.map(([name, value]) => `-H '${name}: ${value}'`).join(' ')} -d '${sent}'`;
  const raw = `POST / HTTP/1.1\nHost: cvm.tencentcloudapi.com\n${named.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body}`;
  for (const text of [curl(body), curl(body).replace("-d '", "-sSd'"), raw]) {
    const explained = await world.run(['explain', text]);
    expect(explained.out).toContain('The signature is right.');
    expect(explained.out).toContain('3. String to sign');
    expect(explained.code).toBe(0);
  }
  const changed = await world.run(['explain', curl('{"Limit": 1}')]);
  expect(changed.out).toContain('Serialise the body once');
  expect(changed.code).toBe(1);
  const json = await world.run(['explain', curl('{"Limit": 1}'), '--json']);
  expect(JSON.parse(json.out)).toMatchObject({
    signature: 'wrong',
    causes: [{ name: 'body-serialised-again' }],
  });
  expect(changed.out + json.out).not.toContain(emulator.credentials.secretKey);
});

it.each([
  { service: 'cbs', host: 'cvm.tencentcloudapi.com', says: 'the service "cbs"' },
  { service: '127', host: 'cvm.tencentcloudapi.com', says: 'the service "127"' },
  { service: '127', host: '127.0.0.1:8917', says: 'the service 127' },
])(
  'qcvm explain minds the service $service at $host, though its signature fits',
  async ({ service, host, says }) => {
    const { headers } = await signedRequest({
      endpoint: { origin: `https://${host}`, host, path: '/' },
      ...{ service, version: '2017-03-12', action: 'DescribeInstances', region: 'ap-guangzhou' },
      timestamp: Math.floor(emulator.clock.now() / 1000),
      credentials: emulator.credentials,
      parameters: { Limit: 1 },
    });
    const named = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`);
    const explained = await world.run([
      'explain',
      `curl https://${host}/ ${named.join(' ')} -d '{"Limit":1}'`,
    ]);
    expect(explained.out).toContain(says);
    expect(explained.code).toBe(1);
  },
);

it('qcvm explain says on a terminal what it waits for', async () => {
  await using world = await World.create({ terminal: 80 });
  const { code, err } = await world.run('explain --color never');
  expect(code).toBe(2);
  expect(err).toMatch(/^Paste the request, then press Ctrl-D\.\n/);
  expect((await world.run('explain', { stdin: 'x', terminal: undefined })).err).not.toContain('Ctrl-D');
});

it('qcvm explain names the usual cause of a wrong signature', async () => {
  const { out: url } = await world.run('sign DescribeInstances searchWord=web limit=2');
  const changed = await world.run(['explain', url.replace('limit=2', 'limit=3')]);
  expect(changed.code).toBe(1);
  expect(changed.out).toContain('No known mistake leads to this signature');
  expect(changed.out).toMatch(/3\. Canonical string.*\n +GETcvm\.api\.qcloud\.com/);
  const posted = await world.run(['explain', url.replace(/^(.*)\?(.*)\n$/, "curl '$1' -d '$2'")]);
  expect(posted.code).toBe(1);
  expect(posted.out).toMatch(/method|GET/);
  const piped = await world.run('explain', { stdin: url });
  expect(piped.out).toContain('The signature is right.');
});

it("qcvm explain compares another client's canonical string with ours", async () => {
  const right =
    'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=911886&SecretId=AKID1&Timestamp=1767225600&instanceIds.0=ins-1&instanceIds.10=ins-11&instanceIds.2=ins-3';
  const fine = await world.run(['explain', right]);
  expect(fine.out).toContain('The signed text is the expected one.');
  expect(fine.code).toBe(0);
  const natural = right.replace(
    'instanceIds.10=ins-11&instanceIds.2=ins-3',
    'instanceIds.2=ins-3&instanceIds.10=ins-11',
  );
  const sorted = await world.run(['explain', natural]);
  expect(sorted.code).toBe(1);
  expect(sorted.out).toMatch(/The texts part at character \d+, in instanceIds/);
  const json = await world.run(['explain', natural, '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ signature: 'wrong', canonicalString: right });
});

it('qcvm explain says what else the service would mind', async () => {
  const url =
    'http://cvm.api.qcloud.com/v2/index.php?Action=stopinstances&Nonce=7&Nonce=8&SecretId=x&Timestamp=1767225600000';
  const { code, out } = await world.run(['explain', url]);
  expect(code).toBe(1);
  for (const word of [
    'plain HTTP',
    'the service has StopInstances',
    'Nonce is there more than once',
    'below 65536',
    'in milliseconds',
    'Signature is missing',
  ]) {
    expect(out).toContain(word);
  }
});

it('qcvm explain works without a key, and then says what it did not check', async () => {
  await using world = await World.create();
  const { out } = await world.run([
    'explain',
    'https://cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=99999&SecretId=AKID&Timestamp=1767225600&Signature=abc',
  ]);
  expect(out).toContain('Not checked: the SecretKey of this SecretId is not here');
  const authorization =
    'TC3-HMAC-SHA256 Credential=AKID/2026-01-01/cvm/tc3_request, SignedHeaders=content-type;host, Signature=ab';
  const newer = await world.run([
    'explain',
    `curl https://cvm.tencentcloudapi.com/ -H 'Authorization: ${authorization}' -H 'Content-Type: application/json' -H 'X-TC-Timestamp: 1767225600' -d '{}'`,
  ]);
  expect(newer.out).toContain('Not checked: the SecretKey of this SecretId is not here');
});

it.each([
  'https://cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=99999',
  "curl https://cvm.tencentcloudapi.com/ -H 'X-TC-Action: DescribeInstances' -d '{}'",
])('qcvm explain says only that there is no signature where there is none: %s', async (request) => {
  const { code, out } = await world.run(['explain', request]);
  expect(code).toBe(1);
  expect(out).toContain('Not checked: the request has no signature.');
  expect(out).toMatch(/(?:Signature|Authorization) is missing/);
  expect(out).not.toMatch(/SecretKey is another one|has 0 bytes|No known mistake/);
  const json = await world.run(['explain', request, '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ signature: 'not checked', causes: [] });
});

it.each([
  [
    'sign StopInstance',
    'warning: API 2.0 has no Action StopInstance that qcvm knows: did you mean StopInstances?',
  ],
  [
    'api cvm StopInstance',
    'cvm 2017-03-12 has no Action StopInstance that qcvm knows: did you mean StopInstances?',
  ],
  ['api cvm stopInstances', 'has no Action stopInstances that qcvm knows: did you mean StopInstances?'],
  ['api image DescribeImage --version 2.0', 'image of API 2.0 has no Action DescribeImage that qcvm knows'],
])('`qcvm %s` warns of an Action that is like one of the tables, and does it', async (line, warning) => {
  const { out, err } = await world.run(line, { variables: { QCVM_API: '' } });
  expect(err).toContain(warning);
  expect(out !== '' || emulator.requests.total === 1).toBe(true);
});

it.each([
  'sign DescribeThings',
  'sign StopInstances',
  'api cvm StartInstances',
  'api cbs DescribeDisk --version 2017-03-12',
])('`qcvm %s` warns of no Action', async (line) => {
  const { err } = await world.run(line, { variables: { QCVM_API: '' } });
  expect(err).not.toContain('that qcvm knows');
});

it('qcvm sign refuses an endpoint of API 3.0', async () => {
  const line = 'sign DescribeInstances --endpoint https://cvm.tencentcloudapi.com';
  const { code, out, err } = await world.run(line, { variables: { QCVM_API: '' } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('the endpoint https://cvm.tencentcloudapi.com is one of API 3.0');
});

it('qcvm explain never shows the key, the token, or the signature', async () => {
  const emulator = createEmulator({
    clock: { mode: 'manual' },
    accounts: [
      { keys: [{ secretId: 'AKIDtemporary', secretKey: 'verySecretKey1234', token: 'tokenTokenToken' }] },
    ],
  });
  await using world = await World.create({
    emulator,
    variables: { TENCENTCLOUD_TOKEN: 'tokenTokenToken' },
  });
  const { out: url } = await world.run('sign DescribeInstances');
  const signature = new URL(url).searchParams.get('Signature') ?? '';
  for (const request of [url, url.replace('Nonce=', 'Nonce=1')]) {
    for (const more of [[], ['--json']]) {
      const { out, err } = await world.run(['explain', request, ...more]);
      for (const secret of ['verySecretKey1234', 'tokenTokenToken', signature])
        expect(out + err).not.toContain(secret);
    }
  }
  const canonical = await world.run('sign DescribeInstances --as canonical');
  expect(canonical.out).toContain('Token=[redacted]');
});
