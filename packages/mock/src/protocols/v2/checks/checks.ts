import { actionPermission, instancePermission } from './permission.js';
import { account, keyStatus, secretId, token } from './credentials.js';
import type { CheckRefusal, Exchange } from '../exchange.js';
import type { Surroundings } from '../surroundings.js';
import { expectation } from './expectation.js';
import { nonce, timestamp } from './freshness.js';
import { parameters } from './parameters.js';
import { protocol } from './protocol.js';
import { publicParameters } from './public-parameters.js';
import { quota } from './quota.js';
import { action, host, region, version } from './routing.js';
import { signature } from './signature.js';

/**
 * Looks at one thing, and refuses the request or lets it through. Only the signature may need to wait; every
 * check after it, and the operation itself, happen in one go, so that calls never interleave in between.
 */
export type Check = (
  exchange: Exchange,
  surroundings: Surroundings,
) => CheckRefusal | undefined | Promise<CheckRefusal | undefined>;

/** Every check, in the order in which a request meets them. The operation itself comes last. */
export const checks = {
  protocol,
  publicParameters,
  secretId,
  keyStatus,
  token,
  signature,
  account,
  timestamp,
  nonce,
  quota,
  host,
  version,
  action,
  region,
  actionPermission,
  parameters,
  expectation,
  instancePermission,
} satisfies Readonly<Record<string, Check>>;

export type CheckName = keyof typeof checks;

export const checkNames = Object.keys(checks) as CheckName[];

/** A check in its place. */
export interface NamedCheck {
  readonly name: CheckName;
  readonly check: Check;
}

/** What a check needs to have been found out by others. */
const needs: Readonly<Partial<Record<CheckName, readonly CheckName[]>>> = {
  secretId: ['publicParameters'],
  keyStatus: ['secretId'],
  token: ['secretId'],
  signature: ['secretId'],
  account: ['secretId'],
  timestamp: ['publicParameters'],
  nonce: ['publicParameters', 'signature'],
  quota: ['secretId'],
  actionPermission: ['secretId', 'action'],
  parameters: ['action'],
  expectation: ['parameters'],
  instancePermission: ['secretId', 'region', 'parameters'],
};

export class CheckOrderError extends Error {
  override readonly name = 'CheckOrderError';
}

/**
 * The checks in another order: the named ones come first, the rest keep their order after them.
 *
 * @throws CheckOrderError for a name that is no check, or a check before one that it needs
 */
export function orderChecks(named: readonly string[]): readonly NamedCheck[] {
  const unknown = named.find((name) => !Object.hasOwn(checks, name));
  if (unknown !== undefined) {
    throw new CheckOrderError(`checkOrder: "${unknown}" is no check; there are ${checkNames.join(', ')}`);
  }
  const first = checkNames.filter((name) => named.includes(name));
  first.sort((one, other) => named.indexOf(one) - named.indexOf(other));
  const order = [...first, ...checkNames.filter((name) => !named.includes(name))];
  order.forEach((name, index) => {
    const late = needs[name]?.find((needed) => order.indexOf(needed) > index);
    if (late)
      throw new CheckOrderError(
        `checkOrder: ${name} needs what ${late} finds out, so ${late} must come before it`,
      );
  });
  return order.map((name) => ({ name, check: checks[name] }));
}
