import { Command } from 'commander';

/** A command's name and its aliases. */
export const spellings = (command: Command): string[] => [command.name(), ...command.aliases()];

const namedIn = (parent: Command, name: string): Command | undefined =>
  parent.commands.find((command) => spellings(command).includes(name));

/** Ends as commander does for a word that is no command, with the command that was most likely meant. */
export function refuseUnknownCommand(parent: Command, name: string): void {
  // commander does so only where the parent has no action, and no help is asked for.
  const names = new Command(parent.name()).copyInheritedSettings(parent).helpCommand(false);
  for (const command of parent.commands) names.command(command.name()).aliases(command.aliases());
  names.parse([name], { from: 'user' });
}

/** `qcvm stpo --help` asks about a command that there is none of: it is no question about qcvm. */
export function refuseHelpOnUnknown(program: Command): void {
  program.addHelpText('beforeAll', ({ command }) => {
    const [word] = command.args;
    if (command.commands.length > 0 && word !== undefined && !/^-/.test(word) && !namedIn(command, word))
      refuseUnknownCommand(command, word);
    return '';
  });
}

/** `help`, which names a command by all of its words: `qcvm help fleet plan`. */
export function addHelp(parent: Command): void {
  parent
    .helpCommand(false)
    .command('help')
    .description('show help for a command')
    .argument('[command...]')
    .action((words: readonly string[]) => {
      let command = parent;
      for (const word of words) {
        const found = namedIn(command, word);
        if (found === undefined && command.commands.length > 0) return refuseUnknownCommand(command, word);
        if (found === undefined) break;
        command = found;
      }
      command.help();
    });
}
