import { actionPermission, instancePermission } from './permission.js';
import { account, keyStatus, secretId, token } from './credentials.js';
import { expectation } from '../../expectation.js';
import { orderChecks as order, type Check, type NamedCheck } from '../../order.js';
import type { Exchange } from '../exchange.js';
import type { Surroundings } from '../surroundings.js';
import { nonce, timestamp } from './freshness.js';
import { parameters } from './parameters.js';
import { protocol } from './protocol.js';
import { publicParameters } from './public-parameters.js';
import { quota } from './quota.js';
import { action, host, region, version } from './routing.js';
import { signature } from './signature.js';

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
  expectation: expectation(6100),
  instancePermission,
} satisfies Readonly<Record<string, Check<Exchange, Surroundings>>>;

export type CheckName = keyof typeof checks;

export const checkNames = Object.keys(checks) as CheckName[];

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

/**
 * The checks in another order: the named ones come first, the rest keep their order after them.
 *
 * @throws CheckOrderError for a name that is no check, or a check before one that it needs
 */
export const orderChecks = (named: readonly string[]): readonly NamedCheck<Exchange, Surroundings>[] =>
  order<Exchange, Surroundings>({ checks, needs }, named);
