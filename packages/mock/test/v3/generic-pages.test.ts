import { expect, test } from 'vitest';
import { paginate } from '@qcvm/client';
import { worldOf } from './support.js';

const ids = Array.from({ length: 12 }, (_, index) => `drp-${11_111_111 + index}`);
const Filters = [{ Name: 'dedicated-resource-pack-id', Values: ids }];

test('a list that goes on by tokens gives an empty one on its last page', async () => {
  const { v3 } = worldOf();
  const { DedicatedResourcePackSet, NextToken } = await v3.describeResourcePoolPacks();
  expect([DedicatedResourcePackSet?.length, NextToken]).toEqual([1, '']);
});

test('every page but the last gives the token of the next one', async () => {
  const { v3, emulator } = worldOf();
  const items = await paginate(v3.describeResourcePoolPacks, { Filters, MaxResults: 10 }).toArray();
  expect(items.map(({ DedicatedResourcePackId }) => DedicatedResourcePackId)).toEqual(ids);
  expect(emulator.requests.list()).toHaveLength(2);
});

test('a token that no page has given is refused', async () => {
  const { call } = worldOf();
  await expect(call('DescribeResourcePoolPacks', { NextToken: 'nexttoken' })).rejects.toMatchObject({
    code: 'InvalidParameterValue',
    message: expect.stringContaining('nexttoken is not a token that a page of this list has given') as string,
  });
});

test('a list with offsets has the items of the page, and says how many there are', async () => {
  const { v3 } = worldOf();
  const HostIds = ['host-11111111', 'host-22222222', 'host-33333333'];
  const { HostSet, TotalCount } = await v3.describeHosts({
    Filters: [{ Name: 'host-id', Values: HostIds }],
    Offset: 2,
    Limit: 2,
  });
  expect([HostSet.map(({ HostId }) => HostId), TotalCount]).toEqual([HostIds.slice(2), 3]);
});
