import { regions } from '@qcvm/client/descriptors';
import { regions as newer } from './regions-3.0.gen.js';

/** Regions have a long and an old short spelling; inside, only the long one is used. */
const canonical = new Map<string, string>(
  regions.flatMap(({ id, short }) => [
    [id, id],
    [short, id],
  ]),
);
const described = new Map(
  [
    ...regions,
    // API 3.0 has no short spellings.
    ...newer.filter(({ id }) => !canonical.has(id)).map(({ id, name }) => ({ id, short: id, name })),
  ].map(({ id, short, name }, index) => [id, { short, name, number: index + 1 }]),
);

/** Every documented spelling of API 2.0. */
export const regionSpellings: readonly string[] = [...canonical.keys()];

/** The regions of API 3.0, which writes them in one way. */
export const newerRegions: readonly string[] = newer.map(({ id }) => id);

/** The long form of either spelling; `undefined` for a text that names no documented region. */
export const canonicalRegion = (text: string): string | undefined => canonical.get(text);

/** Whether a text is a region of any generation of the API, in the long spelling. */
export const isRegion = (text: string): boolean => described.has(text);

/** Whether two texts name the same region, in any spelling. */
export const isSameRegion = (one: string, other: string): boolean =>
  one === other || (canonical.get(one) ?? one) === (canonical.get(other) ?? other);

/** The short form of a canonical region, or the region itself when it has none. */
export const shortRegion = (region: string): string => described.get(region)?.short ?? region;

/** The name for people, or the region itself when it has none. */
export const regionName = (region: string): string => described.get(region)?.name ?? region;

/** A small number for a region, for zone ids and addresses. */
export const regionNumber = (region: string): number => described.get(region)?.number ?? 99;
