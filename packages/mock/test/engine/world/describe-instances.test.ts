import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cvmOperations } from '@qcvm/client/descriptors';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import { ask, batch, idList } from '../support.js';
import type { Parameters } from '../support.js';

const names = (emulator: Emulator, parameters: Parameters): Promise<unknown> =>
  ask(emulator, { parameters }).then(
    ({ code, instanceSet }) => instanceSet?.map(({ instanceName }) => instanceName) ?? code,
  );

const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: 'manual',
    instances: fleet('gz')
      .instance({
        unInstanceId: 'ins-a',
        instanceName: 'web 01',
        lanIp: '10.1.0.1',
        wanIpSet: ['203.0.113.1', '203.0.113.9'],
        projectId: 7,
        zoneId: 100001,
      })
      .instance({
        unInstanceId: 'ins-b',
        instanceName: 'web 02',
        lanIp: '10.1.0.2',
        wanIpSet: [],
        projectId: 7,
        zoneId: 100002,
        status: 'shutDown',
      })
      .instance({
        unInstanceId: 'ins-c',
        instanceName: '数据库',
        lanIp: '10.1.0.3',
        wanIpSet: [],
        projectId: 0,
        zoneId: 100002,
        instanceId: 'qcvm12345',
      })
      .in('ap-beijing')
      .instance({ unInstanceId: 'ins-d', instanceName: 'web 03' }),
    ...options,
  });

test.each<[string, Parameters, unknown]>([
  ['nothing', {}, ['web 01', 'web 02', '数据库']],
  ['ids, in the order of creation', idList(['ins-c', 'ins-a']), ['web 01', '数据库']],
  ['an old id', idList(['qcvm12345']), ['数据库']],
  ['both ids of one instance', idList(['qcvm12345', 'ins-c']), ['数据库']],
  ['an id of another region', idList(['ins-d']), []],
  ['a word, without regard to case', { searchWord: 'WEB' }, ['web 01', 'web 02']],
  ['a Chinese word', { searchWord: '据' }, ['数据库']],
  ['a private address', { 'lanIps.0': '10.1.0.2' }, ['web 02']],
  ['a public address', { 'lanIps.0': '203.0.113.9' }, ['web 01']],
  ['several addresses', { 'lanIps.0': '10.1.0.3', 'lanIps.1': '203.0.113.1' }, ['web 01', '数据库']],
  ['a status', { status: '4' }, ['web 02']],
  ['a project', { projectId: '7' }, ['web 01', 'web 02']],
  ['the default project', { projectId: '0' }, ['数据库']],
  ['a zone', { zoneId: '100002' }, ['web 02', '数据库']],
  ['several filters: all must fit', { zoneId: '100002', projectId: '7' }, ['web 02']],
  ['ids and a filter', { ...idList(['ins-a', 'ins-b']), status: '2' }, ['web 01']],
  ['an offset', { offset: '1' }, ['web 02', '数据库']],
  ['a limit', { offset: '1', limit: '1' }, ['web 02']],
  ['an offset beyond the end', { offset: '99' }, []],
  ['simplify', { simplify: '1' }, ['web 01', 'web 02', '数据库']],
  ['a limit of 0', { limit: '0' }, 4000],
  ['a limit of 101', { limit: '101' }, 4000],
  ['a negative offset', { offset: '-1' }, 4000],
  ['a number that is none', { status: 'running' }, 4000],
  ['an empty word', { searchWord: '' }, 4000],
])('by %s', async (_what, parameters, expected) =>
  expect(await names(world(), parameters)).toEqual(expected),
);

test('the limit is 20 unless another is given', async () => {
  const emulator = createEmulator({ clock: 'manual', instances: fleet().running(25) });
  const { totalCount, instanceSet } = await ask(emulator);
  expect({ totalCount, shown: instanceSet?.length }).toEqual({ totalCount: 25, shown: 20 });
});

test('a status filter uses the current status', async () => {
  const emulator = world();
  await batch(emulator, { action: 'StopInstances', ids: ['ins-a'] });
  expect(await names(emulator, { status: '9' })).toEqual(['web 01']);
  emulator.clock.advance(5000);
  expect(await names(emulator, { status: '4' })).toEqual(['web 01', 'web 02']);
});

test('ids that are not found are left out, or refused', async () => {
  const parameters = idList(['ins-a', 'ins-d', 'ins-nothing']);
  expect(await names(world(), parameters)).toEqual(['web 01']);
  const strict = world({ behaviour: { describeUnknownIds: 'refuse' } });
  expect(await ask(strict, { parameters })).toMatchObject({
    code: 5000,
    message: 'no such instance in ap-guangzhou: ins-d, ins-nothing',
  });
});

test('a key sees only what it may touch', async () => {
  const emulator = world({
    accounts: [{ keys: [{ secretId: 'AKIDone', secretKey: 'x', may: { instances: ['ins-b', 'ins-d'] } }] }],
  });
  expect(await ask(emulator)).toMatchObject({ totalCount: 1, instanceSet: [{ unInstanceId: 'ins-b' }] });
});

