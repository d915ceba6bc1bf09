import type { CompletionCommand, CompletionOption } from './completion-model.js';

const quoted = (text: string): string => `'${text}'`;

function specs({ names, description, values, isList }: CompletionOption): string[] {
  const action =
    values === undefined
      ? ''
      : values === 'files'
        ? ':file:_files'
        : values === 'none'
          ? ':value: '
          : isList
            ? `:value: _sequence compadd - ${values.join(' ')}`
            : `:value:(${values.join(' ')})`;
  // With =, zsh takes the value of a long option attached as well.
  return names.map((name) =>
    quoted(`*${name}${action !== '' && name.startsWith('--') ? '=' : ''}[${description}]${action}`),
  );
}

const functionName = (path: string): string =>
  `_qcvm${path === '' ? '' : `_${path.replace(/[^a-z0-9]/g, '_')}`}`;

function commandFunction(command: CompletionCommand, all: readonly CompletionCommand[]): string {
  const options = command.options.flatMap(specs).map((spec) => `    ${spec} \\`);
  const values =
    command.arguments === 'files'
      ? '_files'
      : command.arguments === 'none'
        ? ' '
        : `(${command.arguments.join(' ')})`;
  const words = `'*:argument:${values}'`;
  if (command.subcommands.length === 0) {
    return `${functionName(command.path)}() {
  _arguments -s \\
${options.join('\n')}
    ${words}
}`;
  }
  const children = all.filter(({ path }) => {
    const parts = path.split(' ');
    return path !== '' && parts.slice(0, -1).join(' ') === command.path;
  });
  const last = (path: string): string => path.split(' ').at(-1) ?? '';
  return `${functionName(command.path)}() {
  local line state
  _arguments -C -s \\
${options.join('\n')}
    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command)
      local -a commands
      commands=(
${children.map(({ path, description }) => `        ${quoted(`${last(path)}:${description}`)}`).join('\n')}
      )
      _describe command commands ;;
    argument)
      case $line[1] in
${children.map(({ path }) => `        ${last(path)}) ${functionName(path)} ;;`).join('\n')}
      esac ;;
  esac
}`;
}

/** A script for zsh's own completion system. */
export function zshScript(commands: readonly CompletionCommand[]): string {
  return `#compdef qcvm
${commands.map((command) => commandFunction(command, commands)).join('\n\n')}

if [ "$funcstack[1]" = "_qcvm" ]; then
  _qcvm "$@"
else
  compdef _qcvm qcvm
fi
`;
}
