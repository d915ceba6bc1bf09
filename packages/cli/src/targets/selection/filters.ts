import type { Command } from 'commander';
import { usageError } from '../../environment/cli-error.js';
import type { CommandOption } from '../../command.js';
import type { Api } from '../../configuration/api.js';
import { commandOf } from '../../operations/operation-table.js';
import { addOptions, optionValue, valueText, type OptionValues } from '../../operations/operation-options.js';
import { addNewerFilters, newerFiltersOf, newerFilterWords, type NewerFilter } from './newer-filters.js';

/** Parameters that page or name instances: `describe` has its own words for them. */
const notFilters = new Set(['instanceIds', 'offset', 'limit']);
/** Fine for looking, not for deciding what to stop. */
const notForActing = new Set(['simplify']);

/** The parameters of DescribeInstances that choose instances, as the spec has them. */
const filterOptions = (use: 'look' | 'act'): readonly CommandOption[] =>
  commandOf('DescribeInstances').options.filter(
    ({ parameter }) => !notFilters.has(parameter) && !(use === 'act' && notForActing.has(parameter)),
  );

/** Adds the options that choose instances. */
export function addFilters(command: Command, use: 'look' | 'act'): void {
  addOptions(command, filterOptions(use));
  addNewerFilters(command);
}

/** What chooses instances. */
export interface Filters {
  /** For messages: `stop`. */
  readonly command: string;
  /** Parameters of DescribeInstances in API 2.0. */
  readonly older: Readonly<Record<string, unknown>>;
  /** Filters that only API 3.0 has. */
  readonly newer: readonly NewerFilter[];
}

export const isEmpty = ({ older, newer }: Filters): boolean =>
  Object.keys(older).length === 0 && newer.length === 0;

/**
 * The filters of a command line.
 *
 * @throws CliError when the API that is asked has no such filter.
 */
export function filtersOf(
  values: OptionValues,
  about: { readonly command: string; readonly use: 'look' | 'act'; readonly api: Api },
): Filters {
  const { command, use, api } = about;
  const older: Record<string, unknown> = {};
  for (const option of filterOptions(use)) {
    const value = optionValue(values, option);
    if (value !== undefined) older[option.parameter] = value;
  }
  return { command, older, newer: newerFiltersOf(values, api) };
}

const wordOf = (text: string): string => (/^[\w.,:@/=-]+$/.test(text) ? text : JSON.stringify(text));

/** The filters of a command line, as they would be typed: `--status running --search-word web`. */
export const filtersText = (values: OptionValues): string =>
  [
    ...filterOptions('act').flatMap((option) => {
      const value = optionValue(values, option);
      return value === undefined ? [] : [[option.option, valueText(option, value)] as const];
    }),
    ...newerFilterWords(values),
  ]
    .map(([option, value]) => `--${option} ${wordOf(value)}`)
    .join(' ');

/** Whether a command line has any filter, whichever API it is for. */
export const hasFilters = (values: OptionValues, use: 'look' | 'act'): boolean =>
  !isEmpty(filtersOf(values, { command: '', use, api: '3.0' }));

/** Selections of which `stop`, `start` and `restart` need exactly one. */
export function checkSelection(chosen: {
  names: boolean;
  filters: boolean;
  all: boolean;
  command: string;
}): void {
  const { names, filters, all, command } = chosen;
  if (names && (filters || all)) {
    throw usageError(
      `${command}: instance ids cannot be combined with ${all ? '--all' : 'filters'}`,
      'Give ids or filters.',
    );
  }
  if (!names && !filters && !all) {
    throw usageError(
      `${command}: no instances selected`,
      `Give ids (${command} ins-09dx96dg), read them (${command} - or --file), use filters (--status running, --search-word web), or --all.`,
    );
  }
}
