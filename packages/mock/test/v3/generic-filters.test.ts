import { expect, test } from 'vitest';
import { ask, tc3 } from './signing.js';
import { documented, worldOf } from './support.js';

const list = async (action: string, Filters: readonly { Name: string; Values: readonly string[] }[]) => {
  const { emulator } = worldOf();
  return ask(emulator, tc3(emulator, { action, body: JSON.stringify({ Filters }) }));
};

test('a list that has no behaviour of its own is about what its filters ask for', async () => {
  const answer = await list('DescribeHosts', [
    { Name: 'host-id', Values: ['host-11111111', 'host-22222222'] },
    { Name: 'zone', Values: ['ap-guangzhou-7'] },
    { Name: 'project-id', Values: ['42'] },
    { Name: 'host-state', Values: ['RUNNING'] },
  ]);
  expect(answer).toMatchObject({
    TotalCount: 2,
    HostSet: ['host-11111111', 'host-22222222'].map((HostId) => ({
      HostId,
      HostState: 'RUNNING',
      Placement: { Zone: 'ap-guangzhou-7', ProjectId: 42 },
    })),
  });
});

test('a filter by a tag is answered with resources that have it', async () => {
  expect(await list('DescribeHpcClusters', [{ Name: 'tag:env', Values: ['test'] }])).toMatchObject({
    HpcClusterSet: [{ Tags: [{ Key: 'env', Value: 'test' }] }],
  });
  expect(await list('DescribeHpcClusters', [{ Name: 'tag-key', Values: ['env'] }])).toMatchObject({
    HpcClusterSet: [{ Tags: [{ Key: 'env' }] }],
  });
});

test('a filter that the operation does not have is refused, with what was meant', async () => {
  const { Error: refusal } = await list('DescribeHosts', [{ Name: 'host-ids', Values: ['host-11111111'] }]);
  expect(refusal?.Code).toBe('InvalidFilter');
  expect(refusal?.Message).toContain('host-id');
});

test('more values than a filter takes are refused', async () => {
  const Values = Array.from({ length: 6 }, (_, index) => `host-0000000${index}`);
  const { Error: refusal } = await list('DescribeHosts', [{ Name: 'host-id', Values }]);
  expect(refusal?.Message).toContain('at most 5');
  expect([...(documented['DescribeHosts'] ?? []), 'InvalidParameterValue']).toContain(refusal?.Code);
});
