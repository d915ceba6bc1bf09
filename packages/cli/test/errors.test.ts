import { createEmulator, fleet, type Fault, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TransportFailure, type Transport } from '@qcvm/client';
import { World } from './harness.js';

const emulatorWith = (fault?: Fault) =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(2),
    ...(fault === undefined ? {} : { faults: [{ fault }] }),
  });

let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = emulatorWith();
  world = await World.create({ emulator });
});
afterEach(() => world[Symbol.asyncDispose]());

it('a command without credentials ends with 3, and says where they were looked for', async () => {
  const { code, err } = await world.run('describe', {
    variables: { TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' },
  });
  expect(code).toBe(3);
  expect(err).toContain('TENCENTCLOUD_SECRET_ID');
  expect(err).toContain('.tencentcloud/credentials');
  expect(err).toMatch(/^ {2}Run `qcvm configure`, or provide them in one of these ways\.$/m);
});

it('an error prints its advice on a separate line, and repeats nothing', async () => {
  const { err } = await world.run('describe --region ap-guangzhu --allow-unknown-region');
  const [happened = '', advice, ...more] = err.trimEnd().split('\n');
  expect(happened).toMatch(/^error: DescribeInstances failed with code 4000 \(InvalidRequestParameter\): /);
  expect(happened.match(/is not a region/g)).toHaveLength(1);
  expect(advice).toBe('  Correct the parameter; the reference page has its spelling and range.');
  expect(more).toEqual([]);
});

it('an error quotes the answer of API 3.0 to a forwarded call once', async () => {
  const { err } = await world.run('describe --api 3.0 --region ap-guangzhu --allow-unknown-region');
  expect(err).toContain('UnsupportedRegion');
  expect(err.match(/is not a region/g)).toHaveLength(1);
});

it('an error about a missing profile prints a command that can be pasted', async () => {
  const { err } = await world.run(['describe', '--profile', 'my profile']);
  expect(err).toContain("qcvm configure --profile 'my profile'");
});

it('an endpoint that the client refuses ends a command with 2, without the option names of the client', async () => {
  const { code, err } = await world.run('describe', {
    variables: { QCVM_ENDPOINT: 'http://gateway.example/' },
  });
  expect(code).toBe(2);
  expect(err).toContain('endpoint must start with https://');
  expect(err).not.toContain('allowPlainHttp');
  expect(err).toMatch(/^ {2}Correct the option, the environment variable or the profile that sets it/m);
});

it.each([
  ['stop-instances --instance-ids ins-1,ins-1 --yes', '--instance-ids: item 2 must not repeat item 1'],
  [
    'describe-instances --instance-ids ins-1 --offset 1 --all --instance-ids ins-1',
    '--instance-ids: item 2 ',
  ],
  ['stop-instances --instance-ids ins-1,ins-1 --dry-run --api 3.0', '--instance-ids: item 2 must not repeat'],
])('an error names the options of `qcvm %s`, not the parameters of the client', async (line, message) => {
  const { code, err } = await world.run(line);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err).toMatch(/^ {2}Nothing was sent\.$/m);
  expect(err).not.toContain('instanceIds');
  expect(emulator.requests.total).toBe(0);
});

it.each([
  ['describe --lan-ips 1.2.3.4,1.2.3.4', 'describe: --lan-ips: item 2 must not repeat item 1'],
  ['stop --lan-ips 1.2.3.4,1.2.3.4 --yes', 'stop: --lan-ips: item 2 must not repeat item 1'],
  ['describe --status 99 --api 3.0', 'describe: --status must be one that API 3.0 supports'],
  ['api cvm', "missing required argument 'action'"],
  ['api c.v.m DescribeInstances', 'api: <service> must be a name such as cvm'],
  ['api cvm Describe-Instances', 'api: <action> must be a name such as cvm or StopInstances'],
  ['api cbs DescribeDisks --version 3', 'api: --version must be'],
  ['api cbs DescribeDisks --version v2017-03-12', 'api: --version must be'],
  ['api cvm DescribeInstances Region=ap-beijing', 'api: Region is set automatically'],
  ['api cvm DescribeInstances Signature=x --version 2.0', 'api: Signature is set automatically'],
  [
    'api cbs DescribeDisks --version 2017-03-12 --endpoint https://cvm.tencentcloudapi.com',
    'api: <service> must be cvm, as the endpoint is the host of that: use https://cbs.tencentcloudapi.com',
  ],
])('an error names what was typed as `qcvm %s`', async (line, message) => {
  const { code, err } = await world.run(line, { variables: { QCVM_API: '' } });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) as string });
  expect(emulator.requests.total).toBe(0);
});

