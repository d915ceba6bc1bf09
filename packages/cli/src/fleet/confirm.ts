import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { count, counted } from '../output/numbers.js';
import type { Target } from '../targets/target.js';
import type { FleetCommand } from './event.js';
import { words } from './words.js';

/** What is about to be touched, in words: for the question and for the refusal. */
export function scopeText(targets: readonly Target[]): string {
  const byRegion = new Map<string, number>();
  for (const { region } of targets) byRegion.set(region, (byRegion.get(region) ?? 0) + 1);
  const regions = [...byRegion];
  const all = counted(targets.length, 'instance');
  if (regions.length === 1) return `${all} in ${regions[0]?.[0] ?? ''}`;
  return `${all} (${regions.map(([region, number]) => `${region}: ${count(number)}`).join(', ')})`;
}

/**
 * Asks before more than one instance is touched. Where nobody can be asked, `--yes` must have been said.
 *
 * @returns whether to go on
 */
export async function mayTouch(
  context: Context,
  about: { command: FleetCommand; targets: readonly Target[]; yes: boolean; stdinTaken: boolean },
): Promise<boolean> {
  const { command, targets, yes, stdinTaken } = about;
  if (yes || targets.length <= 1) return true;
  const { stdin, stderr, prompts } = context.environment;
  const scope = scopeText(targets);
  if (stdinTaken || !stdin.isTerminal || !stderr.isTerminal) {
    throw usageError(
      `${command}: this touches ${scope}, and there is nobody to ask`,
      'Add --yes if that is what you want, or --dry-run to see what would be sent.',
    );
  }
  return prompts.confirm(`${words[command].verb} ${scope}?`);
}
