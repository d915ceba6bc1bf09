import { describe, expect, test } from 'vitest';
import {
  ApiError,
  createCvm,
  paginate,
  TimeoutError,
  TransportError,
  ValidationError,
  waitUntilStopped,
} from '../../src/index.js';
import { v3 } from '../../src/v3/index.js';
import { credentials } from '../support/scripted.js';
import { Time } from '../support/time.js';
import { wholeService, type Asked, type Instead } from '../support/whole-service.js';

/** An instance as API 3.0 documents it, in an example of its own. */
const documented = {
  Placement: { Zone: 'ap-guangzhou-3', HostId: null, ProjectId: 1002 },
  InstanceId: 'ins-xlsyru2j',
  InstanceType: 'S5.LARGE4',
  CPU: 2,
  Memory: 4,
  RestrictState: 'NORMAL',
  InstanceName: 'Web-1',
  InstanceChargeType: 'PREPAID',
  SystemDisk: { DiskType: 'CLOUD_PREMIUM', DiskId: 'disk-o7nh6vn6', DiskSize: 50 },
  DataDisks: [
    { DiskType: 'CLOUD_SSD', DiskId: 'disk-bzsodqk6', DiskSize: 100 },
    { DiskType: 'CLOUD_BSSD', DiskId: 'disk-second00', DiskSize: 200 },
  ],
  PrivateIpAddresses: ['172.16.32.78', '172.16.32.79'],
  PublicIpAddresses: ['123.207.11.190'],
  InternetAccessible: { InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR', InternetMaxBandwidthOut: 1 },
  VirtualPrivateCloud: { VpcId: 'vpc-dgv7t9s1', SubnetId: 'subnet-l2m4n6p8', AsVpcGateway: false },
  ImageId: 'img-9qabwvbn',
  RenewFlag: 'NOTIFY_AND_AUTO_RENEW',
  CreatedTime: '2016-11-24T01:22:18Z',
  ExpiredTime: '2017-01-24T17:22:25Z',
  OsName: 'CentOS 7.6 64bit',
  InstanceState: 'RUNNING',
  StopChargingMode: 'NOT_APPLICABLE',
  Uuid: 'e85f1388-0422-410d-8e50-bef540e78c18',
};

const page = (...items: object[]): Instead => ({ fields: { TotalCount: items.length, InstanceSet: items } });

function clientOf(instead: (asked: Asked) => Instead, more: object = {}) {
  const service = wholeService({}, { instead });
  const time = new Time();
  const config = { region: 'gz', credentials, transport: service, runtime: time.runtime(), ...more };
  return { service, time, cvm: createCvm({ ...config, api: v3() }) };
}

const listed =
  (...items: object[]) =>
  ({ action }: Asked): Instead =>
    action === 'DescribeInstances' ? page(...items) : undefined;

const describes = (asked: readonly Asked[]) =>
  asked.filter(({ action }) => action === 'DescribeInstances').map(({ body }) => body);

test('an instance has the fields of API 2.0; fields without a source are absent', async () => {
  const { time, cvm } = clientOf(listed(documented));
  const { totalCount, instanceSet } = await time.run(cvm.describeInstances());
  expect(totalCount).toBe(1);
  expect(instanceSet).toEqual([
    {
      unInstanceId: 'ins-xlsyru2j',
      instanceName: 'Web-1',
      uuid: 'e85f1388-0422-410d-8e50-bef540e78c18',
      lanIp: '172.16.32.78',
      wanIpSet: ['123.207.11.190'],
      cpu: 2,
      mem: 4,
      bandwidth: 1,
      unImgId: 'img-9qabwvbn',
      status: 2,
      Region: 'gz',
      createTime: '2016-11-24 09:22:18',
      deadlineTime: '2017-01-25 01:22:25',
      autoRenew: 1,
      projectId: 1002,
      os: 'CentOS 7.6 64bit',
      cvmPayMode: 1,
      networkPayMode: 2,
      zoneId: 100003,
      zoneName: 'Guangzhou Zone 3',
      isVpcGateway: 0,
      diskInfo: {
        storageId: 'disk-bzsodqk6',
        storageType: 4,
        storageSize: 100,
        rootId: 'disk-o7nh6vn6',
        rootType: 5,
        rootSize: 50,
      },
    },
  ]);
});

test('a postpaid instance without data disks, public address and renewal is converted', async () => {
  const { time, cvm } = clientOf(
    listed({
      InstanceId: 'ins-00000001',
      InstanceState: 'RESCUE_MODE',
      InstanceChargeType: 'SPOTPAID',
      ExpiredTime: null,
      RenewFlag: null,
      DataDisks: [],
      SystemDisk: { DiskType: 'CLOUD_BSSD', DiskId: 'disk-00000001', DiskSize: 50 },
      PublicIpAddresses: null,
    }),
  );
  const { instanceSet } = await time.run(cvm.describeInstances());
  expect(instanceSet).toEqual([
    {
      unInstanceId: 'ins-00000001',
      status: 21,
      Region: 'gz',
      deadlineTime: '0000-00-00 00:00:00',
      autoRenew: 0,
      wanIpSet: [],
      diskInfo: { rootId: 'disk-00000001', rootSize: 50 },
    },
  ]);
});

test.each([
  [{}, {}],
  [
    { offset: 40, limit: 7 },
    { Offset: 40, Limit: 7 },
  ],
  [{ simplify: 1 as const }, {}],
  [{ projectId: 0 }, { Filters: [{ Name: 'project-id', Values: ['0'] }] }],
  [{ status: 9 }, { Filters: [{ Name: 'instance-state', Values: ['STOPPING'] }] }],
  [
    { searchWord: 'web', status: 2, limit: 100 },
    {
      Filters: [
        { Name: 'instance-name', Values: ['web'] },
        { Name: 'instance-state', Values: ['RUNNING'] },
      ],
      Limit: 100,
    },
  ],
])('%j needs one query', async (input, body) => {
  const { service, time, cvm } = clientOf(listed());
  const { meta } = await time.run(cvm.describeInstances.withMeta(input));
  expect(describes(service.asked)).toEqual([body]);
  expect(meta).toMatchObject({ attempts: 1, requestId: 'request-1', status: 200 });
});

test('the metadata is that of the list, even if zones were requested after it', async () => {
  const { service, time, cvm } = clientOf(listed(documented));
  const { meta } = await time.run(cvm.describeInstances.withMeta({}));
  expect(service.asked.map(({ action }) => action)).toEqual(['DescribeInstances', 'DescribeZones']);
  expect(meta).toMatchObject({ attempts: 2, requestId: 'request-1', status: 200 });
  expect(JSON.stringify(meta.raw)).toContain('InstanceSet');
});

test('pages are requested until every id was returned, for any page size', async () => {
  const shown = Array.from({ length: 5 }, (_, number) => ({ InstanceId: `ins-0000000${number}` }));
  const { service, time, cvm } = clientOf(({ action, body }) => {
    if (action !== 'DescribeInstances') return undefined;
    const offset = Number(body['Offset'] ?? 0);
    return { fields: { TotalCount: 5, InstanceSet: shown.slice(offset, offset + 2) } };
  });
  const instanceIds = shown.map(({ InstanceId }) => InstanceId);
  const { instanceSet, totalCount } = await time.run(cvm.describeInstances({ instanceIds }));
  expect(instanceSet.map(({ unInstanceId }) => unInstanceId)).toEqual(instanceIds);
  expect(totalCount).toBe(5);
  expect(describes(service.asked)).toEqual(
    [undefined, 2, 4].map((Offset) => ({ InstanceIds: instanceIds, Limit: 100, ...(Offset && { Offset }) })),
  );
});

test.each([0, 1, 150, 180])('a total that is too small, %d, does not end a search', async (TotalCount) => {
  const found = Array.from({ length: 250 }, (_, number) => ({
    InstanceId: `ins-${String(number).padStart(8, '0')}`,
  }));
  const { service, time, cvm } = clientOf(({ action, body }) => {
    if (action !== 'DescribeInstances') return undefined;
    const offset = Number(body['Offset'] ?? 0);
    return { fields: { TotalCount, InstanceSet: found.slice(offset, offset + Number(body['Limit'])) } };
  });
  const { totalCount } = await time.run(cvm.describeInstances({ lanIps }));
  expect(totalCount).toBe(250);
  // Three pages of each of the four searches that it takes.
  expect(describes(service.asked)).toHaveLength(12);
});

/** Takes several searches. */
const lanIps = [1, 2, 3, 4, 5, 6].map((number) => `10.0.0.${number}`);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ InstanceId: `ins-${1_000_000 + number}x` }));

