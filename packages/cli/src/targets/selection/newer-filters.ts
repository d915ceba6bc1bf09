import { InvalidArgumentError, Option, type Command } from 'commander';
import { usageError } from '../../environment/cli-error.js';
import type { Api } from '../../configuration/api.js';
import { chargeTypes } from '../../generated/charge-types.gen.js';
import { attribute, type OptionValues } from '../../operations/operation-options.js';

/** A filter as API 3.0 takes it. */
export interface NewerFilter {
  readonly Name: string;
  readonly Values: string[];
}

/** One way to choose instances that only API 3.0 has. */
interface Way {
  readonly option: string;
  readonly value: string;
  readonly help: string;
  /** One value as the filter takes it. */
  readonly read?: (text: string) => string;
  readonly filters: (values: readonly string[]) => readonly NewerFilter[];
  /** A value may have commas in it. */
  readonly isWhole?: true;
}

function readChargeType(text: string): string {
  const word = text.toUpperCase().replaceAll('-', '_');
  if (!chargeTypes.includes(word)) throw new InvalidArgumentError(`Allowed are ${chargeTypes.join(', ')}.`);
  return word;
}

/** The values of one key are alternatives; different keys must all fit. */
function tagFilters(tags: readonly string[]): readonly NewerFilter[] {
  const byKey = new Map<string, string[]>();
  const keys: string[] = [];
  for (const tag of tags) {
    const equals = tag.indexOf('=');
    if (equals < 0) keys.push(tag);
    else {
      const name = `tag:${tag.slice(0, equals)}`;
      byKey.set(name, [...(byKey.get(name) ?? []), tag.slice(equals + 1)]);
    }
  }
  return [
    ...keys.map((key) => ({ Name: 'tag-key', Values: [key] })),
    ...[...byKey].map(([Name, Values]) => ({ Name, Values })),
  ];
}

function readTag(text: string): string {
  if (text === '' || text.startsWith('=')) throw new InvalidArgumentError('Give key=value, or a key.');
  return text;
}

const filterNamed =
  (Name: string) =>
  (values: readonly string[]): readonly NewerFilter[] => [{ Name, Values: [...values] }];

/** By names of filters that API 3.0 documents for DescribeInstances. */
const ways: readonly Way[] = [
  {
    option: 'tag',
    value: '<key=value>',
    help: 'tag with this value, or any with this key; repeatable (API 3.0)',
    read: readTag,
    filters: tagFilters,
    isWhole: true,
  },
  {
    option: 'zone',
    value: '<list>',
    help: 'availability zones, such as ap-guangzhou-3 (API 3.0)',
    filters: filterNamed('zone'),
  },
  {
    option: 'vpc-id',
    value: '<list>',
    help: 'private networks, such as vpc-1a2b3c4d (API 3.0)',
    filters: filterNamed('vpc-id'),
  },
  {
    option: 'charge-type',
    value: '<list>',
    help: `billing modes: ${chargeTypes.join(', ')} (API 3.0)`,
    read: readChargeType,
    filters: filterNamed('instance-charge-type'),
  },
];

/** What may be filtered by: for the test that compares it with what is documented. */
export const newerFilterNames: readonly string[] = ways.flatMap(({ filters }) =>
  filters(['key', 'key=value']).map(({ Name }) => Name.replace(/^tag:.*/, 'tag:{key}')),
);

export const chargeTypeChoices = chargeTypes;

/** Most filters of a call, and most values of a filter. */
const limits = { filters: 10, values: 5 };

const valuesOf = (values: OptionValues, { option }: Way): readonly string[] =>
  (values[attribute(option)] as readonly string[] | undefined) ?? [];

export function addNewerFilters(command: Command): void {
  for (const { option, value, help, isWhole, read = (text: string) => text } of ways) {
    const made = new Option(`--${option} ${value}`, help);
    made.argParser((text: string, previous: unknown) => {
      const parts = isWhole ? [text] : text.split(',').map((part) => part.trim());
      if (parts.includes('')) throw new InvalidArgumentError('It is empty.');
      return [...(Array.isArray(previous) ? (previous as string[]) : []), ...parts.map((part) => read(part))];
    });
    command.addOption(made);
  }
}

/**
 * The filters of a command line that only API 3.0 has.
 *
 * @throws CliError where another API is asked, or they are more than it takes.
 */
export function newerFiltersOf(values: OptionValues, api: Api): readonly NewerFilter[] {
  const given = ways.filter((way) => valuesOf(values, way).length > 0);
  const filters = given.flatMap((way) => way.filters(valuesOf(values, way)));
  if (given.length === 0) return filters;
  const options = given.map(({ option }) => `--${option}`).join(', ');
  if (api !== '3.0')
    throw usageError(
      `${options}: not supported with API 2.0`,
      'Choose by something else (--status, --search-word, --project-id, --zone-id), or use API 3.0.',
    );
  if (filters.length > limits.filters)
    throw usageError(`${options}: ${filters.length} filters, and API 3.0 takes ${limits.filters}`);
  const long = filters.find(({ Values }) => Values.length > limits.values);
  if (long !== undefined)
    throw usageError(
      `${options}: ${long.Values.length} values for ${long.Name}, and API 3.0 takes ${limits.values}`,
      'Choose in several calls.',
    );
  return filters;
}

/** The same as they would be typed. */
export const newerFilterWords = (
  values: OptionValues,
): readonly (readonly [option: string, value: string])[] =>
  ways.flatMap((way) => {
    const given = valuesOf(values, way);
    if (given.length === 0) return [];
    return way.isWhole
      ? given.map((value) => [way.option, value] as const)
      : [[way.option, given.join(',')] as const];
  });
