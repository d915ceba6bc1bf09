import type { Command } from 'commander';
import { usageError } from '../../environment/cli-error.js';
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import { completionModel } from './completion-model.js';
import { zshScript } from './zsh.js';
import type { Context } from '../../session/context.js';
import { exitCodes } from '../../environment/exit-codes.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `qcvm completion`. */
export async function completion(context: Context, invoked: Command, program: Command): Promise<number> {
  const [shell = ''] = invoked.args;
  const make = Object.hasOwn(scripts, shell) ? scripts[shell as keyof typeof scripts] : undefined;
  if (make === undefined) throw usageError(`completion: ${JSON.stringify(shell)} is none of bash, zsh, fish`);
  await context.environment.stdout.write(make(completionModel(program)));
  return exitCodes.success;
}
