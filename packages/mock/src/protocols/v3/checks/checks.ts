import { expectation } from '../../expectation.js';
import { admitter, orderChecks as order, type Check, type NamedCheck } from '../../order.js';
import type { Exchange } from '../exchange.js';
import { invocationOf } from '../invocation.js';
import type { Surroundings } from '../surroundings.js';
import { account, keyStatus, secretId, token } from './credentials.js';
import { nonce, timestamp } from './freshness.js';
import { parameters } from './parameters.js';
import { actionPermission, instancePermission } from './permission.js';
import { protocol } from './protocol.js';
import { publicParameters } from './public-parameters.js';
import { quota } from './quota.js';
import { action, host, region, version } from './routing.js';
import { signature } from './signature.js';

/**
 * Every check, in the order in which a call meets them. The operation itself comes last. The documentation gives no order; the
 * one here has the gateway first, which knows nothing of services: what is asked, who asks, whether it is fresh and genuine;
 * then what there is; then how often; then what the service says.
 */
export const checks = {
  protocol,
  publicParameters,
  timestamp,
  secretId,
  keyStatus,
  token,
  signature,
  nonce,
  account,
  host,
  version,
  action,
  region,
  quota,
  actionPermission,
  parameters,
  expectation: expectation('InvalidAction'),
  instancePermission,
} satisfies Readonly<Record<string, Check<Exchange, Surroundings>>>;

type CheckName = keyof typeof checks;

export const checkNamesV3 = Object.keys(checks) as CheckName[];

/** What a check needs to have been found out by others. */
const needs: Readonly<Partial<Record<CheckName, readonly CheckName[]>>> = {
  timestamp: ['publicParameters'],
  secretId: ['publicParameters'],
  keyStatus: ['secretId'],
  token: ['secretId'],
  signature: ['publicParameters', 'secretId'],
  nonce: ['publicParameters', 'signature'],
  account: ['secretId'],
  version: ['host'],
  action: ['version'],
  region: ['action'],
  quota: ['secretId', 'action'],
  actionPermission: ['secretId', 'action'],
  parameters: ['action'],
  expectation: ['parameters', 'region'],
  instancePermission: ['secretId', 'region', 'parameters'],
};

/**
 * The checks in another order: the named ones come first, the rest keep their order after them.
 *
 * @throws CheckOrderError for a name that is no check, or a check before one that it needs
 */
export const orderChecks = (named: readonly string[]): readonly NamedCheck<Exchange, Surroundings>[] =>
  order<Exchange, Surroundings>({ checks, needs }, named);

/** Takes calls through the checks. */
export const admit = (surroundings: Surroundings): ((exchange: Exchange) => Exchange | Promise<Exchange>) =>
  admitter({ checks: orderChecks(surroundings.behaviour.checkOrder), surroundings, invocationOf });
