import { regionName, regionNumber } from '../../../../core/regions.js';
import { regions } from '../../../../core/regions-3.0.gen.js';
import type { Invocation } from '../../../../core/service.js';
import { fieldsOf } from '../../instances/fields/fields.js';
import type { CvmWorld } from '../../world.js';
import type { Behaviour } from '../behaviour.js';

/** Zones of a region, in addition to those that its instances are said to be in. */
const zoneCount = 7;

/** API 2.0's number of a zone. */
export const zoneNumber = (region: string, zone: string): number | undefined => {
  const number = zone.startsWith(`${region}-`) ? Number(zone.slice(region.length + 1)) : NaN;
  return Number.isSafeInteger(number) && number > 0 && number < 100
    ? regionNumber(region) * 100_000 + number
    : undefined;
};

export const describeRegions: Behaviour<'describeRegions'> = () => ({
  fields: {
    TotalCount: regions.length,
    RegionSet: regions.map(({ id, name }) => ({ Region: id, RegionName: name, RegionState: 'AVAILABLE' })),
  },
});

/** The zones of a region by their numbers: those that each has, and those that the account's instances are said to be in. */
export function zonesOf(
  { account, region }: Pick<Invocation, 'account' | 'region'>,
  world: CvmWorld,
): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (let zone = 1; zone <= zoneCount; zone++) numbers.set(zone, regionNumber(region) * 100_000 + zone);
  for (const record of world.instances.scope(account, region)) {
    const zoneId = record.fields?.zoneId;
    if (zoneId !== undefined) numbers.set(zoneId % 100, fieldsOf(record).zoneId);
  }
  return numbers;
}

/** A zone has the number that API 2.0 calls it by. */
export const describeZones: Behaviour<'describeZones'> = (_input, { invocation, world }) => {
  const { region } = invocation;
  const zones = [...zonesOf(invocation, world)].sort(([one], [other]) => one - other);
  return {
    fields: {
      TotalCount: zones.length,
      ZoneSet: zones.map(([zone, id]) => ({
        Zone: `${region}-${zone}`,
        ZoneName: `${regionName(region)} Zone ${zone}`,
        ZoneId: `${id}`,
        ZoneState: 'AVAILABLE',
      })),
    },
  };
};
