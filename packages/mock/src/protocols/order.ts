import type { CheckRefusal } from '../core/protocol.js';
import type { Soon } from '../core/soon.js';
import { invocationOf, type BaseExchange } from './exchange.js';

/**
 * Looks at one thing, and refuses a call or lets it through. Only the signature may need to wait; every check after it, and
 * the operation itself, happen in one go, so that calls never interleave in between.
 */
export type Check<Exchange, Surroundings> = (
  exchange: Exchange,
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
export type Checks<Exchange, Surroundings> = Readonly<Record<CheckName, Check<Exchange, Surroundings>>>;

/** A check in its place. */
export interface NamedCheck<Exchange, Surroundings> {
  readonly name: CheckName;
  readonly check: Check<Exchange, Surroundings>;
}

export class CheckOrderError extends Error {
  override readonly name = 'CheckOrderError';
}

/** The checks of a protocol in the order in which calls meet them, and what each needs to have been found out by others. */
export interface CheckList<Exchange, Surroundings> {
  readonly checks: Checks<Exchange, Surroundings>;
  readonly needs: Readonly<Partial<Record<CheckName, readonly CheckName[]>>>;
}

/**
 * The checks in another order: the named ones come first, the rest keep their order after them.
 *
 * @throws CheckOrderError for a name that is no check, or a check before one that it needs
 */
export function orderChecks<Exchange, Surroundings>(
  { checks, needs }: CheckList<Exchange, Surroundings>,
  named: readonly CheckName[],
): readonly NamedCheck<Exchange, Surroundings>[] {
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
export function admitter<Exchange extends BaseExchange, Surroundings>(
  checks: readonly NamedCheck<Exchange, Surroundings>[],
  surroundings: Surroundings,
): (exchange: Exchange) => Soon<Exchange> {
  /** Goes on after a check that had to wait. */
  const resume = async (
    exchange: Exchange,
    { at, by, verdict }: { at: number; by: string; verdict: Promise<CheckRefusal | undefined> },
  ): Promise<Exchange> => {
    const why = await verdict;
    if (!why) return from(exchange, at + 1);
    exchange.refusal = { ...why, by };
    return exchange;
  };

  const from = (exchange: Exchange, first: number): Soon<Exchange> => {
    for (let at = first; at < checks.length; at++) {
      const named = checks[at];
      const why = named?.check(exchange, surroundings);
      if (!named || !why) continue;
      if (why instanceof Promise) return resume(exchange, { at, by: named.name, verdict: why });
      exchange.refusal = { ...why, by: named.name };
      return exchange;
    }
    exchange.invocation = invocationOf(exchange);
    return exchange;
  };

  return (exchange) => from(exchange, 0);
}
