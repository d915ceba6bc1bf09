import { ValidationError, type Problem } from '../model/errors/errors.js';
import type { Parameters, ParameterValue } from '../model/parameters/parameters.js';
import { describeProblem } from '../model/errors/problem.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall } from './carried.js';
import { itemMeaning } from './parameters.js';
import type { CarriedList, CarriedParameter } from './table.js';

/** One thing that the caller selects by. */
export interface Wanted {
  readonly row: Extract<CarriedParameter, { kind: 'filter' }>;
  /** As API 2.0 writes it: one value, or any of several. */
  readonly values: readonly ParameterValue[];
  /** As API 3.0 writes it: none of them if it has no such thing. */
  readonly words: readonly string[];
}

const noIds: readonly string[] = [];

/**
 * What the caller selects by.
 *
 * @throws ValidationError, before anything is sent, with all that API 3.0 cannot be asked for.
 */
export function wantedBy(
  { input, given, table: { olderIds } }: CarriedCall,
  { parameters, operation, ids }: CarriedList,
): Wanted[] {
  const problems: Problem[] = [];
  const refuse = (parameter: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter, rule: 'carried', must, value }));
  };
  const wanted: Wanted[] = [];
  for (const name of Object.keys(input)) {
    const row = parameters[name];
    const value = input[name];
    if (value === undefined || row?.kind !== 'filter') continue;
    const values = Array.isArray(value) ? (value as readonly ParameterValue[]) : [value];
    const words = values.flatMap((each) => {
      const text = `${each as string | number}`;
      if (!row.values) return text;
      const word = ownField(row.values.words, text) as string | undefined;
      if (word !== undefined) return word;
      const instead = ownField(row.values.none, text) as string | undefined;
      const reason = instead === undefined ? '' : `: ${instead.replace(/\.$/, '')}`;
      refuse(name, `must be one that API 3.0 supports${reason}`, each);
      return [];
    });
    wanted.push({ row, values, words });
  }
  const asked = (ownField(input, ids.name) ?? noIds) as readonly string[];
  for (const [index, id] of asked.entries())
    if (id.startsWith(olderIds))
      refuse(
        `${ids.name}[${index}]`,
        `must be ${itemMeaning(operation, ids.to)}: API 3.0 does not support old ids`,
        id,
      );
  if (problems.length > 0)
    throw new ValidationError(problems, {
      action: given.action,
      advice: 'Nothing was sent. Use other filters, or call API 3.0 directly (@qcvm/client/v3).',
    });
  return wanted;
}

/** The same with the key of each zone in place of its number; none for a number that the region does not have. */
export const withZones = (
  wanted: readonly Wanted[],
  keyOf: (zone: number) => Promise<string | undefined>,
): Promise<readonly Wanted[]> =>
  Promise.all(
    wanted.map(async (each): Promise<Wanted> => {
      if (each.row.zone !== true) return each;
      const key = await keyOf(each.values[0] as number);
      return { ...each, words: key === undefined ? [] : [key] };
    }),
  );

/** The queries that find all that is wanted: several where one thing of API 2.0 is several filters of API 3.0. */
export function queriesFor(wanted: readonly Wanted[], maxValues: number): Parameters[] {
  let queries: Parameters[][] = [[]];
  for (const { row, words } of wanted) {
    const alternatives: Parameters[] = [];
    for (const Name of row.filters)
      for (let first = 0; first < words.length; first += maxValues)
        alternatives.push({ Name, Values: words.slice(first, first + maxValues) });
    queries = queries.flatMap((filters) => alternatives.map((alternative) => [...filters, alternative]));
  }
  return queries.map((Filters): Parameters => (Filters.length > 0 ? { Filters } : {}));
}

/** Whether an item, as API 2.0 shows it, is wanted. */
export const fits = (item: Readonly<Record<string, unknown>>, { row, values }: Wanted): boolean =>
  row.fields.some((name) => {
    const found = item[name];
    const all: readonly unknown[] = Array.isArray(found) ? found : [found];
    return all.some((each) =>
      values.some((value) =>
        row.part === true && typeof each === 'string'
          ? each.toLowerCase().includes(`${value as string}`.toLowerCase())
          : each === value,
      ),
    );
  });
