import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { httpServer, listen, type Listening } from '../../../test/support/server.js';
import { CredentialsError, ValidationError } from '../../model/errors/errors.js';
import { chain, defaultChain } from './chain.node.js';
import { credentialsSource } from './credentials.js';
import { fromEnvironment } from './environment.js';
import { parseIni } from './ini.js';
import { fromInstanceMetadata } from './instance-metadata.node.js';
import { fromProfile, type ProfileOptions } from './profile.node.js';

const nothing = (): undefined => undefined;

test('an INI file: sections, comments, quotes, any case of keys, values with =', () => {
  const sections = parseIni(
    '\ufeff; comment\r\nloose = 1\r\n[default]\r\n Secret_ID= a=b \r\n# comment\nsecret_key="c d"\n[ other ]\nempty=\nno value\n',
  );
  expect(Object.fromEntries([...sections].map(([name, keys]) => [name, Object.fromEntries(keys)]))).toEqual({
    default: { loose: '1', secret_id: 'a=b', secret_key: 'c d' },
    other: { empty: '' },
  });
});

describe('profiles', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'qcvm-home-'));
  });
  afterEach(() => rm(home, { recursive: true }));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(home, file)), { recursive: true });
    await writeFile(join(home, file), text);
  };
  const get = (options: ProfileOptions = {}) => fromProfile({ home, environment: nothing, ...options })();

  test('of the SDKs: ~/.tencentcloud/credentials', async () => {
    await write(
      '.tencentcloud/credentials',
      '[default]\nsecret_id = AKID1\nsecret_key = key1\n[ops]\nsecret_id = AKID2\nsecret_key = key2\ntoken = t\n',
    );
    expect(await get()).toEqual({ secretId: 'AKID1', secretKey: 'key1' });
    expect(await get({ profile: 'ops' })).toEqual({ secretId: 'AKID2', secretKey: 'key2', token: 't' });
  });

  test('of tccli: ~/.tccli/<profile>.credential', async () => {
    await write('.tccli/default.credential', JSON.stringify({ secretId: 'AKID3', secretKey: 'key3' }));
    await write(
      '.tccli/ops.credential',
      JSON.stringify({ secretId: 'AKID4', secretKey: 'key4', token: 't' }),
    );
    expect(await get()).toEqual({ secretId: 'AKID3', secretKey: 'key3' });
    expect(await get({ profile: 'ops' })).toEqual({ secretId: 'AKID4', secretKey: 'key4', token: 't' });
  });

  test('of qcloudcli: ~/.qcloudcli/credentials', async () => {
    await write(
      '.qcloudcli/credentials',
      '[default]\nqcloud_secretkey = key5\nqcloud_secretid = AKID5\n[profile ops]\nqcloud_secretid = AKID6\nqcloud_secretkey = key6\n',
    );
    expect(await get()).toEqual({ secretId: 'AKID5', secretKey: 'key5' });
    expect(await get({ profile: 'ops' })).toEqual({ secretId: 'AKID6', secretKey: 'key6' });
  });

  test('the first file that knows the profile counts; one without any key is passed over', async () => {
    await write('.tencentcloud/credentials', '[other]\nsecret_id = AKID1\nsecret_key = key1\n');
    await write('.tccli/default.credential', JSON.stringify({ type: 'cvm-role' }));
    await write('.qcloudcli/credentials', '[default]\nqcloud_secretid = AKID5\nqcloud_secretkey = key5\n');
    expect(await get()).toMatchObject({ secretId: 'AKID5' });
  });

  test('the environment names the profile', async () => {
    await write('.tccli/ops.credential', JSON.stringify({ secretId: 'AKID4', secretKey: 'key4' }));
    const environment = (name: string) => ({ TCCLI_PROFILE: 'ops' })[name];
    expect(await get({ environment })).toMatchObject({ secretId: 'AKID4' });
  });

  test.each([
    ['no file', {}, /no profile default in .*credentials, .*default\.credential, /],
    ['no JSON', { '.tccli/default.credential': 'key3' }, /default\.credential has the wrong format/],
    ['a list', { '.tccli/default.credential': 'null' }, /default\.credential has the wrong format/],
    ['half of it', { '.tencentcloud/credentials': '[default]\nsecret_id = key' }, /has no secret key/],
    ['the other half', { '.tencentcloud/credentials': '[default]\nsecret_key = key' }, /has no secret id/],
  ])('%s is told, without what is in the file', async (_, files, message) => {
    for (const [file, text] of Object.entries(files)) await write(file, text);
    const error: unknown = await Promise.resolve(get()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('key3');
  });

  test('a profile’s name cannot lead out of its folder', async () => {
    await expect(get({ profile: '../../etc/passwd' })).rejects.toThrow('profile name');
    for (const profile of ['..', '.', '', 'a/b', 'a\\b', 'a\0b'])
      await expect(get({ profile })).rejects.toThrow('profile name');
  });

  test.each(['night shift', '生产', '.hidden', 'a:b', 'ops+eu', '-x', 'team@ops'])(
    'any other name may be one: %s',
    async (profile) => {
      await write(`.tccli/${profile}.credential`, JSON.stringify({ secretId: 'AKID1', secretKey: 'key1' }));
      expect(await get({ profile })).toMatchObject({ secretId: 'AKID1' });
    },
  );

  const ini = '[default]\nsecret_id = AKID1\nsecret_key = key1\n';
  test.each<[string, string | Buffer]>([
    ['a byte order mark', `\ufeff${ini}`],
    ['a byte order mark before a name', '\ufeffsecret_id = AKID1\nsecret_key = key1'],
    ['UTF-16, little end first', Buffer.from(`\ufeff${ini}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${ini}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(ini, 'utf16le')],
    ['lines that end with CR', ini.replaceAll('\n', '\r')],
    ['lines that end with CR LF', ini.replaceAll('\n', '\r\n')],
    ['colons', '[default]\nsecret_id: AKID1\nsecret_key:key1\n'],
    ['comments behind values', '[default] # mine\nsecret_id = AKID1 # id\nsecret_key = key1\t; key\n'],
    ['quotes', '[default]\nsecret_id = "AKID1" # id\nsecret_key = \'key1\'\n'],
  ])('a file with %s reads the same', async (_, text) => {
    await mkdir(join(home, '.tencentcloud'));
    await writeFile(join(home, '.tencentcloud/credentials'), text);
    expect(await get()).toEqual({ secretId: 'AKID1', secretKey: 'key1' });
  });

  test('JSON may have a byte order mark as well', async () => {
    await write('.tccli/default.credential', '\ufeff{"secretId":"AKID3","secretKey":"key3"}');
    expect(await get()).toMatchObject({ secretId: 'AKID3' });
  });

  test('the source of a key is reported, without any part of the key', async () => {
    await write('.tencentcloud/credentials', ini);
    expect(credentialsSource(await get())).toBe(
      `profile default of ${join(home, '.tencentcloud/credentials')}`,
    );
  });

  test('an unreadable file is reported, not skipped', async () => {
    await mkdir(join(home, '.tencentcloud'));
    // A link to itself: root may read everything else.
    await symlink('credentials', join(home, '.tencentcloud/credentials'));
    await expect(get()).rejects.toThrow('credentials (ELOOP)');
  });
});

describe('the instance metadata service', () => {
  let server: Listening | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const path = '/latest/meta-data/cam/security-credentials/';
  const good = {
    TmpSecretId: 'AKIDtmp',
    TmpSecretKey: 'key',
    Token: 'token',
    ExpiredTime: 1767330000,
    Code: 'Success',
  };

  /** Asks a service that knows these paths. */
  const ask = async (pages: Record<string, [status: number, body: string]>, role?: string) => {
    server = await listen(
      httpServer((incoming, response) => {
        const [status, body] = pages[incoming.url ?? ''] ?? [404, 'nothing'];
        response.writeHead(status).end(body);
      }),
    );
    return fromInstanceMetadata({ endpoint: `http://127.0.0.1:${server.port}`, role, timeout: 5_000 })();
  };

  test('gives temporary credentials of the role that is bound, with their end', async () => {
    const pages: Record<string, [number, string]> = {
      [path]: [200, 'ops-role\n'],
      [`${path}ops-role`]: [200, JSON.stringify(good)],
    };
    expect(await ask(pages)).toEqual({
      secretId: 'AKIDtmp',
      secretKey: 'key',
      token: 'token',
      expiration: new Date('2026-01-02T05:00:00Z'),
    });
  });

  test('gives temporary credentials of the role that is named', async () => {
    expect(await ask({ [`${path}mine`]: [200, JSON.stringify(good)] }, 'mine')).toMatchObject({
      secretId: 'AKIDtmp',
    });
  });

  test.each<[string, Record<string, [number, string]>, string]>([
    ['no role', {}, 'no CAM role is bound'],
    ['an empty list', { [path]: [200, ''] }, 'returned no CAM role'],
    ['a name that is none', { [path]: [200, '<html>'] }, 'returned no CAM role'],
    ['a failure', { [path]: [500, 'oops'] }, 'answered HTTP 500'],
    ['no JSON', { [path]: [200, 'r'], [`${path}r`]: [200, 'oops'] }, 'invalid JSON'],
    [
      'a refusal',
      { [path]: [200, 'r'], [`${path}r`]: [200, '{"Code":"Failed"}'] },
      'returned no credentials',
    ],
    ['half of it', { [path]: [200, 'r'], [`${path}r`]: [200, '{"Code":"Success"}'] }, 'incomplete'],
    ['too much', { [path]: [200, 'x'.repeat(100_000)] }, 'did not answer'],
  ])('%s is told', async (_, pages, message) => {
    await expect(ask(pages)).rejects.toThrow(message);
    await expect(ask(pages)).rejects.toThrow(CredentialsError);
  });

  test('a machine outside the cloud does not wait for the metadata service', async () => {
    server = await listen(httpServer(nothing));
    const provider = fromInstanceMetadata({ endpoint: `http://127.0.0.1:${server.port}`, timeout: 20 });
    await expect(provider()).rejects.toThrow(/did not answer/);
  });
});

describe('without a home directory', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  test('nothing is looked for in the working directory, and the error says why', async () => {
    vi.stubEnv('HOME', '');
    const provider = fromProfile({ profile: 'no-such-profile' });
    const error: unknown = await Promise.resolve(provider()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).message).toMatch(
      'no profile no-such-profile in /etc/tencentcloud/credentials (the home directory is not known',
    );
  });

  test('nothing is looked for in a working directory that was deleted', async () => {
    vi.spyOn(process, 'cwd').mockImplementation(() => {
      throw Object.assign(new Error('uv_cwd'), { code: 'ENOENT' });
    });
    for (const home of [undefined, '/nonexistent', 'relative'])
      await expect(fromProfile({ profile: 'no-such-profile', home })()).rejects.toThrow('no profile');
  });
});