describe.each([
  ['several searches', { lanIps }],
  ['ids', { instanceIds: ['ins-1000000x'] }],
])('a list by %s', (_, input) => {
  test.each([
    ['promises more and brings nothing', 5, 0],
    ['ignores the offset', 250, 100],
    ['ignores the offset, with a total of whole pages', 200, 100],
    ['ignores the offset, with small pages', 75, 50],
  ])('is not taken for whole when the service %s', async (__, TotalCount, length) => {
    const { service, time, cvm } = clientOf(({ action }) =>
      action === 'DescribeInstances' ? { fields: { TotalCount, InstanceSet: numbered(length) } } : undefined,
    );
    const error: unknown = await time.run(cvm.describeInstances(input)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ phase: 'response', action: 'DescribeInstances', region: 'gz' });
    expect((error as Error).message).toContain('the list does not end: 3 consecutive pages had no new items');
    expect(describes(service.asked).length).toBeLessThan(6);
  });

  test('is whole when its pages do not go on, and the total promises no more', async () => {
    const { time, cvm } = clientOf(({ action }) =>
      action === 'DescribeInstances' ? { fields: { TotalCount: 7, InstanceSet: numbered(100) } } : undefined,
    );
    expect((await time.run(cvm.describeInstances(input))).totalCount).toBe(100);
  });

  test('has each item once, and those that move up while it shrinks', async () => {
    const items = numbered(250);
    let pages = 0;
    const { time, cvm } = clientOf(({ action, body }) => {
      if (action !== 'DescribeInstances') return undefined;
      if (pages++ === 1) items.splice(0, 20);
      const offset = Number(body['Offset'] ?? 0);
      return { fields: { TotalCount: items.length, InstanceSet: items.slice(offset, offset + 100) } };
    });
    expect((await time.run(cvm.describeInstances(input))).totalCount).toBe(250);
  });
});

