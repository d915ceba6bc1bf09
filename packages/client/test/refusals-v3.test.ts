import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createCvm as createCvm2 } from '../src/index.js';
import {
  ApiError,
  callAction,
  createClient,
  createCvm,
  v3,
  ValidationError,
  type ClientConfig,
  type Filter,
} from '../src/v3/index.js';
import { authorization } from '../src/v3/wire.js';
import { credentials, json, parametersOf, scripted, type Answer } from './support/scripted.js';
import { Time } from './support/time.js';
import { rejection } from './support/rejection.js';

const InstanceIds = ['ins-09dx96dg'];
const RequestId = 'c1f6a2a8-6d0f-4a52-8d4e-0a3f9f6b7c11';
const success: Answer = json({ Response: { RequestId } });
const refusal = (Code: string, Message = 'no'): Answer =>
  json({ Response: { Error: { Code, Message }, RequestId } });
const Placement = { Zone: 'ap-guangzhou-6' };
const ImageId = 'img-gvbnzy6f';

function clientOf(answer: Answer, more: Partial<ClientConfig> = {}) {
  const time = new Time();
  const service = scripted(answer);
  const config = {
    region: 'ap-guangzhou',
    credentials,
    transport: service,
    runtime: time.runtime(),
    ...more,
  };
  return { service, time, cvm: createCvm(config) };
}

/** Asserts that a call is refused before anything is sent, and gives its problems. */
async function problemsOf(
  { service, time }: ReturnType<typeof clientOf>,
  call: Promise<unknown>,
): Promise<string[]> {
  const error = await rejection(time.run(call));
  expect(error).toBeInstanceOf(ValidationError);
  expect(service.requests).toEqual([]);
  return (error as ValidationError).problems.map(({ message }) => message);
}

test.each([
  ['InternalError', true, 'The request can be retried.'],
  ['InternalServerError', true, 'The request can be retried.'],
])(
  'advises for a call that only reads what is left to do, and no look at what it read: %s',
  async (code, retryable, advice) => {
    const { time, cvm } = clientOf(refusal(code));
    expect(await rejection(time.run(cvm.describeInstances({})))).toMatchObject({
      ...{ ambiguous: false, retryable, advice },
    });
    expect(await rejection(time.run(cvm.rebootInstances({ InstanceIds })))).toMatchObject({
      ambiguous: true,
    });
  },
);

describe('a dry run', () => {
  const passed = refusal('DryRunOperation', 'would have succeeded');

  test('that passes has nothing but its request id', async () => {
    const { time, cvm } = clientOf(passed);
    expect(await time.run(cvm.runInstances({ Placement, ImageId, DryRun: true }))).toEqual({ RequestId });
    const parameters = { DryRun: true };
    const call = { service: 'cbs', version: '2017-03-12', action: 'CreateDisks', parameters };
    expect((await time.run(callAction(cvm, call))).output).toEqual({ RequestId });
  });

  test.each([{ DryRun: false }, {}])('that no call asked for is a refusal: %j', async (more) => {
    const { time, cvm } = clientOf(passed);
    const error = await rejection(time.run(cvm.runInstances({ Placement, ImageId, ...more })));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'DryRunOperation', retryable: false });
  });

  test('that no carried call asked for is a refusal, too', async () => {
    const time = new Time();
    const config = { region: 'gz', credentials, transport: scripted(passed), runtime: time.runtime() };
    const cvm = createCvm2({ ...config, api: v3() });
    const error = await rejection(time.run(cvm.stopInstances({ instanceIds: InstanceIds })));
    expect(error.message).toContain('DryRunOperation');
  });
});

