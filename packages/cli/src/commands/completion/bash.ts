import type { CompletionCommand } from './completion-model.js';

const names = (command: CompletionCommand): string =>
  command.options.flatMap((option) => option.names).join(' ');

function valueCases(command: CompletionCommand): string[] {
  return command.options.flatMap(({ names: spelled, values }) => {
    if (values === undefined) return [];
    const pattern = spelled.map((name) => `'${command.path} ${name}'`).join('|');
    if (values === 'files')
      return [
        `    ${pattern}) COMPREPLY=($(compgen -P "$prefix" -f -- "$current")); compopt -o filenames 2>/dev/null; return ;;`,
      ];
    if (values === 'none') return [`    ${pattern}) return ;;`];
    return [
      `    ${pattern}) COMPREPLY=($(compgen -P "$prefix" -W '${values.join(' ')}' -- "$current")); return ;;`,
    ];
  });
}

/** Options whose values are lists of words that can be offered. */
const listOptions = (commands: readonly CompletionCommand[]): string[] => [
  ...new Set(
    commands.flatMap(({ options }) =>
      options.flatMap(({ names: spelled, values, isList }) =>
        isList && Array.isArray(values) ? spelled : [],
      ),
    ),
  ),
];

/** A script for bash 3.2 and later; it needs no other package. */
export function bashScript(commands: readonly CompletionCommand[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => path);
  return `# bash completion for qcvm
_qcvm() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' word
  local index prefix=''
  COMPREPLY=()
  # --option=value is three words where = breaks words, and one where it does not.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}
  elif [[ $current == --*=* ]]; then prefix=\${current%%=*}= previous=\${current%%=*} current=\${current#*=}
  fi
  # Of a list separated by commas, the last one is completed.
  case $previous in
    ${listOptions(commands).join('|')}) if [[ $current == *,* ]]; then prefix+=\${current%,*}, current=\${current##*,}; fi ;;
  esac
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case "\${path:+$path }$word" in
      ${paths.map((path) => `'${path}'`).join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$path" in
${commands
  .map((command) => {
    const words = typeof command.arguments === 'string' ? [] : command.arguments;
    const others =
      command.arguments === 'files' ? '-f' : `-W '${[...command.subcommands, ...words].join(' ')}'`;
    return `    '${command.path}')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '${names(command)}' -- "$current"))
      else COMPREPLY=($(compgen ${others} -- "$current")); fi ;;`;
  })
  .join('\n')}
  esac
}
complete -F _qcvm qcvm
`;
}
