import { usageError } from './cli-error.js';

/**
 * Regions and their old short spelling. Others are passed on as they are: new regions appear more often than
 * this program.
 * Source: https://cloud.tencent.com/document/api/213/6976
 */
export const regions: readonly { readonly id: string; readonly short: string; readonly name: string }[] = [
  { id: 'ap-guangzhou', short: 'gz', name: 'Guangzhou' },
  { id: 'ap-beijing', short: 'bj', name: 'Beijing' },
  { id: 'ap-shanghai', short: 'sh', name: 'Shanghai' },
  { id: 'ap-chengdu', short: 'cd', name: 'Chengdu' },
  { id: 'ap-hongkong', short: 'hk', name: 'Hong Kong' },
  { id: 'ap-singapore', short: 'sg', name: 'Singapore' },
  { id: 'ap-seoul', short: 'kr', name: 'Seoul' },
  { id: 'eu-frankfurt', short: 'de', name: 'Frankfurt' },
  { id: 'na-toronto', short: 'ca', name: 'Toronto' },
  { id: 'na-siliconvalley', short: 'usw', name: 'Silicon Valley' },
  { id: 'ap-shanghai-fsi', short: 'shjr', name: 'Shanghai Finance' },
  { id: 'ap-shenzhen-fsi', short: 'szjr', name: 'Shenzhen Finance' },
  { id: 'ap-guangzhou-open', short: 'gzopen', name: 'Guangzhou Open' },
];

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