describe('filters', () => {
  test('of a name that the service does not know are refused with the one that was meant', async () => {
    const client = clientOf(success);
    const Filters = [{ Name: 'zonee', Values: ['ap-guangzhou-6'] }];
    expect(await problemsOf(client, client.cvm.describeInstances({ Filters }))).toEqual([
      expect.stringContaining('Filters[0].Name must be an existing name (did you mean zone?)'),
    ]);
    expect(await problemsOf(client, client.cvm.describeKeyPairs({ Filters }))).toHaveLength(1);
  });

  test('of every name that the service documents are sent', async () => {
    const client = clientOf(json({ Response: { TotalCount: 0, LaunchTemplateSet: [], RequestId } }));
    const Filters = [{ Name: 'LaunchTemplateName', Values: ['web'] }];
    await client.time.run(client.cvm.describeLaunchTemplates({ Filters }));
    expect(client.service.requests).toHaveLength(1);
  });

  test.each<[string, (cvm: ReturnType<typeof createCvm>, Filters: Filter[]) => Promise<unknown>]>([
    [
      'LaunchTemplateIds',
      (cvm, Filters) => cvm.describeLaunchTemplates({ LaunchTemplateIds: ['lt-1'], Filters }),
    ],
    ['ChcIds', (cvm, Filters) => cvm.describeChcHosts({ ChcIds: ['chc-1'], Filters })],
  ])('exclude ids: %s', async (name, call) => {
    const client = clientOf(success);
    expect(await problemsOf(client, call(client.cvm, [{ Name: 'zone', Values: ['a'] }]))).toContainEqual(
      expect.stringContaining(`${name} must not be given together with Filters`),
    );
  });

  test.each<[string, (cvm: ReturnType<typeof createCvm>, Filters: Filter[]) => Promise<unknown>]>([
    ['DescribeHosts', (cvm, Filters) => cvm.describeHosts({ Filters })],
    ['DescribeLaunchTemplates', (cvm, Filters) => cvm.describeLaunchTemplates({ Filters })],
    ['DescribeResourcePoolPacks', (cvm, Filters) => cvm.describeResourcePoolPacks({ Filters })],
  ])('of %s are at most ten', async (_, call) => {
    const client = clientOf(success);
    const many = Array.from({ length: 11 }, () => ({ Name: 'zone', Values: ['a'] }));
    expect(await problemsOf(client, call(client.cvm, many))).toContain(
      'Filters must have at most 10 items; received a list of length 11',
    );
  });

  test('of more values than the service takes are refused', async () => {
    const client = clientOf(success);
    const Filters = [{ Name: 'zone', Values: ['1', '2', '3', '4', '5', '6'] }];
    expect(await problemsOf(client, client.cvm.describeInstances({ Filters }))).toEqual([
      expect.stringContaining('Filters[0].Values must have at most 5 items'),
    ]);
  });

  test('by the key of a tag are sent, where the tag has one', async () => {
    const client = clientOf(json({ Response: { TotalCount: 0, InstanceSet: [], RequestId } }));
    const by = (Name: string) => client.cvm.describeInstances({ Filters: [{ Name, Values: ['a'] }] });
    expect(await problemsOf(client, by('tag:'))).toHaveLength(1);
    await client.time.run(by('tag:team'));
    expect(client.service.requests).toHaveLength(1);
  });
});

