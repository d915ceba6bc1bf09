import type { Command } from 'commander';
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import { completionModel } from './completion-model.js';
import { zshScript } from './zsh.js';
import type { Context } from '../../session/context.js';
import { exitCodes } from '../../environment/exit-codes.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
type Shell = keyof typeof scripts;

/** `qcvm completion`. */
export async function completion(context: Context, invoked: Command, program: Command): Promise<number> {
  const [shell] = invoked.args as [Shell];
  await context.environment.stdout.write(scripts[shell](completionModel(program)));
  return exitCodes.success;
}
