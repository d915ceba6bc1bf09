import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridged, type Bridged } from './bridged.js';
import { program, type Answer, type Sent } from './program.js';

let emulator: Emulator;
let bridge: Bridged;
let call: (sent: Sent) => Promise<Answer>;
const start = async (options = ''): Promise<void> => {
  bridge = await bridged(emulator, { options });
  call = program(bridge, emulator);
};
beforeEach(async () => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(3),
  });
  await start();
});
afterEach(() => bridge[Symbol.asyncDispose]());

const now = (): number => Math.floor(emulator.runtime.now() / 1000);
const firstId = (): string => emulator.instances.list()[0]?.unInstanceId ?? '';
/** A stop of the first instance. */
const stop = (sent: Partial<Sent> = {}): Promise<Answer> =>
  call({ action: 'StopInstances', parameters: { 'instanceIds.0': firstId() }, ...sent });
const codeOf = async (answer: Promise<Answer>): Promise<number> => (await answer).body.code;
const stops = (): number => emulator.requests.list({ action: 'StopInstances' }).length;

describe('a request to the bridge', () => {
  it.each([
    { method: 'GET', hash: 'sha1' },
    { method: 'GET', hash: 'sha256' },
    { method: 'POST', hash: 'sha1' },
    { method: 'POST', hash: 'sha256' },
    { method: 'POST', hash: 'sha1', as: 'multipart' },
  ] as const)('is carried however it is signed and sent: %o', async (way) => {
    expect((await stop(way)).body).toMatchObject({
      code: 0,
      codeDesc: 'Success',
      detail: { [firstId()]: { code: 0 } },
    });
    expect(stops()).toBe(1);
  });

  it.each(['127.0.0.1', 'localhost:8790', 'cvm.api.qcloud.com', 'cvm.api.qcloud.com:8443'])(
    'is for API 2.0 at the host that it was signed for: %s',
    async (host) => expect(await codeOf(stop({ host }))).toBe(0),
  );

  it.each<[host: string, signedHost: string]>([
    ['CVM.API.QCloud.com', 'cvm.api.qcloud.com'],
    ['cvm.api.qcloud.com:443', 'cvm.api.qcloud.com'],
    ['CVM.API.QCLOUD.COM', 'CVM.API.QCLOUD.COM'],
    ['127.0.0.1:8790', '127.0.0.1'],
    // Its address is a setting, and its host in the signature is not.
    ['127.0.0.1:8790', 'cvm.api.qcloud.com'],
  ])('is for %s, and may be signed for %s', async (host, signedHost) =>
    expect(await codeOf(stop({ host, signedHost }))).toBe(0),
  );

  it('signed for one module is refused by another', async () => {
    expect(await codeOf(stop({ host: 'image.api.qcloud.com', signedHost: 'cvm.api.qcloud.com' }))).toBe(4100);
    expect(await codeOf(stop({ host: 'localhost', signedHost: 'image.api.qcloud.com' }))).toBe(4100);
    expect(stops()).toBe(0);
  });

  it('may sign a value that begins with @ in a POST, as the documentation says, or leave it out, as SDKs do', async () => {
    for (const host of ['cvm.api.qcloud.com', '127.0.0.1:8790'])
      expect(
        await codeOf(call({ action: 'DescribeInstances', parameters: { searchWord: '@web' }, host })),
      ).toBe(0);
    const client = bridge.client({ method: 'POST' });
    expect(await client.describeInstances({ searchWord: '@web' })).toMatchObject({ totalCount: 0 });
  });

  it('may have fields that were left empty where it only reads, but never an empty list', async () => {
    const describe = (parameters: Readonly<Record<string, string>>): Promise<Answer> =>
      call({ action: 'DescribeInstances', parameters });
    expect((await describe({ searchWord: '', status: '', limit: '' })).body).toMatchObject({
      ...{ code: 0, totalCount: 3 },
    });
    for (const parameters of [{ instanceIds: '' }, { 'instanceIds.0': '' }])
      expect(await codeOf(describe(parameters))).toBe(4000);
    expect(await codeOf(stop({ parameters: { 'instanceIds.0': firstId(), forceStop: '' } }))).toBe(4000);
  });

  it('is sent to the region that it names, in either spelling', async () => {
    expect(await codeOf(stop({ region: 'gz' }))).toBe(0);
    expect(emulator.requests.list({ action: 'StopInstances' }).map(({ region }) => region)).toEqual([
      'ap-guangzhou',
    ]);
  });

  it.each<[what: string, sent: Partial<Sent>, code: number]>([
    ['another key', { secretKey: 'another' }, 4100],
    ['an unknown SecretId', { secretId: 'AKIDemulatoremulatoremulatoremulatoR' }, 4104],
    ['no region', { region: undefined }, 4000],
    ['a region that does not exist', { region: 'xx' }, 4000],
    [
      'a parameter that the operation does not have',
      { parameters: { 'instanceIds.0': 'ins-1', size: '1' } },
      4000,
    ],
    ['no ids', { parameters: {} }, 4000],
    ['an unknown path', { path: '/' }, 6100],
    ['a host of another kind', { host: 'cvm.tencentcloudapi.com' }, 6100],
    ['a web page', { headers: { origin: 'http://a.example' } }, 4300],
    ['a token that does not belong to the key', { parameters: { Token: 'a' } }, 4105],
    ['an Action that API 2.0 never had', { action: 'MakeCoffee' }, 6100],
  ])('is refused, and nothing is sent, with %s', async (_what, sent, code) => {
    const { body } = await stop(sent);
    expect(body).toMatchObject({ code });
    // Which keys there are is told to none who has none of them.
    expect(body.message).not.toContain(
      emulator.credentials.secretId.slice(0, -1) + (code === 4104 ? 'r' : '\0'),
    );
    expect(emulator.requests.total).toBe(0);
  });

  it('without an API 3.0 equivalent is refused, and the message names an alternative', async () => {
    const { body } = await call({ action: 'DescribeImages', host: 'image.api.qcloud.com' });
    expect(body.code).toBe(6100);
    expect(body.message).toMatch(
      /^API 2\.0's DescribeImages of image has no counterpart .*: call DescribeImages of cvm 2017-03-12 of API 3\.0 yourself$/,
    );
    const disks = await call({ action: 'AttachCbsStorages', host: 'cbs.api.qcloud.com' });
    expect(disks.body).toMatchObject({ code: 6100 });
    expect(disks.body.message).toContain('AttachDisks of cbs 2017-03-12');
    // By the name of the Action, regardless of the host in its settings.
    for (const host of ['127.0.0.1', 'cvm.api.qcloud.com']) {
      const setting = await call({ action: 'AttachCbsStorages', host });
      expect(setting.body.message).toBe(disks.body.message);
    }
    const unknown = await call({ action: 'StopInstance' });
    expect(unknown.body).toMatchObject({ code: 6100 });
    expect(unknown.body.message).toBe(
      'Action StopInstance: the module cvm of API 2.0 has none of this name (did you mean StopInstances?); nothing was sent. An Action of API 3.0 is called with its Version, such as Version=2017-03-12',
    );
    const gone = await call({ action: 'DescribeUserCvmOverview' });
    expect(gone.body).toMatchObject({ code: 6100 });
    expect(gone.body.message).toContain('there is no equivalent');
    expect(emulator.requests.total).toBe(0);
  });
});

