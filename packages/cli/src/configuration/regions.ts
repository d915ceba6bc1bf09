import { regions } from '../generated/regions.gen.js';
import { usageError } from '../environment/cli-error.js';

const long = new Map(regions.flatMap(({ id, short }) => (short === undefined ? [] : [[short, id] as const])));
const known = new Set(regions.map(({ id }) => id));

/** The regions that are documented, by their long names. New ones appear more often than this program. */
export const knownRegions: readonly string[] = [...known];

/** The long name of a region that may be named by its short one: instances of `gz` and of `ap-guangzhou` are the same ones. */
export const longRegion = (text: string): string => long.get(text) ?? text;

export const isKnownRegion = (region: string): boolean => known.has(region);

/** Short names, too: what may have been meant by a misspelled one. */
export const regionSpellings: readonly string[] = [...known, ...long.keys()];

/** Whether a text could be the name of a region, of this or any other cloud. */
export const isRegionName = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text);

/** Reads `ap-guangzhou,ap-beijing`; what occurs twice counts once. */
export function parseRegions(text: string, source = '--region'): string[] {
  const found = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = found.find((region) => !isRegionName(region));
  if (wrong !== undefined || found.length === 0) {
    throw usageError(
      `${source}: ${wrong === undefined ? 'no region is given' : `${JSON.stringify(wrong)} is not a region`}`,
      'A region looks like ap-guangzhou; several are separated by commas.',
    );
  }
  return [...new Set(found.map(longRegion))];
}
