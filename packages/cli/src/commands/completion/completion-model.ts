import type { Command, Option } from 'commander';
import { knownRegions } from '../../configuration/regions.js';
import { profileEntries } from '../../configuration/settings.js';
import { knownNames } from '../../operations/operation-options.js';
import { commandOf, commands } from '../../operations/operation-table.js';
import { spellings } from '../../help-command.js';
import { chargeTypeChoices } from '../../targets/selection/newer-filters.js';

/** What a shell can offer after an option: words, file names, or nothing. */
export type Values = readonly string[] | 'files' | 'none';

export interface CompletionOption {
  /** `--region`, and `-r` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** `undefined` when it takes no value. */
  readonly values: Values | undefined;
  /** A value may be several, separated by commas: of these, the last one is completed. */
  readonly isList: boolean;
}

export interface CompletionCommand {
  /** `configure set`. */
  readonly path: string;
  readonly description: string;
  readonly options: readonly CompletionOption[];
  readonly subcommands: readonly string[];
  /** What its arguments may be. */
  readonly arguments: Values;
}

const statusNames = knownNames(
  commandOf('DescribeInstances').options.find(({ parameter }) => parameter === 'status')!,
);

/** Whether a value is called a path where help shows it. */
const isPath = (shown: string): boolean => /^(?:path|file)$/.test(shown);

function valuesOf(option: Option): Values | undefined {
  if (!option.required && !option.optional) return undefined;
  if (option.argChoices !== undefined) return option.argChoices;
  if (option.long === '--region') return knownRegions;
  if (option.long === '--status') return statusNames;
  if (option.long === '--charge-type') return chargeTypeChoices;
  if (option.long === '--force') return ['never', 'fallback', '10m'];
  return isPath(/[<[](\w+)/.exec(option.flags)?.[1] ?? '') ? 'files' : 'none';
}

/** What help shows a list for; and `--region`, whose help says so. */
const isList = ({ long, flags }: Option): boolean => long === '--region' || flags.endsWith('<list>');

/** A text for a shell: one line, no quotes that could end a string early. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[`'"\\$[\]:]/g, '')
    .trim();

const toOption = (option: Option): CompletionOption => ({
  names: [option.long, option.short].filter((name) => name !== undefined),
  description: plain(option.description.split(/[.;(]/)[0] ?? ''),
  values: valuesOf(option),
  isList: isList(option),
});

const entries = Object.keys(profileEntries);
const argumentValues: Readonly<Record<string, Values>> = {
  sign: commands.map(({ action }) => action),
  'configure get': entries,
  'configure set': entries,
  'configure unset': entries,
};

function argumentsOf(command: Command, path: string): Values {
  // What help can be shown for.
  if (command.name() === 'help') return (command.parent?.commands ?? []).flatMap(spellings);
  const choices = command.registeredArguments.find(({ argChoices }) => argChoices)?.argChoices;
  const listed = choices ?? argumentValues[path];
  return listed ?? (command.registeredArguments.some((one) => isPath(one.name())) ? 'files' : 'none');
}

/** Every command with its options, the program itself first, under the empty path. */
export function completionModel(program: Command): CompletionCommand[] {
  const shown = (options: readonly Option[]): CompletionOption[] =>
    options.filter(({ hidden }) => !hidden).map(toOption);
  const globals = [
    ...shown(program.options),
    { names: ['--help', '-h'], description: 'show help', values: undefined, isList: false },
  ];
  const collect = (command: Command, path: string): CompletionCommand[] => {
    const own = path === '' ? [] : shown(command.options);
    const isOwn = new Set(own.map(({ names: [name] }) => name));
    return [
      {
        path,
        description: plain(command.summary() || command.description()),
        options: [...own, ...globals.filter(({ names: [name] }) => !isOwn.has(name))],
        subcommands: command.commands.flatMap(spellings),
        arguments: argumentsOf(command, path),
      },
      ...command.commands.flatMap((each) =>
        spellings(each).flatMap((name) => collect(each, path === '' ? name : `${path} ${name}`)),
      ),
    ];
  };
  return collect(program, '');
}
