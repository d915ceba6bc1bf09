import type { Command, Option } from 'commander';
import { profileEntries } from '../../configuration/settings.js';
import { knownNames } from '../../operations/operation-options.js';
import { commands } from '../../operations/operation-table.js';
import { chargeTypeChoices } from '../../targets/newer-filters.js';
import { regions } from '@qcvm/client/descriptors';

/** What a shell can offer after an option: words, file names, or nothing. */
export type Values = readonly string[] | 'files' | 'none';

export interface CompletionOption {
  /** `--region`, and `-r` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** `undefined` when it takes no value. */
  readonly values: Values | undefined;
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

const fileOptions = new Set(['--file', '--journal', '--scenario', '--persist', '--ca-file']);
const statusNames = knownNames(
  commands
    .find(({ action }) => action === 'DescribeInstances')
    ?.options.find(({ parameter }) => parameter === 'status') ?? {
    parameter: '',
    option: '',
    kind: 'integer',
    description: '',
  },
);

function valuesOf(option: Option): Values | undefined {
  if (!option.required && !option.optional) return undefined;
  if (option.argChoices !== undefined) return option.argChoices;
  if (option.long === '--region') return regions.map(({ id }) => id);
  if (option.long === '--status') return statusNames;
  if (option.long === '--charge-type') return chargeTypeChoices;
  if (option.long === '--force') return ['never', 'fallback', '10m'];
  if (option.long !== undefined && fileOptions.has(option.long)) return 'files';
  return 'none';
}

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
});

const entries = Object.keys(profileEntries);
const argumentValues: Readonly<Record<string, Values>> = {
  completion: ['bash', 'zsh', 'fish'],
  sign: commands.map(({ action }) => action),
  'configure get': entries,
  'configure set': entries,
  'configure unset': entries,
};

/** A command's name and its aliases. */
const spellings = (command: Command): string[] => [command.name(), ...command.aliases()];

/** Every command with its options, the program itself first, under the empty path. */
export function completionModel(program: Command): CompletionCommand[] {
  const globals = program.options.filter(({ hidden }) => !hidden).map(toOption);
  const help: CompletionOption = { names: ['--help', '-h'], description: 'show help', values: undefined };
  const collect = (command: Command, path: string): CompletionCommand[] => [
    {
      path,
      description: plain(command.summary() || command.description()),
      options: [
        ...(path === '' ? [] : command.options.filter(({ hidden }) => !hidden).map(toOption)),
        ...globals,
        help,
      ],
      subcommands: command.commands.flatMap(spellings),
      arguments: argumentValues[path] ?? 'none',
    },
    ...command.commands.flatMap((each) =>
      spellings(each).flatMap((name) => collect(each, path === '' ? name : `${path} ${name}`)),
    ),
  ];
  return collect(program, '');
}
