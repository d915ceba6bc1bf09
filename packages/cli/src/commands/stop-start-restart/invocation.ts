import type { Settings } from '../../configuration/settings.js';
import type { FleetCommand } from '../../fleet/terms/event.js';
import type { OptionValues } from '../../operations/operation-options.js';
import type { Context } from '../../session/context.js';
import { protectionList, type ProtectionEntry } from '../../targets/protection/protection.js';

export interface FleetOptions {
  readonly file?: string;
  readonly all?: true;
  readonly protect?: readonly string[];
  readonly allowUnmatchedProtect?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait?: true;
  readonly force?: string;
  readonly stopCharging?: true;
  readonly timeout: number;
  readonly json?: true;
  readonly quiet?: true;
  readonly journal?: string | boolean;
  readonly resume?: true;
  readonly otherAccount?: true;
}

/** A command line of `stop`, `start` or `restart`. */
export interface Invocation {
  readonly command: FleetCommand;
  readonly options: FleetOptions;
  readonly names: readonly string[];
  readonly values: OptionValues;
  /** Whether an option was typed, and is not its default. */
  readonly isTyped: (option: keyof FleetOptions) => boolean;
}

/** The whole protection list. Starting an instance takes nothing away that protection is for. */
export const protectionOf = async (
  { environment }: Context,
  { command, options }: Invocation,
  settings: Settings,
): Promise<ProtectionEntry[]> => (command === 'start' ? [] : protectionList(environment, settings, options));
