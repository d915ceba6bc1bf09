import { createEmulator, type Emulator } from '@qcvm/mock';
import type { TransportRequest } from '@qcvm/client';
import { expect, test } from 'vitest';
import { World, type WorldOptions } from '../harness.js';

const key = { secretId: 'AKIDcommandline', secretKey: 'theSecretKeyOfTheCommandLine0001' };
const emulated = (): Emulator =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    accounts: [{ keys: [key] }],
    instances: [{ count: 130 }],
  });

interface Machine {
  readonly world: World;
  readonly requests: TransportRequest[];
  readonly bodies: () => unknown[];
}

/** A machine in front of an emulator, or of answers by word of mouth, that notes what is sent. */
async function machine(answers?: readonly object[], more: WorldOptions = {}): Promise<Machine> {
  const requests: TransportRequest[] = [];
  const left = [...(answers ?? [])];
  const world = await World.create({
    emulator: emulated(),
    transport: (real) => ({
      send: async (request) => {
        requests.push(request);
        if (answers === undefined) return real.send(request);
        return {
          status: 200,
          headers: {},
          body: JSON.stringify({ Response: { ...left.shift(), RequestId: 'r-1' } }),
        };
      },
    }),
    ...more,
    variables: { QCVM_API: '', ...more.variables },
  });
  return { world, requests, bodies: () => requests.map(({ body }) => JSON.parse(body ?? '{}') as unknown) };
}

const run = async (
  line: string | readonly string[],
  answers?: readonly object[],
  more: WorldOptions = {},
) => {
  const { world, requests, bodies } = await machine(answers, more);
  await using _ = world;
  const ran = await world.run(line);
  return { ...ran, requests, bodies: requests[0]?.body?.startsWith('{') ? bodies() : [] };
};

test('qcvm api calls an Action of API 3.0 and prints the answer', async () => {
  const { code, err, out, requests, bodies } = await run('api cvm DescribeInstances Limit=2 --read');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ TotalCount: 130, InstanceSet: [{}, {}] });
  expect(requests[0]!.headers).toMatchObject({
    'x-tc-action': 'DescribeInstances',
    'x-tc-version': '2017-03-12',
    'x-tc-region': 'ap-guangzhou',
  });
  expect(bodies).toEqual([{ Limit: 2 }]);
});

test('qcvm api calls an Action of API 2.0 with --version 2.0', async () => {
  const { code, err, out, requests } = await run(
    'api image DescribeImages imageType=2 limit=1 --version 2.0',
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ imageSet: [{ unImgId: 'img-31tjrtph' }] });
  expect(new URL(requests[0]!.url).searchParams.get('imageType')).toBe('2');
});

test.each(['', ' --version 2017-03-12', ' --version 2017-03-12 --signature-method HmacSHA1'])(
  'qcvm api calls API 3.0 where API 2.0 is, signed like that, at an endpoint with its path%s',
  async (options) => {
    const { code, err, out, requests } = await run(
      `api cvm DescribeInstances Limit=1 --endpoint https://cvm.api.qcloud.com/v2/index.php${options}`,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ TotalCount: 130, InstanceSet: [{}] });
    expect(requests[0]!.url).toBe('https://cvm.api.qcloud.com/v2/index.php');
    expect(Object.fromEntries(new URLSearchParams(requests[0]!.body))).toMatchObject({
      Version: '2017-03-12',
      SignatureMethod: options.includes('SHA1') ? 'HmacSHA1' : 'HmacSHA256',
    });
  },
);

test('an endpoint of another service is refused, with the one to use', async () => {
  const { code, err, requests } = await run(
    'api cbs DescribeDisks --version 2017-03-12 --endpoint https://cvm.intl.tencentcloudapi.com',
    undefined,
    { variables: { QCVM_API: '' } },
  );
  expect(code).toBe(2);
  expect(err).toContain('https://cbs.intl.tencentcloudapi.com');
  expect(requests).toEqual([]);
});

