import { literal } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import type { Common } from '../../model/v2.js';
import type { Succession } from '../../succession/model.js';
import { dataFile } from '../text/files.js';

/** What names regions: the specs of both generations, and what became of the short names of API 2.0. */
export interface RegionSources {
  readonly common: Common;
  readonly services: readonly Service[];
  readonly successions: readonly Succession[];
}

/** `packages/cli/src/generated/regions.gen.ts`: every region that a spec names, once, with its short name. */
export function emitKnownRegions({ common, services, successions }: RegionSources): GeneratedFile {
  const rows = [
    ...common.regions.map(({ id, short }) => ({ id, short })),
    ...successions.flatMap(({ regions }) => regions.map(({ region, short }) => ({ id: region, short }))),
    ...services.flatMap(({ regions }) => regions.map(({ id }) => ({ id, short: undefined }))),
  ];
  const known = new Map<string, { readonly id: string; readonly short: string | undefined }>();
  for (const row of rows) if (!known.has(row.id)) known.set(row.id, row);
  const specs = new Set([
    common.spec,
    ...successions.flatMap(({ regions, spec }) => (regions.length > 0 ? spec : [])),
    ...services.flatMap((service) => service.specs.slice(0, 1)),
  ]);
  return dataFile(
    'packages/cli/src/generated/regions.gen.ts',
    [...specs],
    [
      `/** Every region that the specs name, and its short name where there is one. There may be others. */\n${literal(
        [...known.values()],
        {
          before: 'export const regions: readonly { readonly id: string; readonly short?: string }[] = ',
          after: ';',
        },
      )}`,
    ],
  );
}
