import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { World } from '../harness.js';
import { bridged, type Bridged } from './bridged.js';
import { exchangeText, formedRequest, program, type Answer, type Sent } from './program.js';

let emulator: Emulator;
let ids: readonly string[];
beforeEach(() => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(3, { cvmPayMode: 2 }).in('ap-beijing').running(1),
  });
  ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
});
const callTo = (bridge: Bridged): ((sent: Sent) => Promise<Answer>) => program(bridge, emulator);
const running = (): number =>
  emulator.instances.list().filter(({ statusName }) => statusName === 'running').length;
const newer = (parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  Version: '2017-03-12',
  ...parameters,
});
/** The body of an answer of API 3.0. */
const responseOf = ({ body }: Answer): Readonly<Record<string, unknown>> =>
  body['Response'] as Readonly<Record<string, unknown>>;

describe('protected instances', () => {
  it.each<[where: string, options: string, variables: Record<string, string>, file?: string]>([
    ['--protect', '--protect ID', {}],
    ['--protect with a region', '--protect ap-beijing/ID', {}],
    ['QCVM_PROTECT', '', { QCVM_PROTECT: 'ID' }],
    ['the configuration', '', {}, '[default]\nprotect = ID\n'],
  ])('of %s are never changed', async (_where, options, variables, file) => {
    const [id = '', other = ''] = ids;
    const named = (text: string): string => text.replace('ID', id);
    await using bridge = await bridged(emulator, {
      options: named(options),
      variables: {
        ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, named(value)])),
        ...(file && { QCVM_CONFIG_FILE: 'config' }),
      },
      prepare: async (world) => writeFile(world.path('config'), named(file ?? '')),
    });
    const call = callTo(bridge);
    const both = { 'instanceIds.0': other, 'instanceIds.1': id };
    for (const action of ['StopInstances', 'RestartInstances', 'StartInstances']) {
      const { body } = await call({ action, parameters: both });
      expect(body).toMatchObject({ code: 4102, message: expect.stringContaining(id) as string });
    }
    for (const action of ['StopInstances', 'TerminateInstances'])
      expect(
        responseOf(
          await call({ action, parameters: newer({ 'InstanceIds.1': other, 'InstanceIds.2': id }) }),
        ),
      ).toMatchObject({ Error: { Code: 'UnauthorizedOperation' } });
    expect(emulator.requests.total).toBe(0);
    // Looking is no change.
    const look = await call({ action: 'DescribeInstances', parameters: { 'instanceIds.0': id } });
    expect(look.body).toMatchObject({ code: 0, totalCount: 1 });
    expect((await call({ action: 'StopInstances', parameters: { 'instanceIds.0': other } })).body.code).toBe(
      0,
    );
  });

  it.each([
    ['within the name of a resource', 'Resource', 'qcs::cvm:ap-guangzhou:uin/1:instance/ID'],
    ['with its region', 'InstanceIds.0', 'ap-guangzhou/ID'],
    ['with something behind it', 'InstanceIds.0', 'ID/\0\u200b'],
    ['in capitals', 'InstanceIds.0', 'INS%2DREST'],
    ['encoded twice', 'InstanceIds.0', '%25%36%39ns-REST'],
    ['in a list of JSON', 'InstanceIds', '["\\u0069ns-REST"]'],
    ['in the name of a parameter', 'InstanceIds.ID', '1'],
  ])('finds protected ids in passed-through calls: %s', async (_what, name, value) => {
    const [id = ''] = ids;
    await using bridge = await bridged(emulator, { options: `--protect ${id}` });
    const named = (text: string): string => text.replace('ID', id).replace('REST', id.slice('ins-'.length));
    for (const action of ['StopInstances', 'ModifyResourceTags'])
      expect(
        responseOf(await callTo(bridge)({ action, parameters: newer({ [named(name)]: named(value) }) })),
      ).toMatchObject({
        Error: { Code: 'UnauthorizedOperation', Message: expect.stringContaining(id) as string },
      });
    expect(emulator.requests.total).toBe(0);
  });

  it.each([
    ['an older id', 'qcvm4b3c7dbda2ef98ffc5b0c73d9d3a3ce7', 'API 3.0 does not know older ids'],
    ['a file that is not there', '@missing', 'missing'],
    ['nothing', ',', 'contains no instance ids'],
  ])('cannot be named by %s: the bridge does not start', async (_what, entry, says) => {
    await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
    const { code, err } = await world.run(`bridge --port 0 --protect ${entry}`);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describe('a call of the generation in between', () => {
  it('is forwarded unchanged, with lists counted from 1 or from 0, and answered in the format of API 3.0', async () => {
    await using bridge = await bridged(emulator);
    const call = callTo(bridge);
    const [first = '', second = ''] = ids;
    const listed = responseOf(
      await call({
        action: 'DescribeInstances',
        parameters: newer({ 'InstanceIds.1': first, 'InstanceIds.2': second }),
      }),
    );
    expect(listed).toMatchObject({ TotalCount: 2, RequestId: expect.any(String) as string });
    const stopped = responseOf(
      await call({
        ...{ action: 'StopInstances', method: 'GET', region: 'gz' },
        parameters: newer({ 'InstanceIds.0': first, ForceStop: 'TRUE' }),
      }),
    );
    expect(Object.keys(stopped)).toEqual(['RequestId']);
    expect(emulator.requests.last()?.input).toMatchObject({ InstanceIds: [first], ForceStop: true });
    expect(running()).toBe(3);
    const refused = responseOf(
      await call({ action: 'StopInstances', parameters: newer({ 'InstanceIds.0': 'ins-00000000' }) }),
    );
    expect(refused).toEqual({
      Error: { Code: 'InvalidInstanceId.NotFound', Message: expect.any(String) as string },
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('may be of any service and any Action, and is signed for that service', async () => {
    const seen: { url: string; headers: Readonly<Record<string, string>>; body: string | undefined }[] = [];
    await using bridge = await bridged(emulator, {
      transport: () => ({
        send: async ({ url, headers, body }) => {
          seen.push({ url, headers, body });
          return {
            ...{ status: 200, headers: {} },
            body: '{"Response":{"DiskSet":[],"TotalCount":0,"RequestId":"r-1"}}',
          };
        },
      }),
    });
    const call = callTo(bridge);
    const parameters = newer({
      'Filters.1.Name': 'zone',
      'Filters.1.Values.1': 'ap-guangzhou-3',
      Limit: '5',
      Language: 'zh-CN',
    });
    const look = { action: 'DescribeDisks', host: 'cbs.api.qcloud.com', method: 'GET' } as const;
    const answer = await call({ ...look, parameters });
    expect(answer.body).toEqual({ Response: { DiskSet: [], TotalCount: 0, RequestId: 'r-1' } });
    const [{ url, headers } = { url: '', headers: {} }] = seen;
    expect(url).toBe(
      'https://cbs.tencentcloudapi.com/?Filters.0.Name=zone&Filters.0.Values.0=ap-guangzhou-3&Limit=5',
    );
    expect(headers).toMatchObject({
      'x-tc-action': 'DescribeDisks',
      'x-tc-version': '2017-03-12',
      'x-tc-language': 'zh-CN',
      'x-tc-region': 'ap-guangzhou',
      authorization: expect.stringMatching(/\/cbs\/tc3_request, /) as string,
    });
    // A call that names no region gets none.
    await call({ ...look, region: undefined, parameters });
    expect(seen[1]?.headers).not.toHaveProperty('x-tc-region');
    // What came in a body is sent in one: it may hold a password.
    const secret = {
      Version: '2017-03-20',
      InstanceId: 'cdb-1',
      NewPassword: 'S3cr3t & pw!',
      Language: 'en-US',
    };
    const change = { action: 'ModifyAccountPassword', host: 'cdb.api.qcloud.com', parameters: secret };
    for (const region of ['ap-guangzhou', undefined]) {
      await call({ ...change, region });
      const sent = seen.at(-1);
      expect(sent?.url).toBe('https://cdb.tencentcloudapi.com/');
      const { Signature, ...fields } = Object.fromEntries(new URLSearchParams(sent?.body));
      expect(fields).toMatchObject({ ...secret, Action: change.action });
      expect(fields['Region']).toBe(region);
      const source = Object.keys(fields)
        .sort()
        .map((name) => `${name}=${fields[name]}`)
        .join('&');
      expect(Signature).toBe(
        createHmac('sha256', emulator.credentials.secretKey)
          .update(`POSTcdb.tencentcloudapi.com/?${source}`)
          .digest('base64'),
      );
    }
  });

  it.each<[what: string, status: number, body: string, sent?: Partial<Sent>]>([
    [
      'an answer',
      200,
      '{ "Response": {"BigId":9007199254740993,"Price":1.0,"E":1.5E+3,"Far":1e400,"S":"\\u4e2d\\/","A":1,"A":2,"RequestId":"r"}}\n',
    ],
    [
      'an answer to a POST',
      200,
      '{"Response":{"BigId":9007199254740993,"RequestId":"r"}}',
      { method: 'POST' },
    ],
    [
      'a refusal',
      400,
      '{"Response":{"Error":{"Code":"InvalidParameter","Message":"\\u4e2d 1.0","Extra":9007199254740993},"RequestId":"r"}}',
    ],
    ['an answer without a region', 200, '{"Response":{"Id":1.0,"RequestId":"r"}}', { region: undefined }],
  ])('is answered as API 3.0 has answered, byte for byte: %s', async (_what, status, body, sent) => {
    await using bridge = await bridged(emulator, {
      transport: () => ({ send: async () => ({ status, headers: {}, body }) }),
    });
    const asked: Sent = {
      ...{ action: 'DescribeLoadBalancers', host: 'clb.api.qcloud.com', method: 'GET' },
      ...{ parameters: { Version: '2018-03-17' } },
      ...sent,
    };
    const { target, ...formed } = formedRequest(asked, emulator);
    expect(await exchangeText(`${bridge.url}${target}`, formed)).toEqual({ status, text: body });
  });

  it('gets the answer to itself, however many are under way', async () => {
    const bodyOf = (id: string): string => `{"Response":{"Big":${id}.0,"RequestId":"always the same"}}`;
    let letGo = (): void => undefined;
    const all = new Promise<void>((resolve) => (letGo = resolve));
    let sent = 0;
    await using bridge = await bridged(emulator, {
      transport: () => ({
        send: async ({ url }) => {
          if (++sent === 5) letGo();
          await all;
          return { status: 200, headers: {}, body: bodyOf(new URL(url).searchParams.get('Id') ?? '') };
        },
      }),
    });
    const answered = await Promise.all(
      ['1', '2', '3', '4', '5'].map(async (id) => {
        const asked: Sent = {
          ...{ action: 'DescribeAny', host: 'any.api.qcloud.com', method: 'GET' },
          parameters: { Version: '2018-03-17', Id: id },
        };
        const { target, ...formed } = formedRequest(asked, emulator);
        return (await exchangeText(`${bridge.url}${target}`, formed)).text === bodyOf(id);
      }),
    );
    expect(answered).toEqual([true, true, true, true, true]);
  });

  it('is refused in the envelope of API 3.0', async () => {
    await using bridge = await bridged(emulator);
    const call = callTo(bridge);
    const parameters = newer({});
    expect(responseOf(await call({ action: 'DescribeInstances', parameters, secretKey: 'a' }))).toMatchObject(
      {
        Error: { Code: 'AuthFailure.SignatureFailure' },
      },
    );
    expect(responseOf(await call({ action: 'DescribeInstances', parameters, secretId: 'a' }))).toMatchObject({
      Error: { Code: 'AuthFailure.SecretIdNotFound' },
    });
  });
});

describe('the keys of a bridge', () => {
  const second = { secretId: 'AKIDofanotherprogram', secretKey: 'itsownkey' };
  const file = `# programs\n[nightly]\nsecret_id = ${second.secretId}\nsecret_key = ${second.secretKey}\n`;

  it('may be several, and each call is signed anew with the key of its program', async () => {
    emulator.accounts.addKey(second);
    await using bridge = await bridged(emulator, {
      options: '--keys keys',
      prepare: (world) => writeFile(world.path('keys'), file, { mode: 0o600 }),
    });
    const call = callTo(bridge);
    expect((await call({ action: 'DescribeInstances', ...second })).body.code).toBe(0);
    expect((await call({ action: 'DescribeInstances' })).body.code).toBe(0);
    const signers = emulator.requests.list({ action: 'DescribeInstances' }).map(({ secretId }) => secretId);
    expect(signers).toEqual([second.secretId, emulator.credentials.secretId]);
    expect(bridge.lines().join()).not.toContain('warning');
  });

  it.each([
    ['has a section without a key', '[a]\nsecret_id = AKIDa\n', '[a]: secret_key is missing'],
    ['is empty', '', 'holds no key'],
    [
      'has two sections of one name',
      '[a]\nsecret_id = AKIDa\nsecret_key = a\n\n[b]\nsecret_id = AKIDb\nsecret_key = b\n[a]\n',
      'keys, line 8: there is a section [a] already, in line 1',
    ],
    [
      'has an entry twice',
      '[a]\nsecret_id = AKIDa\nsecret_key = a\nsecret_id = AKIDb\n',
      'keys, line 4: there is secret_id in [a] already, in line 2',
    ],
    [
      'has a misspelt entry',
      '[a]\nsecret_id = AKIDa\nsecret_key = a\ntokn = t\n',
      'keys, line 4: tokn is no entry of a key; did you mean token?',
    ],
    [
      'has a misspelt entry in place of another',
      '[a]\nsecret_id = AKIDa\nsecret_kye = a\n',
      'keys, line 3: secret_kye is no entry of a key; did you mean secret_key?',
    ],
    ['has a line that says nothing', '[a]\nsecret_id AKIDa\n', 'keys, line 2: neither a section'],
    [
      'contradicts the environment',
      `[a]\nsecret_id = ID\nsecret_key = other\n`,
      'one key in environment and another',
    ],
  ])('cannot be read from a file that %s', async (_what, text, says) => {
    await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
    await writeFile(world.path('keys'), text.replace('ID', emulator.credentials.secretId));
    const { code, err } = await world.run('bridge --port 0 --keys keys');
    expect({ code, says: err.replace(/\s+/g, ' ').includes(says) ? says : err }).toEqual({ code: 2, says });
  });

  it('cannot be read from a directory, and neither can the authority: the message names it', async () => {
    await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
    await mkdir(world.path('folder'));
    for (const options of ['--keys folder', '--tls --authority folder']) {
      const { code, err } = await world.run(`bridge --port 0 ${options}`);
      expect({ options, code }).toEqual({ options, code: 2 });
      expect(err.replace(/\s+/g, ' ')).toMatch(/cannot use \S*folder: it is a directory/);
    }
  });

  it.each(['--keys pipe', '--protect @pipe'])(
    'are not waited for at a named pipe, nor is what is protected: %s',
    async (option) => {
      await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
      spawnSync('mkfifo', [world.path('pipe')]);
      const { code, err } = await world.run(`bridge --port 0 ${option}`);
      expect(code).toBe(2);
      expect(err).toContain('bridge: pipe is a named pipe');
    },
  );

  it('cause a warning when other users can read their file', async () => {
    await using bridge = await bridged(emulator, {
      options: '--keys keys',
      prepare: async (world) => {
        await writeFile(world.path('keys'), file);
        await chmod(world.path('keys'), 0o644);
      },
    });
    expect(bridge.lines().join(' ')).toContain('others can read the keys in keys');
  });

  it('are required at the start', async () => {
    await using world = await World.create({
      variables: { QCVM_API: '', TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' },
    });
    const { code, err } = await world.run('bridge --port 0');
    expect({ code, err }).toMatchObject({ code: 3, err: expect.stringContaining('no key') as string });
  });
});

describe('--dry-run', () => {
  it('logs each request, sends nothing and answers 6200', async () => {
    await using bridge = await bridged(emulator, { options: '--dry-run --log json' });
    const call = callTo(bridge);
    const [id = ''] = ids;
    const { body } = await call({
      action: 'StopInstances',
      parameters: { 'instanceIds.0': id, forceStop: '1' },
    });
    expect(body).toMatchObject({ code: 6200 });
    const passed = await call({ action: 'StopInstances', parameters: newer({ 'InstanceIds.0': id }) });
    expect(responseOf(passed)).toMatchObject({ Error: { Code: 'ResourceUnavailable' } });
    // What would be refused is refused.
    expect((await call({ action: 'StopInstances' })).body.code).toBe(4000);
    const sent = {
      ...{ host: 'cvm.tencentcloudapi.com', version: '2017-03-12', region: 'ap-guangzhou' },
      action: 'StopInstances',
    };
    expect(bridge.lines().map((line) => (JSON.parse(line) as Record<string, unknown>)['wouldSend'])).toEqual([
      { ...sent, parameters: { InstanceIds: [id], StopType: 'SOFT_FIRST' } },
      { ...sent, parameters: { InstanceIds: [id] } },
      undefined,
    ]);
    expect(emulator.requests.total).toBe(0);
  });

  it('shows no password and no user data', async () => {
    await using bridge = await bridged(emulator, { options: '--dry-run --log json' });
    const call = callTo(bridge);
    await call({
      ...{ action: 'ModifyAccountPassword', host: 'cdb.api.qcloud.com' },
      parameters: { Version: '2017-03-20', NewPassword: 'S3cr3tPw!', InstanceId: 'cdb-1' },
    });
    expect(JSON.parse(bridge.lines().at(-1) ?? '')).toHaveProperty('wouldSend', {
      ...{ host: 'cdb.tencentcloudapi.com', action: 'ModifyAccountPassword', version: '2017-03-20' },
      ...{ region: 'ap-guangzhou', parameters: { NewPassword: '***', InstanceId: 'cdb-1' } },
    });
    for (const parameters of [
      newer({ 'InstanceIds.0': ids[0] ?? '', Password: 'S3cr3tPw!' }),
      newer({ 'LoginSettings.Password': 'S3cr3tPw!', UserData: 'S3cr3tPw!' }),
    ])
      await call({ action: 'ResetInstancesPassword', parameters });
    expect(bridge.lines().join()).toContain('wouldSend');
    expect(bridge.lines().join()).toContain('***');
    expect(bridge.lines().join()).not.toContain('S3cr3tPw!');
  });
});

describe('the log', () => {
  it.each(['text', 'json'])('shows no SecretKey, wherever a program sends it (%s)', async (format) => {
    const { secretId, secretKey } = emulator.credentials;
    await using bridge = await bridged(emulator, { options: `--dry-run --log ${format}` });
    const call = callTo(bridge);
    const look = { action: 'DescribeInstances' };
    for (const sent of [
      { ...look, region: secretKey },
      { action: secretKey },
      { ...look, parameters: { [secretKey]: '1' } },
      { ...look, parameters: { searchWord: secretKey } },
      { ...look, path: `/${secretKey}` },
      { ...look, host: `${secretKey}.x` },
      { ...look, parameters: { Version: secretKey } },
      { ...look, parameters: newer({ [secretKey]: 'x'.repeat(380) + secretKey }) },
    ])
      await call(sent);
    await bridge.end();
    // The SecretId is shown, and the emulator's has its key within.
    const log = bridge.lines().join('\n').replaceAll(secretId, '').toLowerCase();
    expect(log).toContain('***');
    expect(log).not.toContain(secretKey.toLowerCase());
    expect(log).not.toContain(secretKey.toLowerCase().slice(0, 8));
  });
});