describe('secrets among the parameters', () => {
  const secret = 'Xq7!vB2#mN9$';

  test.each([
    ['as it is', `The Password ${secret} is too simple`],
    ['after its name', `"Password":"${secret}" Password=${encodeURIComponent(secret)}`],
  ])('do not show in an error whose message quotes one %s', async (_, message) => {
    const { time, cvm } = clientOf(refusal('InvalidPassword', message));
    const calls = [
      () => cvm.resetInstancesPassword({ InstanceIds, Password: secret }),
      () => cvm.runInstances({ Placement, ImageId, LoginSettings: { Password: secret } }),
      () => callAction(cvm, { service: 'cvm', action: 'Any', parameters: { Login: [{ Password: secret }] } }),
    ];
    for (const call of calls) {
      const error = await rejection(time.run<unknown>(call()));
      expect(`${error.message} ${inspect(error)} ${JSON.stringify(error)}`).not.toMatch(/Xq7!|mN9\$/);
    }
  });

  const script = Buffer.from(`#!/bin/sh\nmysql -p${secret}\n`).toString('base64');

  test.each([
    ['whole', `UserData ${script} is too long`],
    ['in part', `UserData is wrong at ${script.slice(12, 30)}`],
    ['after its name', `"UserData":"${script}" UserData=${encodeURIComponent(script)}`],
    ['of another call, after its name', '"UserData": "IyEvYmluL3NoCm15", UserData=IyEvYmluL3NoCm15'],
  ])('are scripts for a first start, which a message quotes %s', async (_, message) => {
    const { time, cvm } = clientOf(refusal('InvalidParameterValue', message));
    const calls = [
      () => cvm.runInstances({ Placement, ImageId, UserData: script }),
      () => cvm.modifyInstancesAttribute({ InstanceIds, UserData: script }),
      () =>
        callAction(cvm, {
          service: 'as',
          version: '2018-04-19',
          action: 'Any',
          parameters: { UserData: script },
        }),
    ];
    for (const call of calls) {
      const error = await rejection(time.run<unknown>(call()));
      const shown = `${error.message} ${inspect(error)} ${JSON.stringify(error)}`;
      for (const text of [message.startsWith('"') ? 'IyEvYmlu' : script.slice(14, 26), script.slice(0, 12)])
        expect(shown).not.toContain(text);
    }
  });

  test('do not show where they are given as numbers', async () => {
    const client = clientOf(success);
    const Password = 20261129 as never;
    for (const call of [
      () => client.cvm.resetInstancesPassword({ InstanceIds, Password }),
      () => client.cvm.runInstances({ Placement, ImageId, LoginSettings: { Password } }),
    ]) {
      const [problem] = await problemsOf(client, call());
      expect(problem).toMatch(/Password must be a string; received a number$/);
    }
    for (const given of [{ ...credentials, secretKey: 20261129 }, 20261129])
      expect(() => createCvm({ region: 'ap-guangzhou', credentials: given as never })).toThrow(
        /credentials.* received a number/,
      );
    const none = { region: 'ap-guangzhou', credentials: null as never };
    expect(() => createCvm(none)).toThrow(/credentials must be an object .* received null/);
  });

  test.each<[string, (cvm: ReturnType<typeof createCvm>) => Promise<unknown>]>([
    [
      'in a script that is no text',
      (cvm) => cvm.runInstances({ Placement, ImageId, UserData: `${secret}\ud800` }),
    ],
    ['misspelt', (cvm) => cvm.resetInstancesPassword({ InstanceIds, Pasword: secret } as never)],
    ['abbreviated', (cvm) => cvm.resetInstancesPassword({ InstanceIds, Passwrd: secret } as never)],
    [
      'misspelt deep inside',
      (cvm) => cvm.runInstances({ Placement, ImageId, LoginSettings: { Pass: secret } } as never),
    ],
    [
      'in a misspelt object',
      (cvm) => cvm.runInstances({ Placement, ImageId, LoginSetings: secret } as never),
    ],
    [
      'in place of its object',
      (cvm) => cvm.runInstances({ Placement, ImageId, LoginSettings: secret } as never),
    ],
    [
      'in place of its neighbour',
      (cvm) => cvm.resetInstancesPassword({ InstanceIds: [secret], Password: secret }),
    ],
    ['in place of a list beside', (cvm) => cvm.resetInstancesPassword({ InstanceIds: secret } as never)],
    ['in place of all', (cvm) => cvm.resetInstancesPassword(secret as never)],
    [
      'that is none, of an Action of which nothing is known',
      (cvm) =>
        callAction(cvm, { service: 'cvm', action: 'Any', parameters: { A: { Passwrd: `${secret}\ud800` } } }),
    ],
  ])('are not shown where what is received is wrong: one %s', async (_, call) => {
    const { time, cvm } = clientOf(success);
    const error = await rejection(time.run(call(cvm)));
    expect(error).toBeInstanceOf(ValidationError);
    expect(`${error.message} ${inspect(error)} ${JSON.stringify(error)}`).not.toMatch(/Xq7!|mN9\$/);
  });

  test('take nothing from what is said of values that are far from them', async () => {
    const client = clientOf(success);
    const input = { Placement: { Zone: 1 }, DryRun: 'perhaps', LoginSettings: {} };
    expect(await problemsOf(client, client.cvm.runInstances(input as never))).toContainEqual(
      expect.stringContaining('received a string of length 7, "perhaps"'),
    );
  });

  test('of an answer that cannot be used do not show', async () => {
    const PrivateKey = '-----BEGIN RSA PRIVATE KEY-----\nMIICXQ\nb/c+d=\n-----END RSA PRIVATE KEY-----\n';
    const body = JSON.stringify({ Response: { KeyPair: { KeyId: 'skey-1', PrivateKey } } });
    for (const text of [body.slice(0, -3), body.slice(13, -1), `<pre>${body}</pre>`, PrivateKey]) {
      const { time, cvm } = clientOf(async () => ({ status: 200, headers: {}, body: text }));
      const error = await rejection(time.run(cvm.createKeyPair({ KeyName: 'a', ProjectId: 0 })));
      expect(error.name).toBe('TransportError');
      expect(`${error.message} ${inspect(error)} ${JSON.stringify(error)}`).not.toMatch(/MIIC|b.c.d/);
    }
  });

  test('are not the token that makes a call repeatable', async () => {
    const { time, cvm } = clientOf(refusal('InvalidParameter', 'ClientToken=order-2026-11-29 was used'));
    const error = await rejection(
      time.run(cvm.runInstances({ Placement, ImageId, ClientToken: 'order-2026-11-29' })),
    );
    expect(error.message).toContain('ClientToken=order-2026-11-29 was used');
    const client = clientOf(success);
    const tooLong = 'order-'.repeat(20);
    expect(
      await problemsOf(client, client.cvm.runInstances({ Placement, ImageId, ClientToken: tooLong })),
    ).toEqual([expect.stringContaining('a string of length 120')]);
  });
});

