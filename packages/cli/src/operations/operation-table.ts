import { commands as generated } from '../generated/commands.gen.js';
import type { CommandDescriptor } from '../command.js';

/** Every operation of the API as a command. */
export const commands: readonly CommandDescriptor[] = generated;

/** The service whose instances the hand-written commands are about. */
const instances = 'cvm';

/** The command of an operation on instances, by its Action. */
export function commandOf(action: string): CommandDescriptor {
  const found = commands.find((command) => command.action === action && command.service === instances);
  if (found === undefined) throw new Error(`the command table has no ${action}`);
  return found;
}

/** The commands that a name may mean: the one so called, else every one with such an Action. */
export function commandsNamed(name: string): readonly CommandDescriptor[] {
  const called = commands.filter((command) => command.name === name);
  return called.length > 0 ? called : commands.filter(({ action }) => action === name);
}

/** Whether API 3.0 carries an operation: of other services it carries none. */
export const isCarried = ({ service }: CommandDescriptor): boolean => service === instances;

/** Whether the protection list holds for an operation: it changes instances, and does more to them than start them. */
export const isForbiddenToProtected = ({ effect, service, batchIds, action }: CommandDescriptor): boolean =>
  effect === 'change' && service === instances && batchIds === 'instanceIds' && action !== 'StartInstances';