test('a page without a total is returned as requested', async () => {
  const { time, cvm } = clientOf(({ action }) =>
    action === 'DescribeInstances'
      ? { fields: { InstanceSet: [{ InstanceId: 'ins-00000040' }] } }
      : undefined,
  );
  const { instanceSet } = await time.run(cvm.describeInstances({ offset: 40, limit: 7 }));
  expect(instanceSet.map(({ unInstanceId }) => unInstanceId)).toEqual(['ins-00000040']);
});

test('a zone is requested by its name, which is looked up once', async () => {
  const { service, time, cvm } = clientOf(listed(documented));
  await time.run(cvm.describeInstances({ zoneId: 100003 }));
  await time.run(cvm.describeInstances({ zoneId: 100003 }));
  expect(service.asked.map(({ action }) => action)).toEqual([
    'DescribeZones',
    'DescribeInstances',
    'DescribeInstances',
  ]);
  expect(describes(service.asked)[0]).toEqual({ Filters: [{ Name: 'zone', Values: ['ap-guangzhou-3'] }] });
});

describe('lists that are asked for together', () => {
  const zonesOf = (asked: readonly Asked[]) => asked.filter(({ action }) => action === 'DescribeZones');
  const refusing = (refused: (number: number) => Instead) => {
    let zones = 0;
    return clientOf(({ action }) => (action === 'DescribeZones' ? refused(++zones) : page(documented)));
  };

  test('ask for the zones once, whether they select by one or only show it', async () => {
    const { service, time, cvm } = clientOf(listed(documented));
    const lists = [{}, {}, { zoneId: 100003 }, { zoneId: 100003 }].map((input) =>
      cvm.describeInstances(input),
    );
    for (const { instanceSet } of await time.run(Promise.all(lists)))
      expect(instanceSet).toMatchObject([{ zoneId: 100003, zoneName: 'Guangzhou Zone 3' }]);
    expect(zonesOf(service.asked)).toHaveLength(1);
  });

  test('fail together where the zones cannot be had, rather than leave them out; the next list asks again', async () => {
    const { service, time, cvm } = refusing((number) =>
      number === 1 ? { refuse: { Code: 'ResourceNotFound' } } : undefined,
    );
    const lists = [1, 2, 3].map(() => cvm.describeInstances());
    for (const { status } of await time.run(Promise.allSettled(lists))) expect(status).toBe('rejected');
    expect(zonesOf(service.asked)).toHaveLength(1);
    const { instanceSet } = await time.run(cvm.describeInstances());
    expect(instanceSet).toMatchObject([{ zoneId: 100003 }]);
  });

  test('fail where the answer with the zones is lost, as where their own is', async () => {
    const { time, cvm } = refusing(() => ({ lost: 'before' }));
    await expect(time.run(cvm.describeInstances())).rejects.toMatchObject({
      name: 'TransportError',
      action: 'DescribeInstances',
      ambiguous: false,
    });
  });

  test('do not end with the one that is aborted while it asks for the zones', async () => {
    const { service, time, cvm } = refusing((number) => (number === 1 ? { hang: true } : undefined));
    const abort = new AbortController();
    const first = cvm.describeInstances({ zoneId: 100003 }, { signal: abort.signal });
    const others = [{ zoneId: 100003 }, {}].map((input) => cvm.describeInstances(input));
    await time.advance(0);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(first).rejects.toBe(reason);
    for (const { instanceSet } of await time.run(Promise.all(others)))
      expect(instanceSet).toMatchObject([{ zoneId: 100003 }]);
    expect(zonesOf(service.asked)).toHaveLength(2);
  });

  test('end when they are aborted, while another goes on asking for the zones', async () => {
    const { time, cvm } = refusing(() => ({ hang: true }));
    const abort = new AbortController();
    const first = cvm.describeInstances({ zoneId: 100003 });
    const other = cvm.describeInstances({ zoneId: 100003 }, { signal: abort.signal });
    await time.advance(0);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(other).rejects.toBe(reason);
    await expect(time.run(first)).rejects.toBeInstanceOf(TimeoutError);
  });

  test('wait for the zones as long as each of them may', async () => {
    const { service, time, cvm } = refusing((number) => (number === 1 ? { hang: true } : undefined));
    const hurried = cvm.describeInstances({ zoneId: 100003 }, { timeout: 1 });
    const patient = cvm.describeInstances({ zoneId: 100003 });
    await time.run(patient);
    expect(zonesOf(service.asked)).toHaveLength(2);
    await time.run(hurried);
  });
});

