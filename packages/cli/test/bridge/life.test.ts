import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { createAuthority, issueCertificate } from '@qcvm/mock/server';
import { isInstalled } from '../../../mock/test/foreign/scenario.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { World } from '../harness.js';
import { bridged, held, type Bridged } from './bridged.js';
import { program, type Answer, type Sent } from './program.js';

let emulator: Emulator;
let id: string;
beforeEach(() => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(2),
  });
  id = emulator.instances.list()[0]?.unInstanceId ?? '';
});

/** A stop of the first instance by a program. */
const stop = (bridge: Bridged, more: Partial<Sent> = {}): Promise<Answer> =>
  program(bridge, emulator)({ action: 'StopInstances', parameters: { 'instanceIds.0': id }, ...more });
const underWay = async (bridge: Bridged): Promise<number> =>
  ((await bridge.health())['calls'] as { underWay: number }).underWay;

describe('the end of a bridge', () => {
  it('waits for calls in progress, and reports the outcome of each', async () => {
    const gate = held();
    await using bridge = await bridged(emulator, { transport: gate.through });
    const call = program(bridge, emulator);
    await call({ action: 'StopInstances', secretKey: 'another' });
    const stopping = stop(bridge);
    await gate.began;
    const end = bridge.end();
    gate.letGo();
    expect((await stopping).body.code).toBe(0);
    const { code, err } = await end;
    expect(code).toBe(0);
    expect(err.trimEnd().split('\n').at(-1)).toBe(
      '1 call carried, 1 refused, 0 without an answer; 0 requests repeated.',
    );
    await expect(bridge.health()).rejects.toThrow();
  });
});

describe('a call that waits for its Timestamp when the bridge ends', () => {
  it('is answered at once: nothing was done', async () => {
    emulator = createEmulator({ clock: { mode: 'manual' }, instances: fleet('ap-guangzhou').running(1) });
    await using bridge = await bridged(emulator, { isStill: true });
    const timestamp = Math.floor(emulator.runtime.now() / 1000) + 20;
    const stopping = stop(bridge, { timestamp });
    while ((await underWay(bridge)) === 0);
    const end = bridge.end();
    expect((await stopping).body).toMatchObject({
      code: 6200,
      message: expect.stringContaining('this server ends before it is due: nothing was done') as string,
    });
    expect((await end).err).toContain('0 calls carried, 1 refused, 0 without an answer');
    expect(emulator.requests.total).toBe(0);
  });
});

describe('a second Ctrl-C', () => {
  it('ends at once, with a line for each call that gets no answer', async () => {
    const gate = held();
    await using bridge = await bridged(emulator, { transport: gate.through });
    const stopping = stop(bridge);
    await gate.began;
    const end = bridge.end();
    bridge.world.interrupt();
    expect(bridge.world.exited).toBe(130);
    expect(bridge.lines()[0]).toMatch(
      / StopInstances ap-guangzhou .* no answer in \d+ms: .* told to end at once: it is not known/,
    );
    gate.letGo();
    await Promise.allSettled([stopping, end]);
  });
});

