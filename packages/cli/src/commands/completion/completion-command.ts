import { Argument, type Command } from 'commander';
import type { Bind } from '../../session/context.js';

export const shells = ['bash', 'zsh', 'fish'] as const;

export function addCompletion(program: Command, bind: Bind): void {
  const completion = program
    .command('completion')
    .summary('print a completion script for bash, zsh or fish')
    .description('Print a script that completes commands, options and their values.')
    .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(shells));
  completion.addHelpText(
    'after',
    `
How to use it:
  bash   echo 'source <(qcvm completion bash)' >> ~/.bashrc
  zsh    qcvm completion zsh > "\${fpath[1]}/_qcvm"
  fish   qcvm completion fish > ~/.config/fish/completions/qcvm.fish`,
  );
  bind(completion, async (context, invoked) =>
    (await import('./completion.js')).completion(context, invoked, program),
  );
}