it('a long message wraps to the terminal, and stays whole in a pipe', async () => {
  const variables = { QCVM_ENDPOINT: 'http://gateway.example/' };
  const piped = await world.run('describe', { variables });
  const shown = await world.run('describe --color never', { variables, terminal: 60 });
  expect(Math.max(...shown.err.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
  expect(shown.err.replace(/\s+/g, ' ')).toBe(piped.err.replace(/\s+/g, ' '));
  expect(piped.err.trimEnd().split('\n')).toHaveLength(2);
});

it.each(['describe --status bogus', 'doctor'])('what `qcvm %s` says wraps at white space', async (line) => {
  const variables = { TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' };
  const piped = await world.run(line, { variables });
  const shown = await world.run(line, { variables: { ...variables, NO_COLOR: '1' }, terminal: 80 });
  const all = ({ out, err }: typeof piped): string => out + err;
  expect(
    Math.max(
      ...all(shown)
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThanOrEqual(80);
  expect(all(shown).replace(/\s+/g, ' ')).toBe(all(piped).replace(/\s+/g, ' '));
  expect(
    Math.max(
      ...all(piped)
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeGreaterThan(80);
});

it('a certificate that is not trusted ends a command with 4 after one attempt, with what to do about it', async () => {
  let attempts = 0;
  const reason =
    'could not connect (ERR_TLS_CERT_ALTNAME_INVALID): the certificate is not trusted (see `ca` of createNodeTransport) or not for this host';
  await using world = await World.create({
    emulator: emulatorWith(),
    transport: () => ({
      send: async () => {
        attempts += 1;
        throw new TransportFailure(reason, { phase: 'unsent', permanent: true });
      },
    }),
  });
  const { code, err } = await world.run('describe');
  expect({ code, attempts }).toEqual({ code: 4, attempts: 1 });
  expect(err).toMatch(/NODE_EXTRA_CA_CERTS=FILE.+--tls-name/);
  expect(err).not.toContain('createNodeTransport');
  expect(err).not.toContain('safe to send it again');
});

it('a key that the service does not know ends a command with 3', async () => {
  const { code, err } = await world.run('describe', {
    variables: { TENCENTCLOUD_SECRET_ID: 'AKIDunknown' },
  });
  expect(code).toBe(3);
  expect(err).toContain('4104');
});

it('a wrong signature ends a command with 3, and the output does not contain the key', async () => {
  const secret = 'notTheRightSecretKey1234567890';
  const { code, err } = await world.run('describe --verbose', {
    variables: { TENCENTCLOUD_SECRET_KEY: secret },
  });
  expect(code).toBe(3);
  expect(err).toContain('4100');
  expect(err).not.toContain(secret);
  expect(err).not.toContain('Signature=');
});

it.each([
  ['describe-images --image-type 2 --api 3.0', 'there is `qcvm api cvm` with DescribeImages'],
  ['describe --status resetting-password --api 3.0', 'or call API 3.0 directly (`qcvm api`)'],
  ['api cbs DescribeDisks', 'api: --version is required for cbs'],
  ['conformance --only nope', 'conformance: --only: there is no check "nope"'],
  ['describe --endpoint http://203.0.113.1/', 'use --allow-plain-http'],
  ['describe --endpoint nowhere', 'received a string of length 7, "nowhere"'],
])(
  'wrong usage ends a command with 2, in the words of a command and not of a program: %s',
  async (line, words) => {
    const { code, err } = await world.run(line, { variables: { QCVM_API: '' } });
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toMatch(/@qcvm|callAction|allowPlainHttp/);
  },
);

it('a service that cannot be reached ends a command with 4', async () => {
  await using world = await World.create({ emulator: emulatorWith({ kind: 'unreachable' }) });
  const { code, err } = await world.run('describe');
  expect(code).toBe(4);
  expect(err).toMatch(/^error: DescribeInstances/);
  expect(err).toContain('4 attempts');
});

const notConnected = (message: string) => (): Transport => ({
  send: async () => {
    const cause = new Error(message);
    throw new TransportFailure('could not connect', { phase: 'unsent', cause });
  },
});

it.each([
  ['--endpoint http://127.0.0.1:8798', {}, 'http://127.0.0.1:8798, by --endpoint'],
  ['', { QCVM_ENDPOINT: 'http://127.0.0.1:8798' }, 'http://127.0.0.1:8798, by QCVM_ENDPOINT'],
])(
  'an endpoint where nothing listens is named, and what named it: %s %j',
  async (option, variables, named) => {
    await using world = await World.create({
      emulator: emulatorWith(),
      transport: notConnected('connect ECONNREFUSED 127.0.0.1:8798'),
    });
    const { code, err } = await world.run(`describe ${option}`, { variables });
    expect(code).toBe(4);
    const [, ...rest] = err.trimEnd().split('\n');
    expect(rest).toEqual([
      '  Nothing is listening at 127.0.0.1:8798.',
      `  Requests go to ${named}. Correct that, or start what should answer there.`,
    ]);
    const { out } = await world.run(`doctor ${option}`, { variables });
    expect(out).toMatch(/FAIL call +.+\n +Nothing is listening at 127\.0\.0\.1:8798\.\n +Requests go to /);
  },
);

it.each([
  ['connect ECONNREFUSED 192.0.2.1:443', 'Nothing is listening at 192.0.2.1:443.'],
  ['getaddrinfo ENOTFOUND cvm.api.qcloud.com', 'There is no host cvm.api.qcloud.com.'],
  ['getaddrinfo EAI_AGAIN cvm.api.qcloud.com', 'The name cvm.api.qcloud.com cannot be looked up now.'],
])('a service that cannot be connected to is told with where to look: %s', async (message, meaning) => {
  await using world = await World.create({ emulator, transport: notConnected(message) });
  const { code, err } = await world.run('stop ins-00000001 --yes');
  expect(code).toBe(4);
  expect(err).toContain(`  ${meaning}\n  Check the network, and HTTPS_PROXY behind a proxy.`);
  expect(err).not.toContain('send it again');
});

it.each([
  ['describe --query a[', '--query "a["'],
  ['describe --columns nothing', '--columns: an instance has no field nothing'],
  ['describe --limit x', '--limit takes a number'],
  ['describe ins-1 --status running', 'instance ids cannot be combined with filters'],
  ['describe oops', '"oops" is not an instance id'],
  ['describe-instances --query a[', '--query "a["'],
  ['stop', 'stop: no instances selected'],
  ['stop oops', '"oops" is not an instance id'],
  ['stop ins-1 --all', 'stop: instance ids cannot be combined with --all'],
  ['stop ins-1 --force soon', '--force'],
  ['start --all --timeout x', 'Give a time such as'],
  ['stop-instances', '--instance-ids is missing'],
  ['api cvm DescribeInstances --query a[', '--query "a["'],
  ['sign x-y', '"x-y" is not an Action'],
  ['sign StopInstances oops', '"oops" is not name=value'],
  ['sign StopInstances --method POST', 'a URL is a GET'],
  ['conformance --only nope', '--only: there is no check "nope"'],
  ['conformance --only sinature', 'Did you mean signature?'],
  ['emulate --speed 0', 'Give a number above 0'],
  ['bridge --max-calls x', 'Give a number from 1'],
  ['fleet worker --concurrency 1e1', '--concurrency must be a number from 1 up'],
  ['fleet worker --concurrency 0', '--concurrency must be a number from 1 up'],
])('what is wrong with `qcvm %s` is said before what is missing in the settings', async (line, message) => {
  await using world = await World.create({ variables: { QCVM_API: '' } });
  const { code, out, err } = await world.run(line);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(err).not.toMatch(/no region|credentials/);
});

it('another error of the service ends a command with 1, with its own words', async () => {
  const fault: Fault = { kind: 'code', code: 6200, message: 'maintenance\u001b[2J until noon' };
  await using world = await World.create({ emulator: emulatorWith(fault) });
  const { code, err } = await world.run('describe');
  expect(code).toBe(1);
  expect(err).toContain('service says: maintenance\\u001b[2J until noon');
});

it('Ctrl-C ends a command with 130, and the second one at once', async () => {
  const emulator = emulatorWith({ kind: 'latency', milliseconds: 60_000 });
  await using world = await World.create({ emulator });
  const running = world.run('describe');
  await new Promise((resolve) => setTimeout(resolve, 0));
  world.interrupt();
  const { code, out, err } = await running;
  expect({ code, out, err }).toEqual({ code: 130, out: '', err: 'interrupted\n' });
  expect(world.exited).toBeUndefined();
  world.interrupt();
  expect(world.exited).toBe(130);
});

it('--verbose reports every request, without secrets', async () => {
  const { err } = await world.run('describe -v');
  expect(err).toMatch(/^GET DescribeInstances ap-guangzhou: HTTP 200, code 0 in \d+ms/);
  expect(err).not.toContain(emulator.credentials.secretKey);
  expect(err).not.toContain('Signature');
});