test('statusTime is in China time, and moves with the status', async () => {
  const emulator = world();
  const time = async (): Promise<unknown> =>
    (await ask(emulator, { parameters: idList(['ins-a']) })).instanceSet?.[0]?.['statusTime'];
  expect(await time()).toBe('2026-01-01 08:00:00');
  emulator.clock.advance(90_000);
  await batch(emulator, { action: 'StopInstances', ids: ['ins-a'] });
  expect(await time()).toBe('2026-01-01 08:01:30');
  emulator.clock.advance(60_000);
  expect(await time()).toBe('2026-01-01 08:01:35');
});

describe('an instance of the answer', () => {
  test('has every documented field, and the same values for the same id', async () => {
    const emulator = createEmulator({ clock: 'manual', instances: [{ unInstanceId: 'ins-09dx96dg' }] });
    const [shown] = (await ask(emulator, { region: 'gz' })).instanceSet ?? [];
    expect(shown).toMatchInlineSnapshot(`
      {
        "Region": "gz",
        "autoRenew": 0,
        "bandwidth": 1,
        "cpu": 4,
        "createTime": "2026-01-01 08:00:00",
        "cvmPayMode": 2,
        "deadlineTime": "0000-00-00 00:00:00",
        "deviceClass": "VSELF_4",
        "diskInfo": {
          "rootId": "disk-6nb8azz9",
          "rootSize": 50,
          "rootType": 2,
          "storageId": "disk-w80t9z45",
          "storageSize": 50,
          "storageType": 2,
        },
        "imageId": 1,
        "imageType": "Public image",
        "instanceId": "qcvm43167aec08e84a12ba4385cefd399d06",
        "instanceName": "vm-09dx96dg",
        "isVpcGateway": 0,
        "lanIp": "10.1.51.177",
        "mem": 8,
        "networkPayMode": 2,
        "os": "centos7.2x86_64",
        "projectId": 0,
        "status": 2,
        "statusTime": "2026-01-01 08:00:00",
        "subnetId": 0,
        "unImgId": "img-31tjrtph",
        "unInstanceId": "ins-09dx96dg",
        "uuid": "ab4f19c7-786b-42a0-a0f9-2ef374dc53f7",
        "vpcId": 0,
        "wanIpSet": [
          "198.18.51.177",
        ],
        "zoneId": 100001,
        "zoneName": "Guangzhou Zone 1",
      }
    `);
  });

  test('has exactly the fields of the documentation', async () => {
    const file = new URL('../../../src/services/cvm/2.0/shapes.gen.ts', import.meta.url);
    const { cvmShapes } = (await import(
      file.href
    )) as typeof import('../../../src/services/cvm/2.0/shapes.gen.js');
    const list = cvmShapes['DescribeInstances']?.output.fields['instanceSet'];
    const item = list?.kind === 'list' && list.items.kind === 'object' ? list.items : undefined;
    const [shown] = (await ask(world())).instanceSet ?? [];
    expect(Object.keys(shown ?? {}).sort()).toEqual(Object.keys(item?.fields ?? {}).sort());
    const disks = item?.fields['diskInfo'];
    expect(Object.keys(shown?.['diskInfo'] ?? {}).sort()).toEqual(
      Object.keys(disks?.kind === 'object' ? disks.fields : {}).sort(),
    );
    expect(Object.keys(shown ?? {}).length + Object.keys(shown?.['diskInfo'] ?? {}).length).toBeGreaterThan(
      30,
    );
  });

  test('has an id and addresses that no other has', () => {
    const all = createEmulator({ clock: 'manual', instances: fleet().running(500) }).instances.list();
    for (const field of ['unInstanceId', 'instanceId', 'uuid'] as const) {
      expect(new Set(all.map((view) => view[field])).size).toBe(500);
    }
    expect(new Set(all.map(({ os }) => os)).size).toBeGreaterThan(1);
    expect(all.every(({ lanIp }) => /^10\.1\.\d{1,3}\.\d{1,3}$/.test(lanIp))).toBe(true);
  });
});

test('every operation of the client is one of the emulator', async () => {
  for (const { action } of Object.values(cvmOperations)) {
    expect((await ask(world(), { action, parameters: idList(['ins-a']) })).code, action).not.toBe(6100);
  }
});

test('regions and error names are those of the spec', async () => {
  const { parse } = await import('yaml');
  const spec: unknown = parse(
    readFileSync(new URL('../../../../../specs/2.0/common.yaml', import.meta.url), 'utf8'),
  );
  const { 'x-qcloud-rpc': rpc } = spec as {
    'x-qcloud-rpc': { regions: readonly { id: string; short: string; name: string }[] };
  };
  for (const { id, short, name } of rpc.regions) {
    const emulator = createEmulator({ clock: 'manual', instances: [{ region: short }] });
    const { instanceSet } = await ask(emulator, { region: id });
    expect(instanceSet).toMatchObject([{ Region: id, zoneName: expect.stringContaining(name) }]);
    expect((await ask(emulator, { region: short })).instanceSet).toMatchObject([{ Region: short }]);
  }
});
