import { lstat, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createEmulator, fleet } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';

const noKey = { TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '', QCVM_REGION: '' };
const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

let world: World;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world[Symbol.asyncDispose]());

it('qcvm configure asks, and writes files that only their owner can read', async () => {
  await using world = await World.create({ terminal: 80 });
  const answers = ['gz,ap-beijing', 'table', 'AKIDnew', 'secretSecret'];
  const { code, out, err, questions } = await world.run('configure --profile night', { answers });
  expect(code).toBe(0);
  expect(questions[0]).toContain('Region of profile night');
  expect(await readFile(world.path('.config/qcvm/config'), 'utf8')).toBe(
    '[night]\nregion = ap-guangzhou,ap-beijing\noutput = table\n',
  );
  expect(await readFile(world.path('.tencentcloud/credentials'), 'utf8')).toBe(
    '[night]\nsecret_id = AKIDnew\nsecret_key = secretSecret\n',
  );
  expect(await mode(world.path('.config/qcvm/config'))).toBe(0o600);
  expect(await mode(world.path('.tencentcloud/credentials'))).toBe(0o600);
  expect(await mode(world.path('.tencentcloud'))).toBe(0o700);
  expect(out + err).not.toContain('secretSecret');
  const listed = await world.run('configure list --profile night --color never');
  expect(listed.out).toMatch(/region +ap-guangzhou,ap-beijing\n/);
  expect(listed.out).toMatch(/api +2.0\n/);
  expect(listed.out).toContain('AKIDnew… from: profile night');
  expect(listed.out).not.toContain('secretSecret');
});

it('qcvm configure keeps other profiles, and the key that the new one replaces only when asked', async () => {
  await using world = await World.create({ terminal: 80 });
  await mkdir(world.path('.tencentcloud'));
  const before =
    '# mine\n[default]\nsecret_id = AKIDold\nsecret_key = old\n[other]\nsecret_id = AKIDother\nsecret_key = o\n';
  await writeFile(world.path('.tencentcloud/credentials'), before);
  const kept = await world.run('configure', { answers: ['gz', 'table', false] });
  expect(kept.questions.at(-1)).toContain(
    'There is a key (AKIDold…, from: profile default). Enter another one?',
  );
  expect(await readFile(world.path('.tencentcloud/credentials'), 'utf8')).toBe(before);
  await world.run('configure', { answers: ['gz', 'table', true, 'AKIDnew', 'new'] });
  const after = await readFile(world.path('.tencentcloud/credentials'), 'utf8');
  expect(after).toBe(before.replace('AKIDold', 'AKIDnew').replace('= old', '= new'));
  expect(await mode(world.path('.tencentcloud/credentials'))).toBe(0o600);
});

