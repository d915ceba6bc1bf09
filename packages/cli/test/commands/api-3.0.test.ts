import { writeFile } from 'node:fs/promises';
import type { Transport } from '@qcvm/client';
import { createEmulator, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';

const cloud = {
  rootType: 2,
  rootSize: 50,
  rootId: 'disk-1',
  storageType: 2,
  storageSize: 50,
  storageId: 'disk-2',
};
const id = (number: number): string => `ins-0000000${number}`;
/** What API 2.0 called it before. */
const older = (number: number): string => `qcvm${`${number}`.repeat(32)}`;

const emulatorOf = () =>
  createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    instances: [
      { unInstanceId: id(0), cvmPayMode: 2, diskInfo: cloud },
      { unInstanceId: id(1), instanceId: older(1), cvmPayMode: 2, diskInfo: { ...cloud, rootType: 1 } },
      { unInstanceId: id(2), cvmPayMode: 1, diskInfo: cloud },
      { unInstanceId: id(3), cvmPayMode: 2, diskInfo: cloud, status: 'shutDown' },
    ],
  });

/** A world in which nothing names an API. */
const worldOf = (variables: Record<string, string> = {}): Promise<World> =>
  World.create({ emulator, variables: { QCVM_API: '', ...variables } });

let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = emulatorOf();
  world = await worldOf();
});
afterEach(() => world[Symbol.asyncDispose]());

it.each([
  ['describe', {}, '3.0'],
  ['describe --api 2.0', {}, '2.0'],
  ['describe', { QCVM_API: '2.0' }, '2.0'],
  ['describe --api 3.0', { QCVM_API: '2.0' }, '3.0'],
  ['describe --endpoint https://cvm.example.com/v2/index.php', {}, '2.0'],
  ['describe --endpoint https://cvm.api.qcloud.com', {}, '2.0'],
  ['describe --endpoint https://cvm.tencentcloudapi.com', {}, '3.0'],
])('qcvm %s with %j asks API %s', async (line, variables, api) => {
  await using world = await worldOf(variables);
  const seen = new Set<string>();
  await world.run(line, {
    transport: (real) => ({
      send: (request) => {
        seen.add(new URL(request.url).pathname.includes('/v2/') ? '2.0' : '3.0');
        return real.send(request);
      },
    }),
  });
  expect([...seen]).toEqual([api]);
});

it.each([
  ['describe --api 3.0 --endpoint https://cvm.api.qcloud.com/v2/index.php', 'has the path of API 2.0'],
  ['describe --api 2.0 --endpoint https://cvm.tencentcloudapi.com', 'is one of API 3.0'],
  ['describe --api 3.0 --endpoint https://cvm.example.com/v2/index.php/', 'has the path of API 2.0'],
  ['describe --api 3.0 --endpoint https://cvm.api.qcloud.com', 'is one of API 2.0'],
  ['describe --endpoint https://cvm.tencentcloudapi.com/v2/index.php', 'is one of API 3.0'],
  ['describe --api 2.0 --signature-method TC3-HMAC-SHA256', 'TC3-HMAC-SHA256 is for API 3.0'],
  ['api cvm DescribeInstances --version 2.0 --signature-method TC3-HMAC-SHA256', 'is for API 3.0'],
  ['sign DescribeInstances --signature-method TC3-HMAC-SHA256', 'TC3-HMAC-SHA256 is for API 3.0'],
  ['stop --all --api 2.0 --signature-method TC3-HMAC-SHA256 --dry-run', 'is for API 3.0'],
  ['sign DescribeInstances --api 3.0', 'only requests of API 2.0 are signed here, but API 3.0 is named'],
  ['stop --all --api 2.0 --stop-charging --yes', '--stop-charging needs API 3.0'],
])('qcvm %s contradicts itself, and sends nothing', async (line, message) => {
  const { code, err } = await world.run(line);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(emulator.requests.list()).toEqual([]);
});

it.each([
  ['describe-images --image-type 2', 'describe-images is called by API 2.0: API 3.0 does not carry it'],
  ['delete-images --image-ids img-31tjrtph --dry-run', 'delete-images is called by API 2.0'],
])('qcvm %s says that it is not API 3.0 that is asked, unless that was said', async (line, message) => {
  const { code, err } = await world.run(line);
  expect(code).toBe(0);
  expect(err.replaceAll(/\s+/g, ' ')).toContain(message);
  expect(err.split('warning:')).toHaveLength(2);
  expect((await world.run(`${line} --api 2.0`)).err).toBe('');
});