test('a zone of another region selects nothing', async () => {
  const { service, time, cvm } = clientOf(listed(documented));
  const { output, meta } = await time.run(cvm.describeInstances.withMeta({ zoneId: 200001 }));
  expect(output).toEqual({ totalCount: 0, instanceSet: [] });
  expect(meta.attempts).toBe(1);
  expect(describes(service.asked)).toEqual([]);
});

test('without permission for DescribeZones, instances have no zones, and cannot be selected by zone', async () => {
  const { service, time, cvm } = clientOf(({ action }) =>
    action === 'DescribeZones' ? { refuse: { Code: 'UnauthorizedOperation' } } : page(documented),
  );
  for (const _call of [1, 2]) {
    const { instanceSet } = await time.run(cvm.describeInstances());
    expect(instanceSet[0]).not.toHaveProperty('zoneId');
    expect(instanceSet[0]).not.toHaveProperty('zoneName');
  }
  expect(service.asked.filter(({ action }) => action === 'DescribeZones')).toHaveLength(1);
  const error: unknown = await time
    .run(cvm.describeInstances({ zoneId: 100003 }))
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ action: 'DescribeInstances', code: 4101 });
});

test('ids are requested with the largest page, and other filters are applied by the client', async () => {
  const items = [1, 2, 3, 4].map((number) => ({
    InstanceId: `ins-0000000${number}`,
    InstanceName: number < 4 ? `Web ${number}` : 'db',
    InstanceState: number === 2 ? 'STOPPED' : 'RUNNING',
  }));
  const { service, time, cvm } = clientOf(listed(...items));
  const instanceIds = items.map(({ InstanceId }) => InstanceId);
  const { totalCount, instanceSet } = await time.run(
    cvm.describeInstances({ instanceIds, searchWord: 'web', status: 2, offset: 1, limit: 5 }),
  );
  expect(describes(service.asked)).toEqual([{ InstanceIds: instanceIds, Limit: 100 }]);
  expect(totalCount).toBe(2);
  expect(instanceSet.map(({ unInstanceId }) => unInstanceId)).toEqual(['ins-00000003']);
});

test('ids without a limit give pages of twenty, as with API 2.0', async () => {
  const items = Array.from({ length: 30 }, (_, number) => ({
    InstanceId: `ins-${String(number).padStart(8, '0')}`,
    InstanceState: 'RUNNING',
  }));
  const { time, cvm } = clientOf(listed(...items));
  const instanceIds = items.map(({ InstanceId }) => InstanceId);
  const { totalCount, instanceSet } = await time.run(cvm.describeInstances({ instanceIds }));
  expect([totalCount, instanceSet.length]).toEqual([30, 20]);
});

test('addresses are searched among private and public ones, five at a time, each instance returned once', async () => {
  const both = { InstanceId: 'ins-00000001', InstanceState: 'RUNNING' };
  const other = { InstanceId: 'ins-00000002', InstanceState: 'STOPPED' };
  const { service, time, cvm } = clientOf(({ action, body }) => {
    if (action !== 'DescribeInstances') return undefined;
    const [filter] = body['Filters'] as { Name: string; Values: string[] }[];
    if (!filter?.Values.includes('10.0.0.1')) return page();
    return filter.Name === 'private-ip-address' ? page(both) : page(both, other);
  });
  const { totalCount, instanceSet } = await time.run(cvm.describeInstances({ lanIps, projectId: 3 }));
  expect(totalCount).toBe(2);
  expect(instanceSet.map(({ unInstanceId }) => unInstanceId)).toEqual(['ins-00000001', 'ins-00000002']);
  const asked = describes(service.asked).map(
    ({ Filters }) => Filters as { Name: string; Values: string[] }[],
  );
  expect(asked.map(([first]) => [first?.Name, first?.Values.length])).toEqual([
    ['private-ip-address', 5],
    ['private-ip-address', 1],
    ['public-ip-address', 5],
    ['public-ip-address', 1],
  ]);
  for (const filters of asked) expect(filters[1]).toEqual({ Name: 'project-id', Values: ['3'] });
});