it('qcvm configure leaves other sections of a file of keys and the ends of its lines as they are', async () => {
  await using world = await World.create({ terminal: 80 });
  await mkdir(world.path('.tencentcloud'));
  const before = '# mine\r\n[profile night]\r\nsecret_id = AKIDother\r\nsecret_key = o\r\n';
  await writeFile(world.path('.tencentcloud/credentials'), before);
  const variables = { TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' };
  await world.run('configure --profile night', { answers: ['gz', 'table', 'AKIDnew', 'new'], variables });
  expect(await readFile(world.path('.tencentcloud/credentials'), 'utf8')).toBe(
    `${before}\r\n[night]\r\nsecret_id = AKIDnew\r\nsecret_key = new\r\n`,
  );
  const listed = await world.run('configure list --profile night --color never', { variables });
  expect(listed.out).toContain('AKIDnew… from: profile night');
});

it.each([
  ['.tccli', 'default.credential', '{"secretId":"AKIDtccli","secretKey":"k"}'],
  ['.qcloudcli', 'credentials', '[default]\nqcloud_secretid = AKIDqcli\nqcloud_secretkey = k\n'],
])('qcvm configure finds the key of the tool that writes ~/%s/%s', async (directory, file, text) => {
  await mkdir(world.path(directory));
  await writeFile(world.path(`${directory}/${file}`), text);
  const { out } = await world.run('configure list');
  expect(out).toMatch(/key +AKID(tccl|qcli)i?… from: profile default/);
});

it('qcvm configure suggests the region of the other tools', async () => {
  await using world = await World.create({ terminal: 80 });
  await mkdir(world.path('.tccli'));
  await writeFile(world.path('.tccli/default.configure'), '{"_sys_param":{"region":"sh"}}');
  const seen: (string | undefined)[] = [];
  // The suggestion is the prompt's initial value; the harness answers with what it is given, so ask the source.
  const { existingRegion } = await import('../../src/configuration/other-tools.js');
  const { nodeFiles } = await import('../../src/environment/node/files.node.js');
  seen.push(await existingRegion({ files: nodeFiles, homeDirectory: world.home }, 'default'));
  await mkdir(world.path('.qcloudcli'));
  await writeFile(world.path('.qcloudcli/config'), '[night]\nregion = bj\n');
  seen.push(await existingRegion({ files: nodeFiles, homeDirectory: world.home }, 'night'));
  expect(seen).toEqual(['ap-shanghai', 'ap-beijing']);
});

it('qcvm configure gets, sets and unsets entries', async () => {
  expect((await world.run('configure get region')).code).toBe(1);
  await world.run('configure set region gz');
  await world.run('configure set output json');
  expect((await world.run('configure get region')).out).toBe('ap-guangzhou\n');
  await world.run('configure unset region');
  expect(await readFile(world.path('.config/qcvm/config'), 'utf8')).toBe('[default]\noutput = json\n');
});

it.each([
  ['configure', 'questions need a terminal'],
  ['configure set secret_key x', '"secret_key" is not an entry'],
  ['configure set output yaml', '"yaml" is not one of table'],
  ['configure set region Mars!', 'is not a region'],
  ['configure set endpoint nowhere', 'endpoint must be a URL such as'],
  ['configure set endpoint http://example.com', 'endpoint must start with https://'],
  ['configure set endpoint https://example.com/?a=1', 'endpoint must have no user, password, query'],
  ['configure get region --profile nosuch', 'nosuch'],
  ['configure unset region --profile nosuch', 'nosuch'],
  ['configure set protect @nowhere', 'no such file'],
  ['configure set region gz --profile ../x', 'is not a profile name'],
  ['configure nonsense', "unknown command 'nonsense'"],
])('qcvm configure refuses `qcvm %s`', async (line, message) => {
  const { code, err } = await world.run(line);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

const text = '# mine\n[default]\nregion: ap-beijing # near\n[night shift]\nregion = "ap-shanghai"\n';
const region = async (content: string | Buffer, options = ''): Promise<string> => {
  await mkdir(world.path('.config/qcvm'), { recursive: true });
  await writeFile(world.path('.config/qcvm/config'), content);
  const { out, err } = await world.run(`configure get region ${options}`);
  return out + err;
};

it.each<[string, string | Buffer]>([
  ['as it is', text],
  ['a byte order mark', `\ufeff${text}`],
  ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['lines that end with CR', text.replaceAll('\n', '\r')],
])('the configuration file reads the same with %s', async (_, content) => {
  expect(await region(content)).toBe('ap-beijing\n');
});

it('the configuration file may have any name of a profile that is no path', async () => {
  const run = (...words: string[]) => world.run([...words, '--profile', '夜班 1']);
  expect(await run('configure', 'set', 'region', 'ap-shanghai')).toMatchObject({ code: 0, err: '' });
  expect((await run('configure', 'get', 'region')).out).toBe('ap-shanghai\n');
});

it('the configuration file stays a link where it is one', async () => {
  await mkdir(world.path('.config/qcvm'), { recursive: true });
  await mkdir(world.path('dotfiles'));
  await writeFile(world.path('dotfiles/qcvm'), text);
  await symlink(world.path('dotfiles/qcvm'), world.path('.config/qcvm/config'));
  expect((await world.run('configure set region ap-guangzhou')).code).toBe(0);
  expect((await lstat(world.path('.config/qcvm/config'))).isSymbolicLink()).toBe(true);
  expect(await readFile(world.path('dotfiles/qcvm'), 'utf8')).toContain('region = ap-guangzhou');
  await rm(world.path('dotfiles/qcvm'));
  expect((await world.run('configure set region ap-beijing')).code).toBe(0);
  expect((await lstat(world.path('.config/qcvm/config'))).isSymbolicLink()).toBe(true);
  expect(await readFile(world.path('dotfiles/qcvm'), 'utf8')).toBe('[default]\nregion = ap-beijing\n');
});

it.each([
  [['api 3.0', 'endpoint https://h.example/v2/index.php'], 'has the path of API 2.0'],
  [['endpoint https://h.example/v2/index.php', 'api 3.0'], 'has the path of API 2.0'],
  [['api 2.0', 'endpoint https://cvm.tencentcloudapi.com'], 'is one of API 3.0'],
  [['api 3.0', 'protect qcvm1'], 'API 3.0 does not know older ids'],
  [['api 2.0', 'protect qcvm1', 'api 3.0'], 'API 3.0 does not know older ids'],
])(
  'the configuration file refuses the last of what every later command would: %s',
  async (entries, message) => {
    await using world = await World.create({ variables: { QCVM_API: '' } });
    const last = entries.pop() ?? '';
    for (const entry of entries) expect((await world.run(`configure set ${entry}`)).code).toBe(0);
    const { code, err } = await world.run(`configure set ${last}`);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect((await world.run('configure list')).code).toBe(0);
  },
);

it('the configuration file can be set right where it contradicts itself', async () => {
  await using world = await World.create({ variables: { QCVM_API: '' } });
  await mkdir(world.path('.config/qcvm'), { recursive: true });
  await writeFile(
    world.path('.config/qcvm/config'),
    'api = 3.0\nendpoint = https://h.example/v2/index.php\n',
  );
  expect((await world.run('configure list')).code).toBe(2);
  expect((await world.run('configure get api')).out).toBe('3.0\n');
  expect((await world.run('configure unset api')).code).toBe(0);
  expect((await world.run('configure list')).code).toBe(0);
});

it('the configuration file shows every line of the protection list, and replaces all of them', async () => {
  await mkdir(world.path('.config/qcvm'), { recursive: true });
  await writeFile(
    world.path('.config/qcvm/config'),
    '[default]\nprotect = ins-00000001\nregion = gz\nprotect = ins-00000002, ins-00000003\n',
  );
  const get = async (): Promise<string> => (await world.run('configure get protect')).out;
  expect(await get()).toBe('ins-00000001\nins-00000002, ins-00000003\n');
  await world.run('configure set protect ins-00000004');
  expect(await get()).toBe('ins-00000004\n');
});

it('the configuration file keeps a value that would read as another one', async () => {
  await writeFile(world.path('keep # 1.txt'), 'ins-09dx96dg\n');
  const protect = `@${world.path('keep # 1.txt')}`;
  expect((await world.run(['configure', 'set', 'protect', protect])).code).toBe(0);
  expect((await world.run('configure get protect')).out).toBe(`${protect}\n`);
});

const emulatorOf = () =>
  createEmulator({ clock: { mode: 'manual' }, instances: fleet('ap-guangzhou').running(3) });

it('qcvm doctor reports no problem for a working setup', async () => {
  await using world = await World.create({ emulator: emulatorOf() });
  const { code, out } = await world.run('doctor');
  expect(code).toBe(0);
  expect(out).toMatch(/ok +credentials +key AKIDemul… from: environment/);
  expect(out).toMatch(/ok +clock +agrees/);
  expect(out).toMatch(/ok +call +DescribeInstances in ap-guangzhou: 3 in all/);
  expect(out).not.toContain('FAIL');
});

it('qcvm doctor reports a missing key, and runs the checks that need none', async () => {
  await using world = await World.create({
    emulator: emulatorOf(),
    variables: { ...noKey, QCVM_REGION: 'gz' },
  });
  const { code, out } = await world.run('doctor');
  expect(code).toBe(3);
  expect(out).toMatch(/FAIL +credentials +none found/);
  expect(out).toMatch(
    /\n {18}environment: .+ not set.*\n {18}profile default: .+\n {18}role of this instance: /,
  );
  expect(out.match(/qcvm configure/g)).toHaveLength(1);
  expect(out).not.toContain('the client');
  expect(out).toMatch(/ok +DNS/);
});

it.each(['https://127.0.0.1:8443', 'https://[::1]:8443'])(
  'qcvm doctor asks no name server for %s',
  async (endpoint) => {
    await using world = await World.create({ emulator: emulatorOf() });
    const { out } = await world.run(`doctor --endpoint ${endpoint}`);
    expect(out).not.toContain('DNS');
    expect(out).toMatch(/ok +TLS/);
  },
);

it('qcvm doctor finds a clock that is wrong', async () => {
  const emulator = emulatorOf();
  emulator.faults.add({ fault: { kind: 'clockSkew', seconds: 3600 } });
  await using world = await World.create({ emulator });
  const { code, out } = await world.run('doctor');
  expect(code).toBe(1);
  expect(out).toMatch(/FAIL +clock +1h00m behind that of the service\n +Set the clock/);
});

it('qcvm doctor warns of a key file that others can read', async () => {
  await using world = await World.create({ emulator: emulatorOf() });
  await mkdir(world.path('.tencentcloud'));
  await writeFile(world.path('.tencentcloud/credentials'), '', { mode: 0o644 });
  const { out } = await world.run('doctor');
  expect(out).toMatch(/warn +key file +~\/\.tencentcloud\/credentials can be read by others\n +chmod 600/);
});

it('qcvm doctor distinguishes a refused key from an unreachable service', async () => {
  await using world = await World.create({ emulator: emulatorOf() });
  const refused = await world.run('doctor', { variables: { TENCENTCLOUD_SECRET_KEY: 'wrongwrong' } });
  expect(refused.code).toBe(3);
  expect(refused.out).toMatch(/FAIL +call +DescribeInstances failed with code 4100/);
  const emulator = emulatorOf();
  emulator.faults.add({ fault: { kind: 'unreachable' } });
  const gone = await world.run('doctor', { emulator });
  expect(gone.code).toBe(4);
});

it('qcvm emulate serves until Ctrl-C, and says how to talk to it', async () => {
  const running = world.run('emulate --port 0 --instances 3 --region gz,bj --json');
  while (world.stdout.text === '') await new Promise((resolve) => setTimeout(resolve, 5));
  const told = JSON.parse(world.stdout.text) as {
    endpoint: string;
    page: string;
    secretId: string;
    secretKey: string;
  };
  const variables = { TENCENTCLOUD_SECRET_ID: told.secretId, TENCENTCLOUD_SECRET_KEY: told.secretKey };
  await using operator = await World.create({ variables });
  const { code, out } = await operator.run(`describe -r gz,bj -o ids --endpoint ${told.endpoint}`);
  expect({ code, lines: out.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 6 });
  expect((await fetch(told.page)).status).toBe(200);
  world.interrupt();
  expect((await running).code).toBe(0);
  await expect(fetch(told.page)).rejects.toThrow();
});

/** What an emulator says of itself, and what a command against it then says. */
async function commanded(
  emulate: string,
  command: (told: { endpoint: string; url: string; endpoints: Readonly<Record<string, string>> }) => string,
): Promise<{ told: { endpoint: string }; code: number; out: string; err: string }> {
  await writeFile(
    world.path('plain.json'),
    JSON.stringify({ instances: [{ region: 'gz', count: 2 }], behaviour: { v3: { mixedBatch: 'whole' } } }),
  );
  const running = world.run(`${emulate} --port 0 --json`);
  while (world.stdout.text === '') await new Promise((resolve) => setTimeout(resolve, 5));
  const told = JSON.parse(world.stdout.text) as {
    endpoint: string;
    url: string;
    endpoints: Readonly<Record<string, string>>;
    secretId: string;
    secretKey: string;
  };
  const variables = { TENCENTCLOUD_SECRET_ID: told.secretId, TENCENTCLOUD_SECRET_KEY: told.secretKey };
  await using operator = await World.create({ variables });
  const said = await operator.run(command(told));
  world.interrupt();
  await running;
  return { told, ...said };
}

it.each([
  ['whose time runs a thousand times as fast', 'emulate --speed 1000 --instances 2'],
  ['that listens everywhere', 'emulate --host 0.0.0.0 --allow-remote --instances 2'],
  ['with a scenario that names no account', 'emulate --scenario plain.json'],
])('an emulator %s answers at the endpoint and to the key that it prints', async (_what, line) => {
  const { told, code, out, err } = await commanded(
    line,
    ({ endpoint }) => `describe -r gz -o ids --endpoint ${endpoint}`,
  );
  expect(told.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2\/index\.php$/);
  expect({ code, err, lines: out.trimEnd().split('\n').length }).toEqual({ code: 0, err: '', lines: 2 });
});

it.each([
  ['2.0', '', '/v2/index.php'],
  ['3.0', '', ''],
  ['2.0', '--scenario plain.json', '/v2/index.php'],
  ['3.0', '--scenario plain.json', ''],
])(
  'plain HTTP to another address is refused over API %s, unless it is allowed by name (emulate %s)',
  async (api, fleet, path) => {
    const asked = async (options: string): Promise<{ code: number; out: string; err: string }> =>
      commanded(`emulate --host 0.0.0.0 --allow-remote ${fleet}`, ({ url }) => {
        const endpoint = `http://0.0.0.0:${new URL(url).port}${path}`;
        return `describe -r gz -o ids --api ${api} --endpoint ${endpoint} ${options}`;
      });
    const refused = await asked('');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--allow-plain-http');
    expect(refused.err).not.toContain('allowPlainHttp');
    expect(await asked('--allow-plain-http')).toMatchObject({ code: 0, err: '' });
  },
);

it.each(['3.0', '2.0'])('an emulator answers at the endpoint that it prints for API %s', async (api) => {
  const { code, out, err } = await commanded(
    'emulate --instances 2',
    ({ endpoints }) => `describe -r gz -o ids --endpoint ${endpoints[api]}`,
  );
  expect({ code, err, lines: out.trimEnd().split('\n').length }).toEqual({ code: 0, err: '', lines: 2 });
});

it('qcvm emulate exports the endpoint of API 3.0, and names that of API 2.0', async () => {
  const running = world.run('emulate --port 0 --no-page');
  while (world.stdout.text === '') await new Promise((resolve) => setTimeout(resolve, 5));
  world.interrupt();
  const { out } = await running;
  const [, url = ''] = /API 3\.0 at (\S+)/.exec(out) ?? [];
  expect(out).toContain(`  export QCVM_ENDPOINT=${url}\n`);
  expect(out).toContain(`The same over API 2.0: export QCVM_ENDPOINT=${url}/v2/index.php\n`);
});

it('qcvm emulate takes a scenario, and prints no key of it', async () => {
  const scenario = {
    accounts: [{ keys: [{ secretId: 'AKIDmine', secretKey: 'mySecretKey' }] }],
    instances: [{ region: 'gz', count: 7 }],
  };
  await writeFile(world.path('scenario.json'), JSON.stringify(scenario));
  const running = world.run('emulate --port 0 --scenario scenario.json --no-page');
  while (world.stdout.text === '') await new Promise((resolve) => setTimeout(resolve, 5));
  world.interrupt();
  const { out } = await running;
  expect(out).toMatch(
    /^Emulating the CVM API with 7 instances\.\n {2}API 3\.0 at (http:\/\/127\.0\.0\.1:\d+)\n {2}API 2\.0 at \1\/v2\/index\.php\n/,
  );
  expect(out).not.toContain('mySecretKey');
  expect(out).not.toContain('See it at');
});

it.each([
  ['s.yaml', 'instances:\n  - { region: gz, count: 7 } # a small fleet\n'],
  ['s.yml', 'instances: [{ region: gz, count: 7 }]\n'],
  ['s.json', '{ "instances": [{ "region": "gz", "count": 7 }] }'],
])('qcvm emulate takes the scenario %s', async (name, text) => {
  await writeFile(world.path(name), text);
  const running = world.run(`emulate --port 0 --scenario ${name} --no-page`);
  while (world.stdout.text === '' && world.stderr.text === '')
    await new Promise((resolve) => setTimeout(resolve, 5));
  world.interrupt();
  const { out, err } = await running;
  expect(err).toBe('');
  expect(out).toContain('with 7 instances.');
});

it.each([
  ['broken.yaml', 'instances: [', 'broken.yaml: line 1, column 13: Flow sequence'],
  ['broken.json', '{ "instances": ', 'JSON'],
  ['lines.json', '{\n  "instances": nothing\n}', 'JSON'],
])('qcvm emulate says that the scenario %s cannot be read', async (name, text, word) => {
  await writeFile(world.path(name), text);
  const { code, err } = await world.run(`emulate --port 0 --scenario ${name}`);
  expect(code).toBe(2);
  expect(err).toContain('the scenario cannot be read');
  expect(err).toContain(word);
  expect(err).not.toContain(String.raw`\n`);
  expect(err).not.toContain('^');
});

it.each([
  [{ instances: [{ region: 'gz', count: -1 }] }, 'instances'],
  [{ instanzes: [] }, 'instanzes'],
])('qcvm emulate names what is wrong with the scenario %j', async (scenario, word) => {
  await writeFile(world.path('scenario.json'), JSON.stringify(scenario));
  const { code, err } = await world.run('emulate --port 0 --scenario scenario.json');
  expect(code).toBe(2);
  expect(err).toContain(word);
});

it('qcvm emulate names everything that is wrong with a scenario, a line for each', async () => {
  const scenario = { instances: [{ region: 'gz', count: -1 }], instanzes: [] };
  await writeFile(world.path('scenario.json'), JSON.stringify(scenario));
  const { err } = await world.run('emulate --port 0 --scenario scenario.json');
  expect(err).not.toContain('\\n');
  expect(err).toMatch(/2 problems\n {2}instances\.0\.count: .*\n {2}instanzes: unknown/);
});

it.each([
  ['emulate --scenario nowhere.json', 'there is no scenario file'],
  ['emulate --scenario x --instances 5', '--instances and --scenario exclude each other'],
  ['emulate --port 99999', 'Give a port from 0 to 65535'],
  ['emulate --ca-file x --port 0', '--ca-file needs --tls'],
  ['emulate --tls-name ci.example --port 0', '--tls-name needs --tls'],
  ['emulate --region mars --port 0', 'region: "mars" is not a region'],
  ['emulate --host 0.0.0.0 --port 0', 'or add --allow-remote'],
])('qcvm emulate refuses `qcvm %s`', async (line, message) => {
  const { code, err } = await world.run(line);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