describe('a region', () => {
  const must = 'must be a region id such as ap-guangzhou';

  test.each(['gz', 'bj', 'AP-GUANGZHOU', 'ap_guangzhou', ''])(
    '%j is refused in a configuration',
    (region) => {
      expect(() => createCvm({ region, credentials })).toThrow(`region ${must}`);
    },
  );

  test('is refused by its short name in a call', async () => {
    const client = clientOf(success);
    expect(await problemsOf(client, client.cvm.stopInstances({ InstanceIds }, { region: 'gz' }))).toEqual([
      expect.stringContaining(`options.region ${must}`),
    ]);
    const call = { service: 'cbs', version: '2017-03-12', action: 'DescribeDisks', region: 'gz' };
    expect(await problemsOf(client, callAction(client.cvm, call))).toHaveLength(1);
  });

  test('of finance, of other continents and of edges is sent', async () => {
    for (const region of ['ap-shanghai-fsi', 'na-siliconvalley', 'eu-frankfurt', 'ap-shanghai-adc']) {
      const { service, time, cvm } = clientOf(success, { region });
      await time.run(cvm.stopInstances({ InstanceIds }));
      expect(service.requests[0]!.headers['x-tc-region']).toBe(region);
    }
  });
});

describe('an empty list', () => {
  test('is not said to mean all where it means something else, and many filters are not for several calls', async () => {
    const client = clientOf(success);
    const [empty] = await problemsOf(
      client,
      client.cvm.runInstances({ Placement, ImageId, SecurityGroupIds: [] }),
    );
    expect(empty).toBe(
      'SecurityGroupIds must not be empty: omit it, or do not call; received a list of length 0',
    );
    const Filters = Array.from({ length: 11 }, () => ({ Name: 'zone', Values: ['ap-guangzhou-6'] }));
    expect(await problemsOf(client, client.cvm.describeInstances({ Filters }))).toEqual([
      'Filters must have at most 10 items; received a list of length 11',
    ]);
    const nameless = client.cvm.stopInstances({ InstanceIds, '': 1 } as never);
    expect((await problemsOf(client, nameless))[0]).toMatch(/^"" is unknown/);
  });

  test('that selects nothing is sent', async () => {
    const { service, time, cvm } = clientOf(json({ Response: { InstanceIdSet: [], RequestId } }));
    await time.run(cvm.runInstances({ Placement, ImageId, DataDisks: [], TagSpecification: [] }));
    expect(JSON.parse(service.requests[0]!.body!)).toMatchObject({ DataDisks: [], TagSpecification: [] });
  });

  test('that selects is refused, at any depth', async () => {
    const client = clientOf(success);
    expect(
      await problemsOf(client, client.cvm.describeInstances({ Filters: [{ Name: 'zone', Values: [] }] })),
    ).toEqual([expect.stringContaining('Filters[0].Values must not be empty')]);
  });

  test.each<[string, (cvm: ReturnType<typeof createCvm>) => Promise<unknown>]>([
    ['Placement.HostIds', (cvm) => cvm.runInstances({ Placement: { ...Placement, HostIds: [] }, ImageId })],
    [
      'LoginSettings.KeyIds',
      (cvm) => cvm.runInstances({ Placement, ImageId, LoginSettings: { KeyIds: [] } }),
    ],
    [
      'LaunchTemplateVersions',
      (cvm) => cvm.deleteLaunchTemplateVersions({ LaunchTemplateId: 'lt-1', LaunchTemplateVersions: [] }),
    ],
    ['SecurityGroups', (cvm) => cvm.modifyInstancesAttribute({ InstanceIds, SecurityGroups: [] })],
  ])('of ids or versions is refused wherever it stands: %s', async (name, call) => {
    const client = clientOf(success);
    expect(await problemsOf(client, call(client.cvm))).toEqual([
      expect.stringContaining(`${name} must not be empty`),
    ]);
  });

  test.each([
    { InstanceIds: [''] },
    { InstanceIds: '' },
    { InstanceIds: [' '] },
    { 'InstanceIds.0': '' },
    { Filters: '' },
  ])('is no different from an empty text in what no table describes: %j', async (parameters) => {
    const client = clientOf(success);
    const call = { service: 'cvm', action: 'StopInstances', parameters };
    const name = Object.keys(parameters)[0]!.split('.')[0]!;
    if (!('InstanceIds.0' in parameters))
      expect(await problemsOf(client, callAction(client.cvm, call))).toEqual([
        expect.stringMatching(new RegExp(`^${name}.* must not be empty`)),
      ]);
    else expect(await problemsOf(client, callAction(client.cvm, call))).toHaveLength(1);
  });
});

