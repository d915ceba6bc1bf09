import { didYouMean } from '@qcvm/client/internal';
import { usageError } from '../environment/cli-error.js';
import { isOfVendor, type Api } from './api.js';
import { isKnownRegion, longRegion, regionSpellings } from './regions.js';

/** A region, and where it was named. */
export interface NamedRegion {
  readonly region: string;
  /** For messages: `--region`. */
  readonly source: string;
}

/** What decides on regions that are not documented. */
export interface RegionRules {
  readonly api: Api;
  readonly endpoint: string | undefined;
  /** `--allow-unknown-region` */
  readonly allowUnknownRegion: boolean;
}

/**
 * Refuses a region that is not known, unless `--allow-unknown-region` is given or requests go to an address that is none of the
 * vendor's: a private cloud has regions of its own.
 *
 * @throws CliError that names the region that was most likely meant.
 */
export function refuseUnknownRegions(
  named: readonly NamedRegion[],
  { api, endpoint, allowUnknownRegion }: RegionRules,
): void {
  // API 3.0 has no id without a hyphen, wherever it is.
  const isId = (region: string): boolean => api === '2.0' || region.includes('-');
  const mayBeOthers = allowUnknownRegion || !isOfVendor(endpoint);
  const wrong = named.find(({ region }) => !isKnownRegion(region) && !(mayBeOthers && isId(region)));
  if (wrong === undefined) return;
  const { region, source } = wrong;
  const meant = didYouMean(region, regionSpellings);
  throw usageError(
    `${source}: ${JSON.stringify(region)} is not a region that qcvm knows${meant === undefined ? '' : ` (did you mean ${longRegion(meant)}?)`}`,
    isId(region)
      ? 'Correct it; for a region that is newer than this version of qcvm, add --allow-unknown-region.'
      : 'Use the id of a region, such as ap-guangzhou.',
  );
}
