import type { CheckRefusal } from '../core/protocol.js';
import type { Soon } from '../core/soon.js';
import { invocationOf, type CheckedCall } from './checked-call.js';

/**
 * Looks at one thing, and refuses a call or lets it through. Only the signature may need to wait; every check after it, and
 * the operation itself, happen in one go, so that calls never interleave in between.
 */
export type Check<Call, Surroundings> = (
  checked: Call,
  surroundings: Surroundings,
) => Soon<CheckRefusal | undefined>;

/** What checks are called, in both generations of the API: each has all of them, in an order of its own. */
export type CheckName =
  | 'protocol'
  | 'publicParameters'
  | 'secretId'
  | 'keyStatus'
  | 'token'
  | 'signature'
  | 'account'
  | 'timestamp'
  | 'nonce'
  | 'quota'
  | 'host'
  | 'version'
  | 'action'
  | 'region'
  | 'actionPermission'
  | 'parameters'
  | 'expectation'
  | 'instancePermission';

/** The checks of a protocol. */
export type Checks<Call, Surroundings> = Readonly<Record<CheckName, Check<Call, Surroundings>>>;

/** A check in its place. */
export interface NamedCheck<Call, Surroundings> {
  readonly name: CheckName;
  readonly check: Check<Call, Surroundings>;
}

export class CheckOrderError extends Error {
  override readonly name = 'CheckOrderError';
}

/** The checks of a protocol in the order in which calls meet them, and what each needs to have been found out by others. */
export interface CheckList<Call, Surroundings> {
  readonly checks: Checks<Call, Surroundings>;
  readonly needs: Readonly<Partial<Record<CheckName, readonly CheckName[]>>>;
}

/**
 * The checks in another order: the named ones come first, the rest keep their order after them.
 *
 * @throws CheckOrderError for a name that is no check, or a check before one that it needs
 */
export function orderChecks<Call, Surroundings>(
  { checks, needs }: CheckList<Call, Surroundings>,
  named: readonly CheckName[],
): readonly NamedCheck<Call, Surroundings>[] {
  const names = Object.keys(checks) as CheckName[];
  const unknown = named.find((name) => !Object.hasOwn(checks, name));
  if (unknown !== undefined) {
    throw new CheckOrderError(`checkOrder: "${unknown}" is no check; there are ${names.join(', ')}`);
  }
  const order = [...new Set([...named, ...names])];
  order.forEach((name, index) => {
    const late = needs[name]?.find((needed) => order.indexOf(needed) > index);
    if (late)
      throw new CheckOrderError(
        `checkOrder: ${name} needs what ${late} finds out, so ${late} must come before it`,
      );
  });
  return order.map((name) => ({ name, check: checks[name] }));
}

/** Takes calls through checks, one after the other, until one refuses. What becomes of a call is written into it. */
export function admitter<Call extends CheckedCall, Surroundings>(
  checks: readonly NamedCheck<Call, Surroundings>[],
  surroundings: Surroundings,
): (checked: Call) => Soon<Call> {
  /** Goes on after a check that had to wait. */
  const resume = async (
    checked: Call,
    { at, by, verdict }: { at: number; by: string; verdict: Promise<CheckRefusal | undefined> },
  ): Promise<Call> => {
    const why = await verdict;
    if (!why) return from(checked, at + 1);
    checked.refusal = { ...why, by };
    return checked;
  };

  const from = (checked: Call, first: number): Soon<Call> => {
    for (let at = first; at < checks.length; at++) {
      const named = checks[at];
      const why = named?.check(checked, surroundings);
      if (!named || !why) continue;
      if (why instanceof Promise) return resume(checked, { at, by: named.name, verdict: why });
      checked.refusal = { ...why, by: named.name };
      return checked;
    }
    checked.invocation = invocationOf(checked);
    return checked;
  };

  return (checked) => from(checked, 0);
}
