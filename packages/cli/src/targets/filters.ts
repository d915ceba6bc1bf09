import { usageError } from '../environment/cli-error.js';
import type { CommandOption } from '../command.js';
import { commandOf } from '../operations/operation-table.js';
import { optionValue, valueText, type OptionValues } from '../operations/operation-options.js';

/** Parameters that page or name instances: `describe` has its own words for them. */
const notFilters = new Set(['instanceIds', 'offset', 'limit']);
/** Fine for looking, not for deciding what to stop. */
const notForActing = new Set(['simplify']);

/** The parameters of DescribeInstances that choose instances, as the spec has them. */
export const filterOptions = (use: 'look' | 'act'): readonly CommandOption[] =>
  commandOf('DescribeInstances').options.filter(
    ({ parameter }) => !notFilters.has(parameter) && !(use === 'act' && notForActing.has(parameter)),
  );

/** The filters of a command line as parameters of DescribeInstances. */
export function filtersOf(values: OptionValues, use: 'look' | 'act'): Record<string, unknown> {
  const filters: Record<string, unknown> = {};
  for (const option of filterOptions(use)) {
    const value = optionValue(values, option);
    if (value !== undefined) filters[option.parameter] = value;
  }
  return filters;
}

const wordOf = (text: string): string => (/^[\w.,:@/-]+$/.test(text) ? text : JSON.stringify(text));

/** The filters of a command line, as they would be typed: `--status running --search-word web`. */
export const filtersText = (values: OptionValues): string =>
  filterOptions('act')
    .flatMap((option) => {
      const value = optionValue(values, option);
      return value === undefined ? [] : [`--${option.option} ${wordOf(valueText(option, value))}`];
    })
    .join(' ');

/** What `stop`, `start` and `restart` must be told in exactly one way. */
export function checkSelection(chosen: {
  names: boolean;
  filters: boolean;
  all: boolean;
  command: string;
}): void {
  const { names, filters, all, command } = chosen;
  if (names && (filters || all)) {
    throw usageError(
      `${command}: instances are named, and chosen by ${all ? '--all' : 'filters'} as well`,
      'Name them, or choose them.',
    );
  }
  if (!names && !filters && !all) {
    throw usageError(
      `${command}: which instances?`,
      `Name them (${command} ins-09dx96dg), read them (${command} - or --file), choose them (--status running, --search-word web), or say --all.`,
    );
  }
}
