import { faultOptionsRule } from '../../../core/faults/fault-rules.js';
import type { FaultRuleOptions } from '../../../core/faults/rule.js';
import {
  anything,
  flag,
  list,
  map,
  number,
  object,
  oneOf,
  problemsOf,
  type Rule,
} from '../../../core/options/option-rules.js';
import { powerActions } from '../../../services/cvm/instances/begin.js';
import { instanceChangeRule, instanceRule } from '../../../services/cvm/instances/instance-rules.js';
import type { InstanceChange, PowerAction } from '../../../services/cvm/instances/instances.js';
import type { InstanceSeed } from '../../../services/cvm/instances/seed.js';
import { AdminError } from './admin-error.js';

/** What requests bring. */
interface Bodies {
  readonly seeds: readonly InstanceSeed[];
  readonly change: InstanceChange;
  readonly beginning: { readonly action: PowerAction; readonly force?: boolean };
  readonly fault: FaultRuleOptions;
  readonly advance: { readonly milliseconds: number };
  /** The engine checks the whole of it when it restores it. */
  readonly snapshot: Readonly<Record<string, unknown>>;
}

const rules: Readonly<Record<keyof Bodies, Rule>> = {
  seeds: list(instanceRule),
  change: instanceChangeRule,
  beginning: object({ 'action!': oneOf(...powerActions), force: flag }),
  fault: faultOptionsRule,
  advance: object({ 'milliseconds!': number(0) }),
  snapshot: map(anything),
};

/** What is sent, checked by the same rules as what a scenario file says. */
export function bodyIn<Kind extends keyof Bodies>(kind: Kind, body: unknown): Bodies[Kind] {
  const problems = problemsOf(body, rules[kind]);
  if (problems.length > 0) throw new AdminError(400, problems.join('\n'));
  return body as Bodies[Kind];
}

/** What is added is also answered, and the server answers nothing else meanwhile. */
const mostAdded = 10_000;

/** One seed, or a list of them. */
export function seedsIn(body: unknown): readonly InstanceSeed[] {
  const seeds = bodyIn('seeds', Array.isArray(body) ? body : [body]);
  const total = seeds.reduce((sum, { count = 1 }) => sum + count, 0);
  if (total > mostAdded)
    throw new AdminError(400, `A request adds at most ${mostAdded} instances, not ${total}.`);
  return seeds;
}