describe('a chain', () => {
  test('tries one provider after the other, and reports the reason of each', async () => {
    const give = (secretId: string) => () => ({ secretId, secretKey: 'key' });
    const environment = nothing;
    const none = fromProfile({ home: '/nonexistent', environment });
    expect(await chain(none, give('AKID1'), give('AKID2'))()).toMatchObject({ secretId: 'AKID1' });
    const all = defaultChain({ home: '/nonexistent', environment, metadata: false });
    await expect(Promise.resolve(all())).rejects.toThrow(
      /found no credentials: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set in the environment; no profile default in/,
    );
  });

  test('stops at an error that is not about credentials', async () => {
    const oops = new RangeError('oops');
    await expect(Promise.resolve(chain(() => Promise.reject(oops))())).rejects.toBe(oops);
  });

  test('a profile that is named comes before the environment', async () => {
    const home = await mkdtemp(join(tmpdir(), 'qcvm-home-'));
    await mkdir(join(home, '.tccli'));
    await writeFile(
      join(home, '.tccli/ops.credential'),
      JSON.stringify({ secretId: 'AKID4', secretKey: 'key4' }),
    );
    const environment = (name: string) => (/SECRET/.test(name) ? 'environment' : undefined);
    const ask = (profile?: string) => defaultChain({ home, environment, profile, metadata: false })();
    expect(await ask('ops')).toMatchObject({ secretId: 'AKID4' });
    expect(await ask()).toMatchObject({ secretId: 'environment' });
    await rm(home, { recursive: true });
  });
});

describe('options that mean nothing', () => {
  const wrong: readonly [string, () => unknown][] = [
    ['a misspelled profile', () => fromProfile({ profil: 'prod' } as object)],
    ['no profile at all', () => fromProfile(null as never)],
    ['a home that is no path', () => fromProfile({ home: 5 } as object)],
    ['an environment that is no function', () => fromProfile({ environment: {} } as object)],
    ['a misspelled profile of the chain', () => defaultChain({ profil: 'prod' } as object)],
    ['a timeout longer than a timer', () => fromInstanceMetadata({ timeout: 2 ** 31 })],
    ['a timeout that is a text', () => fromInstanceMetadata({ timeout: 'x' } as object)],
    ['an endpoint that is no URL', () => fromInstanceMetadata({ endpoint: 'not url' })],
    ['metadata options that are a number', () => defaultChain({ metadata: 5 } as object)],
    ['a provider that is none', () => chain(5 as never)],
    ['process.env in place of a function', () => fromEnvironment(process.env as never)],
  ];
  test.each(wrong)('are refused when the provider is made: %s', (_what, make) => {
    expect(make).toThrow(ValidationError);
  });
});
