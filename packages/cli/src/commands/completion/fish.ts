import type { CompletionCommand, CompletionOption } from './completion-model.js';

function condition(path: string): string {
  if (path === '') return '';
  const parts = path.split(' ');
  return parts.map((part) => `__fish_seen_subcommand_from ${part}`).join('; and ');
}

function optionLine(path: string, { names, description, values, isList }: CompletionOption): string {
  const long = names.find((name) => name.startsWith('--'))?.slice(2);
  const short = names.find((name) => !name.startsWith('--'))?.slice(1);
  const where = condition(path);
  return [
    'complete -c qcvm',
    ...(where === '' ? [] : [`-n '${where}'`]),
    ...(long === undefined ? [] : [`-l ${long}`]),
    ...(short === undefined ? [] : [`-s ${short}`]),
    ...(values === undefined
      ? []
      : values === 'files'
        ? ['-r -F']
        : values === 'none'
          ? ['-x']
          : [`-x -a '${isList ? `(__qcvm_list ${values.join(' ')})` : values.join(' ')}'`]),
    `-d '${description}'`,
  ].join(' ');
}

/** Offers each word as the last of the list that stands before the cursor. */
const listFunction = `function __qcvm_list
    set -l before (commandline -ct | string replace -r -- '^-[^=]*=' '' | string match -r '^.*,')
    printf '%s\\n' "$before"$argv
end`;

/** A script for fish. */
export function fishScript(commands: readonly CompletionCommand[]): string {
  const lines = ['# fish completion for qcvm', listFunction, 'complete -c qcvm -f'];
  for (const command of commands) {
    const parents = command.path.split(' ');
    const name = parents.at(-1) ?? '';
    const parent = parents.slice(0, -1).join(' ');
    if (command.path !== '') {
      const others = commands.find(({ path }) => path === parent)?.subcommands ?? [];
      const where =
        parent === ''
          ? '__fish_use_subcommand'
          : `${condition(parent)}; and not __fish_seen_subcommand_from ${others.join(' ')}`;
      lines.push(`complete -c qcvm -n '${where}' -a ${name} -d '${command.description}'`);
    }
    // Options of the program itself are offered everywhere, so once is enough.
    const own =
      command.path === '' ? command.options : command.options.filter((option) => !isGlobal(commands, option));
    for (const option of own) lines.push(optionLine(command.path, option));
    if (command.arguments !== 'none') {
      const offered = command.arguments === 'files' ? '-F' : `-a '${command.arguments.join(' ')}'`;
      lines.push(`complete -c qcvm -n '${condition(command.path)}' ${offered}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const isGlobal = (commands: readonly CompletionCommand[], option: CompletionOption): boolean =>
  commands[0]?.options.some(({ names }) => names[0] === option.names[0]) ?? false;
