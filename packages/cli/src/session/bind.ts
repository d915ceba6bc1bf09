import type { Command } from 'commander';
import type { Context } from './context.js';

/** What a command's action does: the exit code is its result. */
export type Handler = (context: Context, command: Command) => Promise<number>;
/** Gives a command its action. */
export type Bind = (command: Command, handler: Handler) => Command;