test('qcvm api goes to the path that an endpoint has', async () => {
  const { requests } = await run('api cvm DescribeInstances --endpoint http://127.0.0.1:8787/gw/x', [{}]);
  expect(requests[0]!.url).toBe('http://127.0.0.1:8787/gw/x');
  const v2 = await run(
    'api cvm DescribeInstances --version 2.0 --endpoint http://127.0.0.1:8787/v2/index.php',
  );
  expect(v2.requests[0]!.url).toContain('http://127.0.0.1:8787/v2/index.php?Action=');
});

test('qcvm api reads values by the tables where they have the Action', async () => {
  const words = [
    ...['api', 'cvm', 'StopInstances', 'InstanceIds=ins-aaaaaaaa,ins-bbbbbbbb'],
    ...['StoppedMode=STOP_CHARGING', 'ForceStop=true'],
  ];
  expect((await run(words, [{}])).bodies).toEqual([
    { InstanceIds: ['ins-aaaaaaaa', 'ins-bbbbbbbb'], StoppedMode: 'STOP_CHARGING', ForceStop: true },
  ]);
  const nested = [
    'api',
    'cvm',
    'DescribeInstances',
    'Filters.0.Name=project-id',
    'Filters.0.Values.0=0',
    'Limit=5',
  ];
  expect((await run(nested, [{}])).bodies).toEqual([
    { Filters: [{ Name: 'project-id', Values: ['0'] }], Limit: 5 },
  ]);
});

test('qcvm api reads values by their form where no table has the Action', async () => {
  const words = [
    ...[
      'api',
      'cbs',
      'DoSomething',
      '--version',
      '2017-03-12',
      'Size=50',
      'Fast=true',
      'Name=web 1',
      'Code="007"',
    ],
    ...['Zip=007', 'DiskIds.0=disk-1', 'Filters=[{"Name":"zone","Values":["a"]}]'],
  ];
  const { bodies, requests } = await run(words, [{}]);
  expect(new URL(requests[0]!.url).host).toBe('cbs.tencentcloudapi.com');
  expect(bodies).toEqual([
    {
      ...{ Size: 50, Fast: true, Name: 'web 1', Code: '007', Zip: '007' },
      ...{ DiskIds: ['disk-1'], Filters: [{ Name: 'zone', Values: ['a'] }] },
    },
  ]);
});

test('qcvm api takes parameters from stdin', async () => {
  const stdin = '{"InstanceIds":["ins-aaaaaaaa"]}';
  const { code, bodies } = await run('api cvm StartInstances --input -', [{}], { stdin });
  expect({ code, bodies }).toEqual({ code: 0, bodies: [{ InstanceIds: ['ins-aaaaaaaa'] }] });
});

test('qcvm api fetches all pages of a list by number', async () => {
  const { code, out, requests } = await run([
    ...['api', 'cvm', 'DescribeInstances', '--all', '--query', 'length([].InstanceId)'],
  ]);
  expect({ code, out: out.trim(), calls: requests.length }).toEqual({ code: 0, out: '130', calls: 2 });
});

test('qcvm api fetches all pages of a list by token', async () => {
  const pages = [
    { PackSet: [1, 2], NextToken: 'a' },
    { PackSet: [3], NextToken: 'b' },
    { PackSet: [4], NextToken: null },
  ];
  const { out, bodies } = await run('api cvm DescribeResourcePoolPacks MaxResults=2 --all -o jsonl', pages);
  expect(out.trim().split('\n')).toEqual(['1', '2', '3', '4']);
  expect(bodies).toEqual([
    { MaxResults: 2 },
    { MaxResults: 2, NextToken: 'a' },
    { MaxResults: 2, NextToken: 'b' },
  ]);
});

