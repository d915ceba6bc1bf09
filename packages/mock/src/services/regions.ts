/**
 * Regions have a long and an old short spelling; inside, only the long one is used.
 * Source: https://cloud.tencent.com/document/api/213/6976
 */
const regions = [
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
] as const;

const canonical = new Map<string, string>(
  regions.flatMap(({ id, short }) => [
    [id, id],
    [short, id],
  ]),
);
const described = new Map<string, { short: string; name: string; number: number }>(
  regions.map(({ id, short, name }, index) => [id, { short, name, number: index + 1 }]),
);

/** Every documented spelling. */
export const regionSpellings: readonly string[] = [...canonical.keys()];

/** The long form of either spelling; `undefined` for a text that names no documented region. */
export const canonicalRegion = (text: string): string | undefined => canonical.get(text);

/** The short form of a canonical region, or the region itself when it has none. */
export const shortRegion = (region: string): string => described.get(region)?.short ?? region;

/** The name for people, or the region itself when it has none. */
export const regionName = (region: string): string => described.get(region)?.name ?? region;

/** A small number for a region, for zone ids and addresses. */
export const regionNumber = (region: string): number => described.get(region)?.number ?? 99;