describe('a host of API 2.0', () => {
  test.each([
    'https://cvm.api.qcloud.com',
    'https://cvm.api.qcloud.com/v2/index.php',
    'https://gateway.example/v2/index.php',
  ])('takes calls of API 3.0 by signature method v1: %s', async (endpoint) => {
    const { service, time, cvm } = clientOf(success, { endpoint });
    await time.run(cvm.stopInstances({ InstanceIds }));
    const [request] = service.requests;
    expect(new URL(request!.url).pathname).toBe('/v2/index.php');
    expect(request!.headers).not.toHaveProperty('authorization');
    expect(parametersOf(request!)).toMatchObject({
      ...{ Action: 'StopInstances', Version: '2017-03-12', SignatureMethod: 'HmacSHA256' },
      'InstanceIds.0': 'ins-09dx96dg',
    });
  });

  test('takes no TC3-HMAC-SHA256: nothing is sent', async () => {
    for (const endpoint of ['https://cvm.api.qcloud.com', 'https://gateway.example/v2/index.php']) {
      const client = clientOf(success, { endpoint, signatureMethod: 'TC3-HMAC-SHA256' });
      expect(await problemsOf(client, client.cvm.stopInstances({ InstanceIds }))).toEqual([
        expect.stringContaining('signatureMethod must be HmacSHA256 or HmacSHA1 at'),
      ]);
    }
  });

  test.each([
    [4300, false],
    [6000, true],
  ])('answers with a code of its own, which is told: %i', async (code, ambiguous) => {
    const message = '(4300) only certain accounts may call this API';
    const { service, time, cvm } = clientOf(json({ code, message }));
    const error = await rejection(time.run(cvm.stopInstances({ InstanceIds })));
    expect(error).toMatchObject({ name: 'ApiError', code, serviceMessage: message, retryable: false });
    // What it means there is told, as well as what to do where no such host was wanted.
    expect(error).toMatchObject({
      ambiguous,
      advice: 'This is a response of API 2.0: see the code’s meaning there, or use an API 3.0 endpoint.',
    });
    expect(service.requests).toHaveLength(1);
  });
});