test.each([
  ['DescribeProjects', { Total: 3 }, { Offset: 2 }],
  ['DescribeRules', { total_num: '3' }, { Offset: 2 }],
  ['DescribeGroups', { Count: 3 }, { Offset: 2 }],
  ['DescribeTasks PageNumber=1', { TotalRecords: 3 }, { PageNumber: 2 }],
  ['DescribeJobs PageIndex=0 PageSize=2', { TotalNumber: 3 }, { PageIndex: 1, PageSize: 2 }],
  ['DescribeJobs PageNo=3 PageSize=2', { TotalNumber: 7 }, { PageNo: 4, PageSize: 2 }],
  ['GetTags', { PaginationToken: 'next' }, { PaginationToken: 'next' }],
  ['ListLogs', { Context: 'next', Total: 9 }, { Context: 'next' }],
])('qcvm api fetches a list to its end, however the service counts: %s', async (line, more, second) => {
  const ended = Object.keys(more).filter((name) => /Token|Context/.test(name));
  const last = { Set: ['c'], ...more, ...Object.fromEntries(ended.map((name) => [name, ''])) };
  const { code, out, bodies } = await run(`api tag ${line} --version 2018-08-13 --all -o jsonl`, [
    { Set: ['a', 'b'], ...more },
    last,
  ]);
  expect({ code, out: out.trim().split('\n') }).toEqual({ code: 0, out: ['"a"', '"b"', '"c"'] });
  expect(bodies[1]).toEqual(second);
});

test('qcvm api takes no number that may be that of the page for the total', async () => {
  const pages = [
    { Set: ['a', 'b'], Count: 2 },
    { Set: ['c'], Count: 1 },
    { Set: [], Count: 0 },
  ];
  const { out, bodies } = await run('api tag GetX --version 2018-08-13 --all -o jsonl', pages);
  expect(out.trim().split('\n')).toEqual(['"a"', '"b"', '"c"']);
  expect(bodies).toEqual([{}, { Offset: 2 }, { Offset: 3 }]);
});

test.each([
  ['neither total nor token', [{ Set: [1, 2] }], 'there may be more'],
  [
    'the same page again',
    [
      { Set: [1], Total: 2 },
      { Set: [1], Total: 2 },
    ],
    'the same page twice: it does not go on by Offset',
  ],
  [
    'an empty page too early',
    [
      { Set: [1], Total: 2 },
      { Set: [], Total: 2 },
    ],
    '1 items of 2, and then an empty page',
  ],
])('qcvm api prints no part of a list as the whole: %s', async (_case, pages, message) => {
  const { code, out, err } = await run('api tag GetX --version 2018-08-13 --all', pages);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.replace(/\s+/g, ' ')).toContain(message);
});

test('qcvm api takes a list that the tables give without pages as whole', async () => {
  const answers = [{ Set: [1, 2] }];
  const { code, out } = await run('api cvm DescribeInstanceFamilyConfigs --all -o jsonl', answers);
  expect({ code, out }).toEqual({ code: 0, out: '1\n2\n' });
});

test('a list whose tokens come again is refused, and so is an answer without one list', async () => {
  const again = { Set: [1], NextToken: 'a' };
  const endless = await run('api cvm DescribeResourcePoolPacks --all', [again, again, again]);
  expect(endless.code).toBe(1);
  expect(endless.err).toContain('does not end');
  expect((await run('api cvm DescribeX --all', [{ A: [], B: [] }])).err).toContain('several lists: A, B');
  expect((await run('api cvm DescribeX --all', [{ A: 1 }])).err).toContain('no list');
});

test('a list that gives ever new tokens and no items is refused after a hundred such pages', async () => {
  const endless = Array.from({ length: 200 }, (_, page) => ({ Set: page ? [] : [1], Context: `c${page}` }));
  const { code, out, err, requests } = await run('api cls SearchLog --version 2020-10-16 --all', endless);
  expect({ code, out, asked: requests.length }).toEqual({ code: 1, out: '', asked: 101 });
  expect(err.replace(/\s+/g, ' ')).toContain('does not end: 100 pages in a row had no items');
});

test.each([
  ['equal pages', [['OK'], ['OK'], ['OK'], ['OK'], ['OK', 'last']]],
  ['pages without items between', [['a'], [], [], [], [], ['b'], [], ['last']]],
])('a list by tokens is read to its end: %s', async (_case, sets) => {
  const pages = sets.map((Set, page) => ({ Set, Context: page + 1 < sets.length ? `c${page}` : '' }));
  const { code, out } = await run('api cls SearchLog --version 2020-10-16 --all -o json', pages);
  expect({ code, out: JSON.parse(out) as unknown }).toEqual({ code: 0, out: sets.flat() });
});

