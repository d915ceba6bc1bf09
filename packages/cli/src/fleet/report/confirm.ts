import { confirm } from '../../session/confirm.js';
import type { Context } from '../../session/context.js';
import { count, counted } from '../../output/numbers.js';
import { nowhere } from '../../targets/locate.js';
import type { Target } from '../../targets/target.js';
import { forceText } from '../terms/force.js';
import { outcomeMeanings, type OutcomeKind } from '../terms/outcome.js';
import type { PlanTerms, Work } from '../plan/plan.js';
import { words } from '../terms/words.js';

/** What is about to be touched. */
export interface Scope {
  readonly terms: PlanTerms;
  readonly work: Work;
  /** The key in words: `key AKIDz8kr… from: environment`. */
  readonly account: string;
}

/** How many instances a run is about, and where: the number that its progress and its summary give. */
function countText({ work: { targets, decided }, terms }: Scope): string {
  const all: readonly Target[] = [...targets, ...decided];
  const byRegion = new Map<string, number>();
  for (const { region } of all) byRegion.set(region, (byRegion.get(region) ?? 0) + 1);
  const total = counted(all.length, 'instance');
  const [only, another] = byRegion.keys();
  if (another === undefined) return `${total} in ${only ?? terms.regions.join(', ')}`;
  const places = [...byRegion].map(
    ([region, number]) => `${region === nowhere ? 'in no region' : region}: ${count(number)}`,
  );
  return `${total} (${places.join(', ')})`;
}

/** How many of the instances get a request, and why the others do not. */
function shareText({ targets, decided }: Work): string {
  const kinds = new Map<OutcomeKind, number>();
  for (const { kind } of decided) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const rest = [...kinds].map(([kind, number]) => `${count(number)} ${outcomeMeanings[kind].label}`);
  return [`${count(targets.length)} to be sent a request`, ...rest].join(', ');
}

/** Everything that a wrong line in a script or a wrong profile would make wrong. */
function facts(scope: Scope): string[] {
  const { terms, work, account } = scope;
  return [
    `chosen by: ${terms.selection}`,
    `of these:  ${shareText(work)}`,
    ...(terms.command === 'start' ? [] : [`force:     ${forceText(terms.force)}`]),
    ...(terms.stopCharging
      ? ['costs:     stopped for CPU and memory; the public address is lost, and capacity is not kept']
      : []),
    `account:   ${account}`,
    `endpoint:  ${terms.endpoint} (API ${terms.api})`,
  ];
}

/**
 * Asks before anything is touched, unless it is the one instance that was named, which loses nothing but its state. Where no question can be asked, `--yes`
 * must be there.
 *
 * @returns whether to go on
 */
export async function mayTouch(
  context: Context,
  about: {
    readonly scope: Scope;
    /** One instance, by its id: what was typed is what was meant. */
    readonly namedOne: boolean;
    readonly yes: boolean;
    readonly stdinTaken: boolean;
  },
): Promise<boolean> {
  const { scope, namedOne, yes, stdinTaken } = about;
  const { command, stopCharging } = scope.terms;
  // That costs stop takes the public address away, which no command line shows.
  if (yes || (namedOne && !stopCharging) || scope.work.targets.length === 0) return true;
  return confirm(context, {
    statement: `${command}: would affect ${countText(scope)}`,
    question: `${words[command].verb} ${countText(scope)}?`,
    facts: facts(scope),
    otherwise: ', or --dry-run to see what would be sent',
    stdinTaken,
  });
}
