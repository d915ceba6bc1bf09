/**
 * Regions have a long and an old short spelling; inside, only the long one is used.
 * Source: https://cloud.tencent.com/document/api/213/6976
 */
const shortToLong: Readonly<Record<string, string>> = {
  gz: 'ap-guangzhou',
  bj: 'ap-beijing',
  sh: 'ap-shanghai',
  hk: 'ap-hongkong',
  sg: 'ap-singapore',
  cd: 'ap-chengdu',
  ca: 'na-toronto',
  usw: 'na-siliconvalley',
  de: 'eu-frankfurt',
  kr: 'ap-seoul',
  shjr: 'ap-shanghai-fsi',
  szjr: 'ap-shenzhen-fsi',
  gzopen: 'ap-guangzhou-open',
};

const longToShort = new Map(Object.entries(shortToLong).map(([short, long]) => [long, short]));
const numberOf = new Map([...longToShort.keys()].map((long, index) => [long, index + 1]));

/** Every documented spelling. */
export const regionSpellings: readonly string[] = [
  ...Object.values(shortToLong),
  ...Object.keys(shortToLong),
];

/** The long form of either spelling; `undefined` for a text that names no documented region. */
export function canonicalRegion(text: string): string | undefined {
  if (longToShort.has(text)) return text;
  return Object.hasOwn(shortToLong, text) ? shortToLong[text] : undefined;
}

/** The short form of a canonical region, or the region itself when it has none. */
export const shortRegion = (region: string): string => longToShort.get(region) ?? region;

/** A small number for a region, for zone ids and addresses. */
export const regionNumber = (region: string): number => numberOf.get(region) ?? 99;