describe('the output of a bridge', () => {
  it('is a line for each call, without secrets', async () => {
    await using bridge = await bridged(emulator);
    const call = program(bridge, emulator);
    const { secretId, secretKey } = { secretId: 'AKIDgone', secretKey: 'not-to-be-seen' };
    await stop(bridge);
    await stop(bridge);
    await call({
      action: 'Stop\nInstances',
      secretId,
      secretKey,
      parameters: { password: 'not-to-be-seen' },
    });
    const [done = '', refused = '', unknown = '', ...others] = bridge.lines();
    expect(done).toMatch(
      /Z StopInstances ap-guangzhou \(1 instance\) by AKIDemulator\S+ at 127\.0\.0\.1:\d+: carried, code 0 in \d+ms$/,
    );
    expect(refused).toMatch(/carried, code 5100 in \d+ms: the operation failed/);
    expect(unknown).toContain('Stop\\nInstances ap-guangzhou by AKIDgone');
    expect(unknown).toContain('refused, code 4000');
    expect(others).toEqual([]);
    expect(bridge.lines().join()).not.toMatch(/not-to-be-seen|Signature=|TC3-HMAC/);
  });

  it('omits secrets that a program sends in the wrong place', async () => {
    await using bridge = await bridged(emulator);
    const { secretKey } = emulator.credentials;
    const call = program(bridge, emulator);
    const secret = 'not-"to-be"-seen';
    await call({ action: 'StopInstances', secretId: secretKey });
    await call({ action: 'StopInstances', secretId: secret });
    const newer = { Version: '2017-03-12' };
    await call({ action: 'RunInstances', parameters: { ...newer, 'UserData.constructor': secret } });
    await call({ action: 'RunInstances', parameters: { ...newer, 'A.B': 'x', A: secret } });
    await call({ action: 'StopInstances', parameters: { 'instanceIds.0': id, forceStop: secret } });
    await call({ action: 'DescribeInstances', parameters: { limit: secret } });
    expect(bridge.lines()).toHaveLength(6);
    expect(bridge.lines().join('\n')).not.toMatch(/to-be|-seen/);
    expect(bridge.lines()[0]).toContain('by *** at 127.0.0.1');
  });

  it('is JSON for programs', async () => {
    await using bridge = await bridged(emulator, { options: '--log json' });
    await program(bridge, emulator)({ action: 'StopInstances', parameters: { 'instanceIds.0': id } });
    expect(JSON.parse(bridge.lines()[0] ?? '')).toEqual({
      time: expect.any(String) as string,
      ...{ action: 'StopInstances', region: 'ap-guangzhou', secretId: emulator.credentials.secretId },
      from: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
      ...{ result: 'carried', code: 0, requests: 1, ids: 1, duration: expect.any(Number) as number },
    });
  });

  it('is JSON to the end, and from the first warning', async () => {
    const { secretId, secretKey } = emulator.credentials;
    await using bridge = await bridged(emulator, {
      options: '--log json --keys keys',
      prepare: (world) =>
        writeFile(world.path('keys'), `[a]\nsecret_id = ${secretId}\nsecret_key = ${secretKey}\n`, {
          mode: 0o644,
        }),
    });
    await program(bridge, emulator)({ action: 'DescribeInstances' });
    await bridge.end();
    const time = expect.any(String) as string;
    expect(bridge.lines().map((line) => JSON.parse(line) as unknown)).toEqual([
      { time, warning: expect.stringContaining('others can read the keys') as string },
      expect.objectContaining({ time, action: 'DescribeInstances' }),
      { time, ended: { carried: 1, refused: 0, unanswered: 0, left: 0, retried: 0 } },
    ]);
  });

  it.each([
    ['a region that does not exist', { region: 'mars' }, 4000],
    ['ids of an older kind', { parameters: { 'instanceIds.0': `qcvm${'0'.repeat(32)}` } }, 5100],
  ])('is that a call was refused by the bridge where nothing was sent: %s', async (_what, sent, code) => {
    await using bridge = await bridged(emulator);
    const call = program(bridge, emulator);
    const stop = { action: 'StopInstances', parameters: { 'instanceIds.0': id }, ...sent };
    expect((await call(stop)).body.code).toBe(code);
    expect(bridge.lines()[0]).toMatch(new RegExp(`refused, code ${code} in \\d+ms, 0 requests`));
    expect(await bridge.health()).toMatchObject({ calls: { carried: 0, refused: 1 } });
    expect(emulator.requests.total).toBe(0);
  });

  it('counts what was sent for a program that has left', async () => {
    const gate = held();
    await using bridge = await bridged(emulator, { transport: gate.through });
    const leaving = new AbortController();
    const stopping = stop(bridge, { signal: leaving.signal });
    await gate.began;
    leaving.abort();
    await expect(stopping).rejects.toThrow();
    while (bridge.lines().length === 0) await bridge.health();
    expect(bridge.lines()[0]).toMatch(/no answer in \d+ms: the program has left/);
    gate.letGo();
  });

  it('has a line for a program that leaves before its Timestamp is due', async () => {
    emulator = createEmulator({ clock: { mode: 'manual' }, instances: fleet('ap-guangzhou').running(1) });
    await using bridge = await bridged(emulator, { isStill: true });
    const leaving = new AbortController();
    const timestamp = Math.floor(emulator.runtime.now() / 1000) + 20;
    const stopping = stop(bridge, { timestamp, signal: leaving.signal });
    while ((await underWay(bridge)) === 0);
    leaving.abort();
    await expect(stopping).rejects.toThrow();
    while ((await underWay(bridge)) === 1);
    expect(bridge.lines()[0]).toMatch(
      / StopInstances .*no answer in .*, 0 requests: .* left before its Timestamp/,
    );
    expect(await bridge.health()).toMatchObject({ calls: { unanswered: 1 } });
  });

  it('has a line and a count for requests that are refused before they are parsed', async () => {
    await using bridge = await bridged(emulator);
    const port = Number(new URL(bridge.url).port);
    const send = (bytes: string): Promise<unknown> =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
        socket.resume().once('close', resolve);
      });
    const head = 'POST /v2/index.php?Signature=secret HTTP/1.1\r\nHost: a\r\n';
    await send(`${head}Content-Length: 1100000\r\n\r\n`);
    await send('nonsense\r\n\r\n');
    await send(`${head}Content-Length: 10\r\n\r\na=`);
    expect(await bridge.health()).toMatchObject({ calls: { carried: 0, refused: 3 } });
    await bridge.end();
    expect(bridge.lines().slice(0, 3)).toEqual([
      expect.stringMatching(
        /Z POST \/v2\/index.php by no SecretId at 127\.0\.0\.1:\d+: refused, HTTP 413 in 0ms.*: The body/,
      ),
      expect.stringMatching(
        /Z no request by no SecretId at .*: refused, HTTP 400 in 0ms.*: This is not HTTP/,
      ),
      expect.stringMatching(/Z POST \/v2\/index.php by .*: refused in 0ms.*: The connection ended within/),
    ]);
  });

  it('is counted at /healthz, which needs no key', async () => {
    await using bridge = await bridged(emulator, { options: '--log off' });
    const call = program(bridge, emulator);
    await call({ action: 'DescribeInstances' });
    await call({ action: 'DescribeInstances', secretKey: 'another' });
    expect(await bridge.health()).toEqual({
      ...{ status: 'ok', version: '0.1.0', startedAt: expect.any(String) as string },
      calls: { carried: 1, refused: 1, unanswered: 0, left: 0, retried: 0, underWay: 0 },
    });
    expect(bridge.lines()).toEqual([]);
  });
});