it.each([
  ['describe', {}, '3.0', 'HmacSHA1'],
  ['describe --endpoint https://cvm.tencentcloudapi.com', {}, '3.0', 'HmacSHA256'],
  ['describe --api 3.0', {}, '3.0', 'HmacSHA1'],
  ['describe-instances --limit 1', {}, '3.0', 'HmacSHA1'],
  ['api cvm DescribeInstances Limit=1', {}, '3.0', 'HmacSHA1'],
  ['api cvm DescribeInstances Limit=1 --api 3.0', {}, '3.0', 'HmacSHA256'],
  ['api cvm DescribeInstances Limit=1 --version 2017-03-12', {}, '3.0', 'HmacSHA1'],
  ['describe --api 2.0', {}, '2.0', 'HmacSHA1'],
  ['describe', { QCVM_API: '2.0' }, '2.0', 'HmacSHA1'],
  ['api cvm DescribeInstances limit=1 --version 2.0', {}, '2.0', 'HmacSHA1'],
  ['api cvm DescribeInstances limit=1', { QCVM_API: '2.0' }, '2.0', 'HmacSHA1'],
  ['api cvm DescribeInstances Limit=1 --version 2017-03-12', { QCVM_API: '2.0' }, '3.0', 'HmacSHA1'],
  ['describe', {}, '3.0', 'TC3-HMAC-SHA256'],
  ['api cvm DescribeInstances Limit=1', {}, '3.0', 'TC3-HMAC-SHA256'],
])(
  'qcvm %s with %j is signed as --signature-method says, and asks API %s as it does without',
  async (line, variables, api, method) => {
    await using world = await worldOf(variables);
    const seen = new Set<string>();
    const { code, err } = await world.run(`${line} --signature-method ${method}`, {
      transport: (real) => ({
        send: (request) => {
          const { pathname, searchParams } = new URL(request.url);
          const signed = request.method === 'GET' ? searchParams : new URLSearchParams(request.body);
          const [tc3] = request.headers['authorization']?.split(' ') ?? [];
          seen.add(`${pathname.includes('/v2/') ? '2.0' : '3.0'} ${tc3 ?? signed.get('SignatureMethod')}`);
          return real.send(request);
        },
      }),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect([...seen]).toEqual([`${api} ${method}`]);
  },
);

it('a dry run says what is sent over API 3.0, however it is signed', async () => {
  const line = 'stop-instances --instance-ids ins-00000000 --dry-run';
  const { code, out } = await world.run(`${line} --signature-method HmacSHA1`);
  expect([code, out]).toEqual([0, (await world.run(line)).out]);
});

it('a configuration can name the API, and a wrong name is refused', async () => {
  expect((await world.run('configure set api 2.0')).code).toBe(0);
  expect((await world.run('configure get api')).out).toBe('2.0\n');
  expect(await world.run('configure set api 4.0')).toMatchObject({ code: 2 });
  expect(await world.run('describe', { variables: { QCVM_API: 'three' } })).toMatchObject({ code: 2 });
});

it('instances are listed and stopped over API 3.0 as over API 2.0', async () => {
  const listed = await world.run('describe --status running --output ids');
  expect(listed.out.trim().split('\n')).toEqual([0, 1, 2].map(id));
  const { code } = await world.run('stop --all --wait --yes');
  expect(code).toBe(0);
  expect(emulator.instances.list({ status: 'shutDown' })).toHaveLength(4);
});

it('costs stop where they can, and the question and the summary say so', async () => {
  const { code, out, questions } = await world.run('stop --all --wait --stop-charging', {
    terminal: 100,
    answers: [true],
  });
  expect(questions[0]).toContain('the public address is lost, and capacity is not kept');
  expect(questions[0]).toContain('https://cvm.tencentcloudapi.com/ (API 3.0)');
  expect(code).toBe(0);
  expect(out).toContain(`${id(0)} stopped, billing stopped`);
  expect(out).toContain(`${id(1)} stopped, still billed`);
  expect(out).toContain(`${id(2)} stopped, billing cannot be stopped`);
  expect(out).toContain(`${id(3)} already stopped, still billed until it is started and stopped again`);
});

it('the summary of many says for how many costs have stopped, and for how many they may go on', async () => {
  emulator.instances.add(
    Array.from({ length: 12 }, (_, number) => ({
      unInstanceId: `ins-1000000${number.toString(16)}`,
      cvmPayMode: 2,
      diskInfo: cloud,
      status: number < 3 ? ('shutDown' as const) : ('running' as const),
    })),
  );
  const { code, out } = await world.run('stop --all --wait --stop-charging --yes');
  expect(code).toBe(0);
  expect(out).toContain('billing: 10 stopped, 5 still billed, 1 cannot be stopped');
  const { out: plain } = await world.run('stop --all --wait --yes');
  expect(plain).not.toContain('may still be billed');
});

it('a repeated stop reports the billing of each instance', async () => {
  await world.run(`stop ${[0, 1, 2].map(id).join(' ')} --wait --stop-charging --yes`);
  const { code, out } = await world.run(`stop ${[0, 1, 2].map(id).join(' ')} --wait --stop-charging --yes`);
  expect(code).toBe(0);
  expect(out).toBe(
    [
      `${id(0)} already stopped, billing stopped`,
      `${id(1)} already stopped, still billed until it is started and stopped again`,
      `${id(2)} already stopped, billing cannot be stopped`,
      'billing: 1 stopped, 1 still billed, 1 cannot be stopped',
      '',
    ].join('\n'),
  );
});

it('without --wait that costs stop is not confirmed', async () => {
  const { out } = await world.run('stop --all --stop-charging --yes');
  expect(out).toContain(`${id(0)} shutting down, billing stop requested, not confirmed\n`);
  expect(out).toContain(
    '1 still billed, 0 cannot be stopped, 3 requested to stop, not confirmed (use --wait)',
  );
});

it('one instance that is named is asked about if its costs are to stop', async () => {
  const line = `stop ${id(0)} --stop-charging`;
  const { code, questions } = await world.run(line, { terminal: 100, answers: [false] });
  expect(questions[0]).toContain('the public address is lost');
  expect(code).not.toBe(0);
  expect((await world.run(line)).err).toContain('Add --yes');
  expect(emulator.requests.list().map(({ action }) => action)).not.toContain('StopInstances');
  expect((await world.run(`${line} --yes`)).code).toBe(0);
  expect((await world.run(`stop ${id(2)}`, { terminal: 100 })).questions).toEqual([]);
});

it('a dry run shows the very requests', async () => {
  const { out } = await world.run(`stop ${id(0)} --force fallback --stop-charging --dry-run --json`);
  const request = out
    .split('\n')
    .flatMap((line) => (line.includes('"request"') ? [JSON.parse(line) as object] : []));
  expect(request).toEqual([
    {
      type: 'request',
      endpoint: 'https://cvm.tencentcloudapi.com/',
      action: 'StopInstances',
      region: 'ap-guangzhou',
      parameters: { StopType: 'SOFT_FIRST', InstanceIds: [id(0)], StoppedMode: 'STOP_CHARGING' },
    },
  ]);
  const { out: text } = await world.run(`stop-instances --instance-ids ${id(0)} --dry-run`);
  expect(text).toContain('X-TC-Action: StopInstances');
  expect(emulator.instances.get(id(0)).status).toBe(2);
});

it('an interrupted run continues with the API of its plan', async () => {
  await world.run('stop --all --wait --yes --journal run.jsonl');
  const { code, err } = await world.run('stop --resume --journal run.jsonl --api 2.0');
  expect([code, err]).toEqual([2, expect.stringContaining('was over API 3.0, not 2.0')]);
  for (const given of [
    { QCVM_API: '2.0' },
    { QCVM_ENDPOINT: 'https://cvm.api.qcloud.com/v2/index.php' },
    { QCVM_ENDPOINT: 'https://cvm.example.com/' },
  ]) {
    const other = await world.run('stop --resume --journal run.jsonl', {
      variables: { QCVM_API: '', ...given },
    });
    expect(other.code).toBe(2);
    expect(other.err).toMatch(/^error: the interrupted run was (?:over|against) /);
  }
  expect((await world.run('stop --resume --journal run.jsonl')).code).toBe(0);
});

it.each([
  `stop --all --yes --protect ${older(1)}`,
  `stop --all --yes --protect ${older(1)} --allow-unmatched-protect`,
  `restart --all --yes --protect @keep`,
  `stop-instances --instance-ids ${id(1)} --yes --protect ${older(1)}`,
])('an older id on the protection list is refused, as it would protect nothing: %s', async (line) => {
  await writeFile(world.path('keep'), `${older(1)}\n`);
  const { code, err } = await world.run(line);
  expect([code, err]).toEqual([2, expect.stringContaining('API 3.0 does not know older ids: qcvm1')]);
  expect(err).toContain('add --api 2.0');
  expect(emulator.requests.list().every(({ action }) => action?.startsWith('Describe'))).toBe(true);
});

it.each([`stop ${id(0)} ${older(1)} --yes`, `describe ${older(1)}`])(
  'an older id is refused before anything is sent: %s',
  async (line) => {
    const { code, err } = await world.run(line);
    expect([code, err]).toEqual([2, expect.stringContaining('Give the newer ids')]);
    expect(emulator.requests.list()).toEqual([]);
  },
);

it.each([
  ['api cvm StopInstances InstanceIds.0=ins-00000001', `QCVM_PROTECT=${older(1)}`],
  [`api cvm StopInstances --version 2.0 instanceIds.0=${older(1)}`, 'QCVM_PROTECT=ins-00000001'],
  ['api cvm StopInstances --version 2.0 instanceIds.0=ins-00000001', `QCVM_PROTECT=${older(1)}`],
])('an Action on a protected instance is refused by whichever id it is named: %s, %s', async (line, list) => {
  const [name = '', value = ''] = list.split('=');
  await using world = await worldOf({ [name]: value });
  expect((await world.run(line)).code).toBe(2);
  expect(emulator.instances.get(id(1)).status).toBe(2);
});

it.each([
  ['http://127.0.0.1:8787/v2/index.php', 'http://127.0.0.1:8787/'],
  ['http://127.0.0.1:8787/gateway/v2/index.php', 'http://127.0.0.1:8787/gateway/'],
])('doctor asks for API 3.0 beside API 2.0 at %s, and for nothing else', async (endpoint, newer) => {
  const asked: string[] = [];
  const transport = (): Transport => ({
    send: async ({ url }) => {
      const { origin, pathname } = new URL(url);
      asked.push(origin + pathname);
      return { status: 503, headers: {}, body: 'busy' };
    },
  });
  await world.run(`doctor --endpoint ${endpoint}`, { transport });
  expect(asked).toEqual([endpoint, newer]);
});

it('doctor says of the other API whether it answers', async () => {
  const { out } = await world.run('doctor');
  expect(out).toMatch(/endpoint.*https:\/\/cvm\.tencentcloudapi\.com\/ \(API 3\.0\)/);
  expect(out).toMatch(/API 2\.0 +answers as well: --api 2\.0/);
});

/** API 2.0 refuses the account, and API 3.0 serves it. */
const closed = (real: Transport): Transport => ({
  send: async (request) =>
    new URL(request.url).pathname === '/v2/index.php'
      ? { status: 200, headers: {}, body: '{"code":4300,"message":"closed","codeDesc":""}' }
      : real.send(request),
});

it.each([
  ['doctor', 'API 2\\.0 +does not answer for this account: code 4300'],
  ['doctor --api 2.0', 'API 3\\.0 +answers for this account: --api 3\\.0'],
  [
    'doctor --endpoint http://127.0.0.1:8787/v2/index.php',
    'API 3\\.0 +answers for this account: --endpoint http://127\\.0\\.0\\.1:8787/\\n',
  ],
])('%s tells which API serves an account that API 2.0 refuses', async (line, note) => {
  const { out } = await world.run(line, { transport: closed });
  expect(out).toMatch(new RegExp(note));
});

it.each([
  [
    '{"code":4101,"message":"no","codeDesc":""}',
    200,
    'answers, but this key may not call DescribeInstances: code 4101',
  ],
  ['busy', 503, 'not known whether it answers for this account'],
])('doctor does not take %s of the other API for a refusal of the account', async (body, status, note) => {
  const transport = (real: Transport): Transport => ({
    send: async (request) =>
      new URL(request.url).pathname === '/v2/index.php' ? { status, headers: {}, body } : real.send(request),
  });
  expect((await world.run('doctor', { transport })).out).toContain(note);
});

it('an account that API 2.0 refuses gets the option that selects API 3.0', async () => {
  const { err, code } = await world.run('stop ins-00000000 --api 2.0', { transport: closed });
  expect(code).toBe(3);
  expect(err).toContain('Use API 3.0 (`--api 3.0`, and no endpoint with the path of API 2.0)');
  expect(err).not.toContain('@qcvm/client');
});