it('with the Nonce 0, which some SDKs draw, is forwarded once', async () => {
  const sent = { action: 'DescribeInstances', nonce: 0, timestamp: now() };
  expect((await call(sent)).body.code).toBe(0);
  expect((await call(sent)).body).toMatchObject({
    code: 4500,
    message: expect.stringContaining('Nonce 0 was used before') as string,
  });
});

it('with an unknown region gets a message that names the region', async () => {
  const { body } = await call({ action: 'DescribeInstances', region: 'xx' });
  expect(body.message).toMatch(/^Region: must be a region, such as ap-guangzhou or gz; received "?/);
  expect(body.message).not.toContain('v3()');
});

it.each<[what: string, sent: Partial<Sent>, says: string]>([
  [
    'parameters',
    { parameters: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`ction${at}`, ''])) },
    'more than 4096 parameters',
  ],
  [
    'items of a list',
    { parameters: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`ids.${at}`, ''])) },
    'more than 4096 parameters',
  ],
  ['characters in a name', { parameters: { ['a'.repeat(300)]: '' } }, 'a name of more than 256 characters'],
  ['characters in its Action', { action: 'a'.repeat(400_000) }, 'is not a name such as StopInstances'],
])('is refused with too many %s before it is looked at any further', async (_what, sent, says) => {
  for (const as of ['form', 'multipart'] as const) {
    const { body } = await stop({ ...sent, as });
    expect(body).toMatchObject({ code: 4000, message: expect.stringContaining(says) as string });
  }
  expect(emulator.requests.total).toBe(0);
});

