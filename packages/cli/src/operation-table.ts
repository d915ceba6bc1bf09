import { commands as generated } from './generated/commands.gen.js';
import type { CommandDescriptor } from './command.js';

/** Every operation of the API as a command. */
export const commands: readonly CommandDescriptor[] = generated;

/** The command of an operation, by its Action. */
export function commandOf(action: string): CommandDescriptor {
  const found = commands.find((command) => command.action === action);
  if (found === undefined) throw new Error(`the command table has no ${action}`);
  return found;
}
