import { Option, InvalidArgumentError, type Command } from 'commander';
import type { CommandOption } from '../command.js';
import { inCommandWords } from './command-words.js';

/** What commander collected, by its own camel-case names. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** commander's name for `project-id`: `projectId`. */
export const attribute = (option: string): string =>
  option.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const metavariables: Readonly<Record<CommandOption['kind'], string>> = {
  string: '<text>',
  integer: '<number>',
  strings: '<list>',
  integers: '<list>',
  json: '<json>',
};

/** Names for the values of an option in the shape of the command line: `shut-down`. */
const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
export const knownNames = (option: CommandOption): readonly string[] =>
  (option.known ?? []).map(({ name }) => kebab(name));

/** A value as it would be typed: `running`, `1,2`. */
export function valueText(option: CommandOption, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => valueText(option, each)).join(',');
  const known = option.known?.find((each) => each.value === value);
  if (known !== undefined) return kebab(known.name);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readScalar(option: CommandOption, text: string): string | number {
  const named = option.known?.find(({ name }) => kebab(name) === text || name === text);
  if (named !== undefined) return named.value;
  if (option.kind === 'string' || option.kind === 'strings') {
    if (text === '') throw new InvalidArgumentError('It is empty.');
    return text;
  }
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) {
    const names = knownNames(option);
    throw new InvalidArgumentError(
      `It is not an integer${names.length > 0 ? ` and none of ${names.join(', ')}` : ''}.`,
    );
  }
  if (option.minimum !== undefined && number < option.minimum) {
    throw new InvalidArgumentError(`The smallest is ${option.minimum}.`);
  }
  if (option.maximum !== undefined && number > option.maximum) {
    throw new InvalidArgumentError(`The largest is ${option.maximum}.`);
  }
  return number;
}

/** Reads one value as it was typed, in the option's own kind. */
function read(option: CommandOption, text: string): unknown {
  if (option.kind === 'json') {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new InvalidArgumentError('It is not JSON.');
    }
  }
  const value = readScalar(option, text);
  if (option.values !== undefined && !option.values.includes(value)) {
    throw new InvalidArgumentError(`Allowed are ${option.values.join(', ')}.`);
  }
  return value;
}

/** Names that people look for; completion knows all. */
const wellKnown = new Set(['running', 'shut-down', 'starting', 'shutting-down', 'rebooting']);
const few = 6;

function someOf(names: readonly string[]): string {
  if (names.length <= few) return names.join(', ');
  const known = names.filter((name) => wellKnown.has(name));
  return `${(known.length > 0 ? known : names.slice(0, few)).join(', ')}, …`;
}

/** Begins small and ends without a full stop, as help texts do. */
const asHelp = (text: string): string =>
  text.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

/** An operation's parameter as an option. A list takes commas, or the option several times. */
export function toOption(option: CommandOption, all: readonly CommandOption[]): Option {
  const list = option.kind === 'strings' || option.kind === 'integers';
  const names = knownNames(option);
  const required = option.required ? ' (required)' : '';
  const choices =
    option.values !== undefined
      ? ` (choices: ${option.values.join(', ')})`
      : names.length > 0
        ? ` (${someOf(names)}, or a number)`
        : '';
  const fallback = option.default === undefined ? '' : ` (default of the service: ${option.default})`;
  // What has names is not called a number.
  const value = names.length > 0 && !list ? `<${option.option}>` : metavariables[option.kind];
  const made = new Option(
    `--${option.option} ${value}`,
    `${asHelp(inCommandWords(option.description, all))}${required}${choices}${fallback}`,
  );
  made.argParser((text: string, previous: unknown) => {
    if (!list) return read(option, text);
    const earlier: unknown[] = Array.isArray(previous) ? previous : [];
    return [...earlier, ...text.split(',').map((part) => read(option, part.trim()))];
  });
  return made;
}

export function addOptions(command: Command, options: readonly CommandOption[]): void {
  for (const option of options) command.addOption(toOption(option, options));
}

export const optionValue = (values: OptionValues, option: CommandOption): unknown =>
  values[attribute(option.option)];