test.each([1, 2, 3])('a list without pages is whole, whatever total it gives: %d', async (TotalCount) => {
  const whole = { Set: ['a', 'b', 'c'], TotalCount };
  const { code, out } = await run('api tag GetX --version 2018-08-13 --all -o json', [whole, whole]);
  expect({ code, out: JSON.parse(out) as unknown }).toEqual({ code: 0, out: ['a', 'b', 'c'] });
});

test.each([
  ['api tag GetX --version 2018-08-13', [['a', 'b'], ['c'], []]],
  ['api tag GetX --version 2018-08-13 Limit=2', [['a', 'b'], ['c']]],
  ['api cvm DescribeKeyPairs Limit=2', [['a', 'b'], ['c']]],
])('a total that is less than what there is does not end a list: %s', async (line, pages) => {
  const answers = pages.map((Set) => ({ Set, TotalCount: 1 }));
  const { code, out, requests } = await run(`${line} --all -o jsonl`, answers);
  expect({ code, out, asked: requests.length }).toEqual({
    ...{ code: 0, out: '"a"\n"b"\n"c"\n', asked: pages.length },
  });
});

test('an Action may have parameters called like public ones, which API 3.0 has in headers', async () => {
  const words = [
    'api',
    'trtc',
    'TextToSpeech',
    '--version',
    '2019-07-22',
    'Language=en',
    'SecretId=x',
    'Nonce=1',
  ];
  const { code, bodies, requests } = await run(words, [{}]);
  expect({ code, bodies }).toEqual({ code: 0, bodies: [{ Language: 'en', SecretId: 'x', Nonce: 1 }] });
  expect(requests[0]!.headers).toMatchObject({ 'x-tc-action': 'TextToSpeech' });
  const between = await run([...words, '--endpoint', 'https://trtc.api.qcloud.com'], [{}]);
  expect({ code: between.code, requests: between.requests }).toEqual({ code: 2, requests: [] });
  expect(between.err.replace(/\s+/g, ' ')).toContain(
    'Language must not be a parameter of the Action by signature method v1: use TC3-HMAC-SHA256',
  );
});

test('a list accepts a token that is a number, and refuses a token of another kind', async () => {
  const pages = [
    { Set: ['a'], NextToken: 10 },
    { Set: ['b'], NextToken: null },
  ];
  const { code, out, bodies } = await run('api tag GetX --version 2018-08-13 --all -o jsonl', pages);
  expect({ code, out }).toEqual({ code: 0, out: '"a"\n"b"\n' });
  expect(bodies).toEqual([{}, { NextToken: 10 }]);
  const other = await run('api tag GetX --version 2018-08-13 --all', [{ Set: ['a'], NextToken: { At: 1 } }]);
  expect({ code: other.code, out: other.out }).toEqual({ code: 1, out: '' });
  expect(other.err).toContain('NextToken that is neither a text nor a number');
});

test('a list without items may be null', async () => {
  const { code, out } = await run('api tag GetX --version 2018-08-13 --all', [{ TotalCount: 0, Set: null }]);
  expect({ code, out: JSON.parse(out) as unknown }).toEqual({ code: 0, out: [] });
});

test('the first page is requested explicitly where the service requires it', async () => {
  const { bodies } = await run('api cvm DescribeTaskInfo --all', [{ TotalCount: 0, RepairTaskInfoSet: [] }]);
  expect(bodies).toEqual([{ Limit: 100, Offset: 0 }]);
});

test.each(['--version', '--version latest', '--version=', '--version= InstanceIds=ins-00000001'])(
  'qcvm api with %s calls nothing and says what a version is',
  async (words) => {
    const { code, out, err, requests } = await run(`api cvm StopInstances ${words}`, [{}]);
    expect({ code, out, requests }).toEqual({ code: 2, out: '', requests: [] });
    expect(err).toContain('such as 2017-03-12');
  },
);