test.each([
  ['https://cvm.intl.tencentcloudapi.com', 'https://cbs.intl.tencentcloudapi.com'],
  ['https://cvm.api.qcloud.com', 'https://cbs.api.qcloud.com'],
  ['https://cvm.api.qcloud.com/v2/index.php', 'https://cbs.api.qcloud.com'],
])('a client at the host of one service names the endpoint of another: %s', async (endpoint, other) => {
  const client = clientOf(success, { endpoint });
  const call = { service: 'cbs', version: '2017-03-12', action: 'TerminateDisks' };
  expect(await problemsOf(client, callAction(client.cvm, call))).toEqual([
    expect.stringMatching(`use ${other}(?![./])`),
  ]);
  await client.time.run(callAction(client.cvm, { service: 'CVM', action: 'Any' }));
  expect(client.service.requests).toHaveLength(1);
});

test('version 2.0 is one of the clients of API 2.0', async () => {
  const client = clientOf(success);
  const call = { service: 'cvm', version: '2.0', action: 'DescribeInstances' };
  expect(await problemsOf(client, callAction(client.cvm, call))).toEqual([
    "version 2.0 is not one of this client's API: use a client of @qcvm/client",
  ]);
});

test.each(['KeyPairUnsupportedWindows', 'InvalidRegionDiskEncrypt'])(
  'nothing is to be waited for after UnsupportedOperation.%s',
  async (name) => {
    const { time, cvm } = clientOf(refusal(`UnsupportedOperation.${name}`));
    const error = await rejection(time.run(cvm.runInstances({ Placement, ImageId })));
    expect(error.message).not.toContain('wait');
    expect(error).toMatchObject({ advice: expect.stringContaining('change the request') });
  },
);

test.each([{}, undefined, null, 'stopInstances', { service: {} }])(
  'what is no operation is refused by its name: %j',
  (nope) => {
    const config = { region: 'ap-guangzhou', credentials };
    expect(() => createClient({ nope } as never, config)).toThrow(/operations\.nope must be/);
  },
);

test('a misspelt field of credentials is refused, and no value of it is shown', () => {
  const given = { ...credentials, tokn: 'a-token-of-mine' } as never;
  expect(() => createCvm({ region: 'ap-guangzhou', credentials: given })).toThrow(
    /credentials\.tokn is unknown \(did you mean token\?\)(?!.*of-mine)/,
  );
  const instance = Object.assign(new (class Key {})(), credentials, { expiredTime: 1 });
  expect(() => createCvm({ region: 'ap-guangzhou', credentials: instance })).not.toThrow();
});

test.each(['', 'v2/index.php', '/a\nb'])('no authorization is made for the path %j', async (path) => {
  const request = {
    service: 'cvm',
    timestamp: 1,
    method: 'POST',
    host: 'h',
    contentType: 'application/json',
  };
  const error = await rejection(authorization({ ...credentials, ...request, path }));
  expect(error.message).toContain('path must be a string of one line that begins with /');
});

test('a purchase beyond what the vendor sells is refused before anything is sent', async () => {
  const client = clientOf(success);
  const pool = { InstanceType: 'SA9.96XLARGE1152', Placement, InstanceCount: 101, Period: 61 };
  expect(await problemsOf(client, client.cvm.purchaseResourcePoolPacks(pool as never))).toEqual(
    expect.arrayContaining([
      'InstanceCount must be at most 100; received the number 101',
      'Period must be at most 60; received the number 61',
    ]),
  );
  const HostChargePrepaid = { Period: 25, RenewFlag: 'NOTIFY_AND_MANUAL_RENEW' };
  const renewal = client.cvm.renewHosts({
    HostIds: ['host-1'],
    HostChargePrepaid: HostChargePrepaid as never,
  });
  expect(await problemsOf(client, renewal)).toEqual([
    expect.stringMatching(/^HostChargePrepaid\.Period must be one of 1, .* 24, 36; received the number 25$/),
  ]);
});
