import type { FaultRuleOptions } from '../../../core/faults/rule.js';
import { powerActions } from '../../../services/cvm/instances/begin.js';
import type { InstanceChange, PowerAction } from '../../../services/cvm/instances/instances.js';
import type { InstanceSeed } from '../../../services/cvm/instances/seed.js';
import { faultOptionsRule } from '../../../core/faults/fault-rules.js';
import { instanceChangeRule, instanceRule } from '../../../services/cvm/instances/instance-rules.js';
import {
  flag,
  list,
  number,
  object,
  oneOf,
  problemsOf,
  type Rule,
} from '../../../core/options/option-rules.js';
import { AdminError } from './admin-error.js';

/** What is sent is checked by the same rules as what a scenario file says. */
function checked(body: unknown, rule: Rule): asserts body is object {
  const problems = problemsOf(body, rule);
  if (problems.length > 0) throw new AdminError(400, problems.join('\n'));
}

const seeds = list(instanceRule);
const advance = object({ 'milliseconds!': number(0) });

/** What is added is also answered, and the server answers nothing else meanwhile. */
const mostAdded = 10_000;

/** One seed, or a list of them. */
export function instanceSeedsIn(body: unknown): readonly InstanceSeed[] {
  const given: unknown = Array.isArray(body) ? body : [body];
  checked(given, seeds);
  const list = given as readonly InstanceSeed[];
  const total = list.reduce((sum, { count = 1 }) => sum + count, 0);
  if (total > mostAdded)
    throw new AdminError(400, `A request adds at most ${mostAdded} instances, not ${total}.`);
  return list;
}

export function instanceChangeIn(body: unknown): InstanceChange {
  checked(body, instanceChangeRule);
  return body;
}

/** What is begun on an instance. */
export interface Beginning {
  readonly action: PowerAction;
  readonly force?: boolean;
}

const beginning = object({ 'action!': oneOf(...powerActions), force: flag });

export function beginningIn(body: unknown): Beginning {
  checked(body, beginning);
  return body as Beginning;
}

export function faultIn(body: unknown): FaultRuleOptions {
  checked(body, faultOptionsRule);
  return body as FaultRuleOptions;
}

export function advanceIn(body: unknown): number {
  checked(body, advance);
  return (body as { readonly milliseconds: number }).milliseconds;
}

/** The engine checks the whole of it when it restores it. */
export function snapshotIn(body: unknown): Readonly<Record<string, unknown>> {
  checked(body, (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      place.problem('expected an object');
  });
  return body as Readonly<Record<string, unknown>>;
}
