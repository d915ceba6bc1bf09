import { usageError } from '../../environment/cli-error.js';
import { canAsk, warn, type Context } from '../../session/context.js';
import { counted } from '../../output/numbers.js';
import { shortPath } from '../../environment/paths.js';
import type { ProtectionEntry } from './protection.js';

/** Entries of a protection list that protect nothing, and what was said about them. */
export interface Unmatched {
  readonly command: string;
  readonly entries: readonly ProtectionEntry[];
  /** Where instances were looked for. */
  readonly regions: readonly string[];
  /** `--allow-unmatched-protect` */
  readonly allowed: boolean;
  readonly stdinTaken?: boolean;
}

/**
 * Lists entries that protect nothing, as a misspelled one does not. Where no question can be asked about what follows,
 * they are an error unless they are allowed.
 */
export async function tellUnmatched(context: Context, unmatched: Unmatched): Promise<void> {
  const { command, entries, regions, allowed, stdinTaken } = unmatched;
  if (entries.length === 0) return;
  const named = entries.map(
    ({ region, instanceId, source }) =>
      `${region === undefined ? '' : `${region}/`}${instanceId} (${shortPath(context.environment, source)})`,
  );
  const are = entries.length === 1 ? 'is' : 'are';
  const text = `${counted(entries.length, 'entry', 'entries')} of the protection list ${are} no instance in ${regions.join(', ')}: ${named.join(', ')}`;
  if (allowed || canAsk(context, stdinTaken)) return warn(context, text);
  throw usageError(
    `${command}: ${text}`,
    'Correct them, put the region before those of other regions (ap-beijing/ins-09dx96dg), or add --allow-unmatched-protect.',
  );
}
