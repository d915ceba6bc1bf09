import type { Instance } from '@qcvm/client';
import type { Charging } from '@qcvm/client';
import type { Collected } from '../../targets/collect-targets.js';
import { isProtected, type Protection } from '../../targets/protection/protection.js';
import { targetKey, type Target } from '../../targets/target.js';
import { powerActions } from '../terms/power-actions.js';
import type { Outcome } from '../terms/outcome.js';
import type { Plan, PlanTerms, Work } from './plan.js';

export interface PlanFacts {
  readonly collected: Collected;
  readonly protection: Protection;
  /** What became of the costs of those that are stopped already, by `targetKey`, where they were looked at. */
  readonly charging?: ReadonlyMap<string, Charging>;
  readonly now: number;
}

const undone = { requestIds: [] } as const;

const again = 'until it is started and stopped again';

/** Of an instance that is stopped already: nothing that is sent to it changes its costs. */
function oldCosts(charging: Charging | undefined): Pick<Outcome, 'charging' | 'reason'> {
  if (charging === undefined) return { reason: `costs may go on ${again}` };
  return { charging, ...(charging === 'kept' && { reason: `still billed ${again}` }) };
}

/** The instances that are as asked for before the first request. */
export const alreadyThere = (
  { command }: Pick<PlanTerms, 'command'>,
  { targets, instances }: Pick<Collected, 'targets' | 'instances'>,
): Target[] => {
  const { to, already } = powerActions[command];
  return already === undefined
    ? []
    : targets.filter((target) => statusOf(instances.get(targetKey(target))) === to);
};

/** Decides what can be decided before the first request: which instances are worked on, which are not, and why. */
export function makePlan(terms: PlanTerms, { collected, protection, charging, now: at }: PlanFacts): Plan {
  const targets: Target[] = [];
  const decided: Outcome[] = [];
  const { already } = powerActions[terms.command];
  const there = new Set(alreadyThere(terms, collected));
  for (const target of collected.targets) {
    if (isProtected(protection, target)) decided.push({ ...target, ...undone, kind: 'protected', at });
    else if (already !== undefined && there.has(target)) {
      const costs = terms.stopCharging ? oldCosts(charging?.get(targetKey(target))) : {};
      decided.push({ ...target, ...undone, kind: already, ...costs, at });
    } else targets.push(target);
  }
  for (const target of collected.missing) {
    decided.push({ ...target, ...undone, kind: 'not-found', reason: 'there is no such instance', at });
  }
  return { ...terms, targets, decided, protect: [...protection.ids] };
}

const statusOf = (instance: Instance | undefined): number | undefined =>
  instance === undefined ? undefined : Number(instance.status);

/** What an interrupted run has done so far; all but its plan by `targetKey`. */
export interface EarlierRun {
  readonly plan: Plan;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly sent: ReadonlyMap<string, unknown>;
  readonly accepted: ReadonlyMap<string, unknown>;
}

/**
 * What an interrupted run has left over. What was decided for it stays decided, regardless of what has happened to the instances
 * since; and what is protected now is not touched, regardless of what was planned.
 */
export function restOf(earlier: EarlierRun, protection: Protection, at: number): Work {
  const { plan, outcomes } = earlier;
  const isOpen = (target: Target): boolean => !outcomes.has(targetKey(target));
  const open = plan.targets.filter(isOpen);
  return {
    targets: open.filter((target) => !isProtected(protection, target)),
    decided: [
      ...plan.decided.filter(isOpen),
      ...open
        .filter((target) => isProtected(protection, target))
        .map((target): Outcome => ({ ...target, ...undone, ...protectedNow(target, earlier), at })),
    ],
  };
}

/** Nothing more is sent for it; but what was sent before it was protected may have had its effect. */
function protectedNow(
  target: Target,
  { plan, sent, accepted }: EarlierRun,
): Pick<Outcome, 'kind' | 'reason'> {
  const key = targetKey(target);
  if (!sent.has(key)) return { kind: 'protected' };
  const answer = accepted.has(key)
    ? 'the service accepted a request for it'
    : 'a request for it may have been sent';
  const reason = `${answer} before it was protected; nothing more is sent`;
  return { kind: accepted.has(key) && !plan.wait ? 'accepted' : 'unknown', reason };
}