describe('the bounds of a bridge', () => {
  it('limit calls in progress: more are refused, and nothing is sent', async () => {
    const gate = held();
    await using bridge = await bridged(emulator, { options: '--max-calls 2', transport: gate.through });
    const call = program(bridge, emulator);
    const under = [0, 1].map(() => stop(bridge));
    await gate.began;
    while ((await underWay(bridge)) < 2);
    expect((await call({ action: 'DescribeInstances' })).body).toMatchObject({
      code: 6200,
      message: expect.stringContaining('2 calls are under way') as string,
    });
    gate.letGo();
    expect((await Promise.all(under)).map(({ body }) => body.code).sort()).toEqual([0, 5100]);
  });

  it('limit bodies and headers', async () => {
    await using bridge = await bridged(emulator);
    const call = program(bridge, emulator);
    const long = 'a'.repeat(1_100_000);
    expect((await call({ action: 'DescribeInstances', parameters: { searchWord: long } })).status).toBe(413);
    const header = { 'x-long': 'a'.repeat(60_000) };
    expect((await call({ action: 'DescribeInstances', headers: header })).status).toBe(431);
  });
});

describe('TLS', () => {
  const now = (): number => emulator.runtime.now();
  /** Talks to a server whose name leads to this machine, as an entry in the hosts file makes it. */
  const subjectAt = (url: string, ca: string, servername: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(url);
      request({ host: '127.0.0.1', port, ca, servername, path: '/healthz', agent: false }, (response) => {
        const { subject } = (response.socket as TLSSocket).getPeerCertificate();
        response.resume().on('end', () => resolve(String(subject.CN)));
      })
        .on('error', reject)
        .end();
    });

  it('uses a stored authority readable by its user only, so that clients need to trust it once', async () => {
    await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
    const { out: ca } = await world.run('bridge --print-ca');
    const file = world.path('.local/state/qcvm/bridge-authority.pem');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(new X509Certificate(ca).ca).toBe(true);
    expect(ca).not.toContain('PRIVATE');
    expect((await world.run('bridge --print-ca')).out).toBe(ca);
    const kept = await readFile(file, 'utf8');
    await using bridge = await bridged(emulator, {
      options: '--tls --tls-name ops.example --ca-file ca.pem --authority kept.pem',
      prepare: (other) => writeFile(other.path('kept.pem'), kept, { mode: 0o600 }),
    });
    for (const name of ['cvm.api.qcloud.com', 'image.api.qcloud.com', 'localhost', 'ops.example'])
      expect(await subjectAt(bridge.url, ca, name)).toBe('qcvm bridge');
    await expect(subjectAt(bridge.url, ca, 'cvm.example')).rejects.toThrow(/altnames/);
    expect(await readFile(bridge.world.path('ca.pem'), 'utf8')).toBe(ca);
    // Programs of other users have to trust it.
    expect((await stat(bridge.world.path('ca.pem'))).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  const openssl = (world: World, given: string): void =>
    void execFileSync('openssl', given.split(' '), { cwd: world.path('.'), stdio: 'pipe' });
  /** Writes an authority that openssl has made, by the clock of the machine. */
  async function foreign(
    world: World,
    key: string,
    more = '',
    subject = '/O=Example/CN=Root',
  ): Promise<void> {
    openssl(
      world,
      `req -x509 -newkey ${key} -nodes -keyout key.pem -out ca.pem -days 4000 -subj ${subject}${more}`,
    );
    await keep(
      world,
      await readFile(world.path('key.pem'), 'utf8'),
      await readFile(world.path('ca.pem'), 'utf8'),
    );
  }
  const keep = (world: World, ...parts: readonly string[]): Promise<void> =>
    writeFile(world.path('kept.pem'), parts.join(''), { mode: 0o600 });
  const ec = 'ec -pkeyopt ec_paramgen_curve:prime256v1';

  it.skipIf(!isInstalled('openssl')).each([ec, 'ec -pkeyopt ec_paramgen_curve:secp384r1', 'rsa:2048'])(
    'may be by an authority that was made elsewhere: %s',
    async (key) => {
      emulator.clock.set(Date.now() + 60_000);
      await using bridge = await bridged(emulator, {
        options: '--tls --authority kept.pem',
        prepare: (world) => foreign(world, key, ' -addext keyUsage=critical,keyCertSign'),
      });
      const ca = await readFile(bridge.world.path('ca.pem'), 'utf8');
      expect(await subjectAt(bridge.url, ca, 'cvm.api.qcloud.com')).toBe('qcvm bridge');
      const { certificate } = issueCertificate(
        { key: await readFile(bridge.world.path('key.pem'), 'utf8'), certificate: ca },
        { names: ['localhost'], now: now(), subject: 'a' },
      );
      await writeFile(bridge.world.path('leaf.pem'), certificate);
      // As Python does since 3.13.
      openssl(bridge.world, 'verify -x509_strict -CAfile ca.pem leaf.pem');
    },
  );

  const authority = (now: number): { key: string; certificate: string } =>
    createAuthority({ name: 'a', now });
  it
    .skipIf(!isInstalled('openssl'))
    .each<[what: string, prepare: (world: World) => Promise<void>, says: string]>([
      [
        'whose key is that of another',
        (world) => keep(world, authority(now()).key, authority(now()).certificate),
        'its key does not belong to its certificate',
      ],
      [
        'that has expired',
        (world) => keep(world, ...Object.values(authority(now() - 4000 * 86_400_000))),
        'its certificate has expired, on ',
      ],
      [
        'that is not valid yet',
        (world) => keep(world, ...Object.values(authority(now() + 40 * 86_400_000))),
        'its certificate is not valid before ',
      ],
      [
        'that is none',
        (world) => foreign(world, ec, ' -addext basicConstraints=critical,CA:FALSE'),
        'is not that of an authority (CA:FALSE)',
      ],
      [
        'that may not sign',
        (world) => foreign(world, ec, ' -addext keyUsage=critical,digitalSignature'),
        'cannot be used: ',
      ],
      [
        'whose key is short',
        (world) => foreign(world, 'rsa:1024'),
        'its key is short: it has 1024 bits, and programs ask for 2048',
      ],
      [
        'that may sign for other names only',
        (world) => foreign(world, ec, ' -addext nameConstraints=critical,permitted;DNS:foo.example'),
        'permitted subtree violation',
      ],
      [
        'that may not sign for these names',
        (world) => foreign(world, ec, ' -addext nameConstraints=critical,excluded;DNS:qcloud.com'),
        'excluded subtree violation',
      ],
      [
        'that is for clients',
        (world) => foreign(world, ec, ' -addext extendedKeyUsage=clientAuth'),
        'programs would not trust it: ',
      ],
      [
        'with an unknown critical extension',
        (world) => foreign(world, ec, ' -addext 1.2.3.4=critical,DER:0500'),
        'programs would not trust it: ',
      ],
      [
        'with a curve that is written out',
        (world) => foreign(world, `${ec} -pkeyopt ec_param_enc:explicit`),
        'its key names no curve',
      ],
      ['without a name', (world) => foreign(world, ec, '', '/'), 'its certificate has no subject'],
      ['whose key is of another kind', (world) => foreign(world, 'ed25519'), 'of the type ed25519'],
    ])(
    'is not served by an authority %s, and its certificate is not printed',
    async (_what, prepare, says) => {
      await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
      emulator.clock.set(Date.now() + 60_000);
      await prepare(world);
      for (const options of ['--port 0 --tls', '--print-ca']) {
        const { code, err, out } = await world.run(`bridge ${options} --authority kept.pem`);
        expect({ code, err: err.replace(/\s+/g, ' '), out }).toEqual({
          ...{ code: 2, out: '' },
          err: expect.stringContaining(says) as string,
        });
      }
    },
  );

  it.each(['kept.pem', './kept.pem', 'link.pem'])(
    'never replaces an authority by its certificate: --ca-file %s',
    async (caFile) => {
      await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
      await world.run('bridge --print-ca --authority kept.pem');
      await symlink('kept.pem', world.path('link.pem'));
      const kept = await readFile(world.path('kept.pem'), 'utf8');
      const { code, err } = await world.run(`bridge --port 0 --tls --authority kept.pem --ca-file ${caFile}`);
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringContaining('holds a private key, which the certificate would replace') as string,
      });
      expect(await readFile(world.path('kept.pem'), 'utf8')).toBe(kept);
    },
  );

  it('refuses a file that is not an authority', async () => {
    await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
    await writeFile(world.path('kept.pem'), 'not PEM', { mode: 0o600 });
    const { code, err } = await world.run('bridge --port 0 --tls --authority kept.pem');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('kept.pem') as string });
  });
});

