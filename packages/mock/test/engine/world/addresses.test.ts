import { createEmulator, fleet, type InstanceView } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { privateAddress, publicAddress } from '../../../src/services/cvm/instances/fields/addresses.js';
import { ask, tc3 } from '../../v3/signing.js';
import { idsOf, worldOf } from '../../v3/support.js';

const addressesOf = (instances: readonly InstanceView[]): readonly string[] =>
  instances.flatMap(({ lanIp, wanIpSet }) => [lanIp, ...wanIpSet]);

const twice = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, index) => texts.indexOf(text) !== index);

const areAddresses = (texts: readonly string[]): boolean =>
  texts.every((text) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) && !/\.(?:0|255)$/.test(text));

test('no two of many instances share an address, in any regions', () => {
  const emulator = createEmulator({
    instances: fleet('ap-guangzhou').running(1500).in('ap-beijing').running(1500),
  });
  const addresses = addressesOf(emulator.instances.list());
  expect(addresses).toHaveLength(6000);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(areAddresses(addresses)).toBe(true);
});

test('no two of more instances than a network has addresses share one, in any regions and after any changes', () => {
  const addresses = new Set<string>();
  const numbers = Array.from({ length: 140_000 }, (_, number) => number);
  for (const number of numbers) {
    addresses.add(privateAddress(number, 1 + (number % 40)));
    for (const released of [0, 1, 2]) addresses.add(publicAddress(number, released));
  }
  expect(addresses.size).toBe(4 * numbers.length);
  expect(areAddresses([...addresses])).toBe(true);
});

test('an instance that is bought, or whose address was given back, gets one that no other has', async () => {
  const world = worldOf({ instances: fleet('ap-guangzhou').running(300, { cvmPayMode: 2 }) });
  const { emulator } = world;
  const before = addressesOf(emulator.instances.list());
  const stopped = idsOf(emulator).slice(0, 100);
  await world.v3.stopInstances({ InstanceIds: stopped, StoppedMode: 'STOP_CHARGING' });
  emulator.clock.advance(60_000);
  await world.v3.startInstances({ InstanceIds: stopped });
  emulator.clock.advance(60_000);
  await ask(
    emulator,
    tc3(emulator, {
      action: 'RunInstances',
      body: JSON.stringify({
        InstanceCount: 300,
        Placement: { Zone: 'ap-guangzhou-3' },
        ImageId: 'img-31tjrtph',
        InternetAccessible: { InternetMaxBandwidthOut: 1, PublicIpAssigned: true },
      }),
    }),
  );
  const listed: string[] = [];
  for (let Offset = 0; Offset < 600; Offset += 100) {
    const { InstanceSet } = await world.v3.describeInstances({ Offset, Limit: 100 });
    for (const { PrivateIpAddresses, PublicIpAddresses } of InstanceSet)
      listed.push(...(PrivateIpAddresses ?? []), ...(PublicIpAddresses ?? []));
  }
  expect(listed).toHaveLength(1200);
  expect(twice(listed)).toEqual([]);
  const kept = new Set(before);
  expect(listed.filter((address) => !kept.has(address))).toHaveLength(700);
});

test('an instance keeps its addresses when a snapshot is restored', () => {
  const emulator = createEmulator({ instances: fleet().running(50) });
  const other = createEmulator({ instances: fleet().running(3) });
  other.restore(emulator.snapshot());
  expect(addressesOf(other.instances.list())).toEqual(addressesOf(emulator.instances.list()));
});