it('has a short log line for any Action', async () => {
  const long = 'x'.repeat(100_000);
  await call({ action: long, region: long, secretId: 'AKIDunknown', method: 'POST' });
  expect(bridge.lines().at(-1)?.length).toBeLessThan(1000);
});

describe('a request that was seen before', () => {
  it('is refused with 4500, and not forwarded again', async () => {
    const sent = { timestamp: now(), nonce: 7 };
    expect(await codeOf(stop(sent))).toBe(0);
    expect(await codeOf(stop(sent))).toBe(4500);
    // The same Nonce is another one with another Timestamp.
    expect(await codeOf(stop({ timestamp: now() + 1, nonce: 7 }))).toBe(5100);
    expect(stops()).toBe(1 + 1);
  });

  it('is forwarded once for any number of simultaneous copies, and no copy gets an answer that denies it', async () => {
    const sent = { timestamp: now(), nonce: 8 };
    const heard = await Promise.all([1, 2, 3].map(() => codeOf(stop(sent)).catch(() => 'no answer')));
    // One that comes after the end of the first is refused.
    expect(heard.filter((each) => each === 0)).toHaveLength(1);
    expect(heard.filter((each) => each !== 0 && each !== 'no answer' && each !== 4500)).toEqual([]);
    expect(stops()).toBe(1);
  });

  it('is refused if an earlier bridge may have forwarded it', async () => {
    // A clock that is rounded up is ahead by a second.
    const sent = { timestamp: now() + 1, nonce: 9 };
    expect(await codeOf(stop(sent))).toBe(0);
    await bridge[Symbol.asyncDispose]();
    await start();
    expect(await codeOf(stop(sent))).toBe(4500);
    expect(await codeOf(stop({ timestamp: now() }))).toBe(5100);
  });

  it('is still accepted after a copy with a wrong signature', async () => {
    const sent = { timestamp: now(), nonce: 10 };
    expect(await codeOf(stop({ ...sent, secretKey: 'another' }))).toBe(4100);
    expect(await codeOf(stop(sent))).toBe(0);
  });
});

describe('the time of a request', () => {
  it('must be later than the start of the bridge, for any age of the bridge', async () => {
    const { startedAt } = await bridge.health();
    const started = Math.floor(Date.parse(String(startedAt)) / 1000);
    // A clock that is rounded up may have been ahead by a second.
    const seen = { timestamp: started + 1 };
    expect(await codeOf(stop(seen))).toBe(4500);
    expect(await codeOf(stop({ timestamp: started + 2 }))).toBe(0);
    emulator.clock.advance(1000_000);
    expect(await codeOf(stop(seen))).toBe(4500);
    expect(await codeOf(stop({ timestamp: now() - 301 }))).toBe(4200);
    expect(await codeOf(stop({ timestamp: now() - 300 }))).toBe(5100);
  });

  it('may be ahead: the bridge holds the request until it is due', async () => {
    const early = now() + 20;
    expect(await codeOf(stop({ timestamp: early }))).toBe(0);
    expect(now()).toBeGreaterThanOrEqual(early - 1);
    expect(await codeOf(stop({ timestamp: now() + 40 }))).toBe(4500);
  });
});

describe('--accept-any-key', () => {
  it('forwards calls of unknown SecretIds with the own key, and still verifies known ones', async () => {
    await bridge[Symbol.asyncDispose]();
    await start('--accept-any-key');
    expect(await codeOf(stop({ secretId: 'AKIDgone', secretKey: 'gone' }))).toBe(0);
    expect(emulator.requests.last({ action: 'StopInstances' })?.secretId).toBe(emulator.credentials.secretId);
    expect(await codeOf(stop({ secretKey: 'another' }))).toBe(4100);
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { referer: 'http://page.example/' }])
      expect(await codeOf(stop({ secretId: 'AKIDgone', headers }))).toBe(4300);
  });
});