test('qcvm api is sent once after a lost answer, and again with --read', async () => {
  const lost = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('cut off'), { name: 'TransportFailure', phase: 'sent' }));
  let calls = 0;
  const transport: NonNullable<WorldOptions['transport']> = () => ({ send: () => (calls++, lost()) });
  await using world = await World.create({ emulator: emulated(), transport });
  expect((await world.run('api cvm RunSomething')).code).toBe(4);
  expect(calls).toBe(1);
  await world.run('api cvm DescribeSomething --read');
  expect(calls).toBe(5);
});

test('an Action that names an instance of the protection list is refused', async () => {
  const more: WorldOptions = { variables: { QCVM_PROTECT: 'ins-keep0000' } };
  const line = 'api cvm StopInstances InstanceIds=ins-aaaaaaaa,ins-keep0000';
  const { code, err, requests } = await run(line, [{}], more);
  expect({ code, requests }).toEqual({ code: 2, requests: [] });
  expect(err).toContain('ins-keep0000 is on the protection list');
  const look = 'api cvm DescribeInstances InstanceIds=ins-keep0000 --read';
  expect((await run(look, [{}], more)).code).toBe(0);
});

test.each([
  ['StopInstances InstanceIds=ins-keep0000 --read', 'StopInstances changes something'],
  ['stopinstances InstanceIds=ins-keep0000 --read', 'StopInstances changes something'],
  ['TerminateInstances InstanceIds=ins-keep0000 --all', 'TerminateInstances changes something'],
  ['StopInstances instanceIds.0=ins-keep0000 --version 2.0 --read', 'StopInstances changes something'],
  ['stopInstances InstanceIds=ins-keep0000', 'ins-keep0000 is on the protection list'],
  ['RebootInstances InstanceIds.0=ins-keep0000', 'ins-keep0000 is on the protection list'],
  ['StopInstances InstanceIds.0=INS-KEEP0000', 'ins-keep0000 is on the protection list'],
  ['StopInstances InstanceIds.0=ap-guangzhou/ins-keep0000', 'ins-keep0000 is on the protection list'],
  ['StopInstances instanceIds.0=ins-keep0000 --version 2.0', 'ins-keep0000 is on the protection list'],
  ['StopMachines InstanceIds=ins-a,ins-keep0000 --version 2020-03-24', 'ins-keep0000 is on the'],
  ['StopMachines Ids={"ins-keep0000":1} --version 2020-03-24 --read', 'ins-keep0000 is on the'],
  ['StopInstances InstanceIds=ins-keep0000 --api 2.0 --read', 'StopInstances changes something'],
])('nothing that changes an instance of the protection list gets through: %s', async (line, message) => {
  const more: WorldOptions = { variables: { QCVM_PROTECT: 'ins-keep0000' } };
  const { code, err, requests } = await run(`api cvm ${line}`, [{}], more);
  expect({ code, requests }).toEqual({ code: 2, requests: [] });
  expect(err).toContain(message);
});

test('read-only calls may name protected instances, by the tables or by an option', async () => {
  const more: WorldOptions = { variables: { QCVM_PROTECT: 'ins-keep0000' } };
  for (const line of ['DescribeInstances', 'DescribeThings --version 2020-03-24 --read'])
    expect((await run(`api cvm ${line} InstanceIds=ins-keep0000`, [{}], more)).code).toBe(0);
});

test('an instance of the protection list is known by its other id, too', async () => {
  const emulator = createEmulator({ accounts: [{ keys: [key] }], instances: [{ count: 1 }] });
  const [instance] = emulator.instances.list();
  const older = instance!.instanceId;
  for (const [listed, named] of [
    [older, instance!.unInstanceId],
    [instance!.unInstanceId, older],
  ] as const) {
    await using world = await World.create({ emulator, variables: { QCVM_PROTECT: listed } });
    const { code, err } = await world.run(`api cvm StopInstances instanceIds.0=${named} --version 2.0`);
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('protection list') as string,
    });
  }
  expect(emulator.instances.list()[0]!.status).toBe(instance!.status);
});