describe('a bridge for other machines', () => {
  it.each([
    ['--host 0.0.0.0', '--allow-remote'],
    ['--host 0.0.0.0 --allow-remote', '--tls'],
    ['--host 0.0.0.0 --allow-remote --tls --accept-any-key', 'with your key'],
    ['--tls-name a.example', '--tls'],
    ['--ca-file ca.pem', '--tls'],
    ['--authority kept.pem', '--authority needs --tls'],
    ['--scenario a.json', '--to emulator'],
    ['--to nowhere', 'neither a URL nor emulator'],
    ['--to https://cvm.api.qcloud.com', 'is API 2.0'],
    ['--to http://192.0.2.2:8790', '--allow-plain-http'],
    ['--to ftp://example.com', 'must start with https://'],
    ['--to ftp://example.com', 'received a string'],
    ['--tls --tls-name https://ops.example/', 'neither a host name nor an address'],
    ['--tls --tls-name bad_name', 'neither a host name nor an address'],
    ['--api 2.0', 'API 3.0'],
    ['--endpoint http://127.0.0.1:9 --to emulator', 'both say where calls go'],
    ['--region ap-guangzhou', 'each call has a Region of its own'],
    ['--region ap-beijing --to emulator --scenario a.json', 'the scenario says where its instances are'],
  ])('is refused, or a mistake, with %s', async (options, says) => {
    await using world = await World.create({ emulator, variables: { QCVM_API: '' } });
    const { code, err } = await world.run(`bridge --port 0 ${options}`);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(says) as string });
  });
});

