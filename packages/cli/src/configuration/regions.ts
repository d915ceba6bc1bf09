import { regions } from '@qcvm/client/descriptors';
import { usageError } from '../environment/cli-error.js';

/** Texts that name no documented region are passed on as they are: new regions appear more often than this program. */
const long = new Map(regions.map(({ id, short }) => [short, id]));

/** The long spelling of either: instances of `gz` and of `ap-guangzhou` are the same ones. */
export const longRegion = (text: string): string => long.get(text) ?? text;

/** Reads `ap-guangzhou,ap-beijing`; what occurs twice counts once. */
export function parseRegions(text: string, source = '--region'): string[] {
  const found = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = found.find((region) => !/^[a-z][a-z0-9-]{0,39}$/.test(region));
  if (wrong !== undefined || found.length === 0) {
    throw usageError(
      `${source}: ${wrong === undefined ? 'no region is given' : `${JSON.stringify(wrong)} is not a region`}`,
      'A region looks like ap-guangzhou; several are separated by commas.',
    );
  }
  return [...new Set(found.map(longRegion))];
}