test.each([
  [{ status: 12 }, 'status must be one that API 3.0 supports: Ask for `LatestOperation` CreateImage'],
  [{ status: 1 }, 'LAUNCH_FAILED, which is -1'],
  [{ status: 99 }, 'status must be one that API 3.0 supports; received'],
  [
    { instanceIds: ['ins-00000001', `qcvm${'0'.repeat(32)}`] },
    'instanceIds[1] must be an instance id such as ins-09dx96dg: API 3.0 does not support old ids',
  ],
])('%j is refused before anything is sent', async (input, message) => {
  const { service, time, cvm } = clientOf(listed());
  const error: unknown = await time.run(cvm.describeInstances(input)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ValidationError);
  expect((error as Error).message).toContain(message);
  expect(service.asked).toEqual([]);
});

test('paginate and waiters work over carried calls', async () => {
  const items = Array.from({ length: 150 }, (_, number) => ({
    InstanceId: `ins-${String(number).padStart(8, '0')}`,
    InstanceState: 'STOPPED',
  }));
  const { time, cvm } = clientOf(({ action, body }) => {
    if (action !== 'DescribeInstances') return undefined;
    const ids = body['InstanceIds'] as string[] | undefined;
    const found = ids ? items.filter(({ InstanceId }) => ids.includes(InstanceId)) : items;
    const first = Number(body['Offset'] ?? 0);
    return {
      fields: {
        TotalCount: found.length,
        InstanceSet: found.slice(first, first + Number(body['Limit'] ?? 20)),
      },
    };
  });
  const seen: string[] = [];
  const collect = async (): Promise<void> => {
    for await (const { unInstanceId } of paginate(cvm.describeInstances)) seen.push(unInstanceId);
  };
  await time.run(collect());
  expect(seen).toEqual(items.map(({ InstanceId }) => InstanceId));
  const { allReached } = await time.run(waitUntilStopped(cvm, seen.slice(0, 30)));
  expect(allReached).toBe(true);
});

test('items with missing fields, wrong types and unknown values are converted as far as possible', async () => {
  const odd = {
    ...{ InstanceId: 'ins-00000001', Placement: 'ap-guangzhou-3', SystemDisk: null, DataDisks: {} },
    ...{ PrivateIpAddresses: 'none', PublicIpAddresses: null, InternetAccessible: [], RenewFlag: 'LATER' },
    ...{ CreatedTime: 17, ExpiredTime: 'soon', InstanceState: 'FREEZING', VirtualPrivateCloud: 3 },
    ...{ InstanceChargeType: 'UNDERWRITE', CPU: null },
  };
  const { time, cvm } = clientOf(listed(odd, {}, null as never, 'ins-00000002' as never));
  const { totalCount, instanceSet } = await time.run(cvm.describeInstances());
  expect(totalCount).toBe(4);
  const nothing = { Region: 'gz', autoRenew: 0, deadlineTime: '0000-00-00 00:00:00', wanIpSet: [] };
  expect(instanceSet).toEqual([
    { Region: 'gz', unInstanceId: 'ins-00000001', wanIpSet: [], status: 21 },
    nothing,
    nothing,
    nothing,
  ]);
});

test('properties of Object.prototype are not fields of an instance', async () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  const { Memory: _memory, Placement, ...rest } = documented;
  const { ProjectId: _project, ...place } = Placement;
  const { time, cvm } = clientOf(listed({ ...rest, Placement: place }));
  prototype['Memory'] = 512;
  prototype['ProjectId'] = 666;
  try {
    const [instance] = (await time.run(cvm.describeInstances())).instanceSet;
    expect(Object.keys(instance ?? {})).not.toContain('mem');
    expect(Object.keys(instance ?? {})).not.toContain('projectId');
    expect(instance).toMatchObject({ unInstanceId: 'ins-xlsyru2j', cpu: 2 });
  } finally {
    delete prototype['Memory'];
    delete prototype['ProjectId'];
  }
});