describe('--to emulator', () => {
  it('accepts the keys of the programs for a rehearsal', async () => {
    await using bridge = await bridged(emulator, { options: '--to emulator' });
    const call = program(bridge, emulator);
    const { body } = await call({ action: 'DescribeInstances' });
    expect(body).toMatchObject({ code: 0, totalCount: 5 });
    const [first] = body['instanceSet'] as readonly { unInstanceId: string }[];
    const stopped = await call({
      action: 'StopInstances',
      parameters: { 'instanceIds.0': first?.unInstanceId ?? '' },
    });
    expect(stopped.body.code).toBe(0);
    // What it was started over was never asked.
    expect(emulator.requests.total).toBe(0);
  });

  it('has instances in the region that is named', async () => {
    await using bridge = await bridged(emulator, { options: '--to emulator --region ap-beijing' });
    const { body } = await program(bridge, emulator)({ action: 'DescribeInstances', region: 'bj' });
    expect(body).toMatchObject({ code: 0, totalCount: 5 });
  });

  it('loads the scenario', async () => {
    const scenario = { instances: [{ unInstanceId: 'ins-09dx96dg', region: 'ap-beijing' }] };
    await using bridge = await bridged(emulator, {
      options: '--to emulator --scenario world.json',
      prepare: (world) => writeFile(world.path('world.json'), JSON.stringify(scenario)),
    });
    const { body } = await program(bridge, emulator)({ action: 'DescribeInstances', region: 'bj' });
    expect(body).toMatchObject({ code: 0, instanceSet: [{ unInstanceId: 'ins-09dx96dg', Region: 'bj' }] });
  });
});