test('--api, or QCVM_API, says of which generation an Action is, unless --version does', async () => {
  const byVariable: WorldOptions = { variables: { QCVM_API: '2.0' } };
  for (const v2 of [
    await run('api cvm DescribeInstances limit=1 --api 2.0'),
    await run('api cvm DescribeInstances limit=1', undefined, byVariable),
  ])
    expect(new URL(v2.requests[0]!.url).searchParams.get('limit')).toBe('1');
  const more: WorldOptions = { variables: { QCVM_API: '2.0' } };
  const v3 = await run('api cvm DescribeInstances Limit=1 --version 2017-03-12', [{}], more);
  expect(v3.bodies).toEqual([{ Limit: 1 }]);
  for (const line of ['--api 2.0 --version 2017-03-12', '--api 3.0 --version 2.0']) {
    const { code, err } = await run(`api cvm DescribeInstances ${line}`, [{}]);
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not one of --api') as string,
    });
  }
});

test.each([
  ['api cbs DescribeDisks', 'version is required for cbs'],
  ['api cvm DescribeInstances Limit', '"Limit" is not Name=value'],
  ['api cvm DescribeInstances Limit=5 Limit=6', 'Limit is given twice'],
  ['api cvm DescribeInstances InstanceIds=', 'InstanceIds has an empty item'],
  ['api cvm DescribeInstances Limit=many', 'Limit takes a number'],
  ['api cvm StopInstances ForceStop=1', 'ForceStop takes true or false'],
  ['api cvm DescribeInstances Filters.0.Name=zone', 'Filters[0] must have values'],
  ['api cbs DescribeDisks --version 2017-03-12 Filters=[{"Name":"zone"}]', 'Filters[0] must have values'],
  ['api cvm DescribeInstances Filters=[', 'Filters is not JSON'],
  ['api cvm DoSomething Ids=[1', 'the value of Ids, which begins with [, is not JSON'],
  ['api cvm DescribeInstances Limit=5 --input -', 'and --input as well'],
  ['api cvm DescribeInstances --input nowhere.json', 'there is no file nowhere.json'],
  ['api cvm DescribeInstances --query [', '--query'],
  ['describe --version 2.0', '--version takes no value'],
])('qcvm %s is refused before anything is sent', async (line, message) => {
  const { code, err, requests } = await run(line, [{}]);
  expect({ code, requests }).toEqual({ code: 2, requests: [] });
  expect(err).toContain(message);
});

/** What every object of the language has, or would take as something else than a name. */
const namesOfObjects = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'].flatMap(
  (name) => [name, `${name}.Id`, `more.${name}.Id`],
);

test.each(
  namesOfObjects.flatMap((name) => [
    [`api cvm StopInstances ${name}=1`],
    [`api cvm StopNothing ${name}=1`],
    [`api cvm StopInstances ${name}=1 --version 2.0`],
    [`sign StopInstances ${name}=1`],
    [`sign StopNothing ${name}=1`],
  ]),
)('qcvm %s drops no parameter: it is in the request, or refused by its name', async (line) => {
  const { code, out, err, requests } = await run(line, [{}]);
  const part = /__proto__|constructor|toString|hasOwnProperty|__defineGetter__/.exec(line)?.[0] ?? '';
  const sent = [out, ...requests.map(({ url, body }) => `${url} ${body}`)].join('\n');
  if (part === '__proto__')
    expect({ code, err, sent }).toEqual({ code: 2, err: expect.stringContaining(part) as string, sent: '' });
  else expect(sent).toContain(part);
});

test('an error of the service is printed with its code and advice', async () => {
  const { code, err } = await run('api cvm StopInstances InstanceIds=ins-aaaaaaaa', [
    { Error: { Code: 'InvalidInstanceId.NotFound', Message: 'no such instance' } },
  ]);
  expect(code).toBe(1);
  expect(err).toContain('InvalidInstanceId.NotFound');
});

test('--version alone still prints the version', async () => {
  for (const line of ['--version', '-V', 'describe --version'])
    expect(await run(line)).toMatchObject({ code: 0, out: '0.1.0\n' });
});
