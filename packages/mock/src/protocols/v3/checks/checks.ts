import { commonChecks } from '../../checks.js';
import type { CheckList, CheckName, Checks } from '../../order.js';
import type { CheckedCallV3, Surroundings } from '../checked-call.js';
import { nonce, timestamp } from './freshness.js';
import { parameters } from './parameters.js';
import { protocol } from './protocol.js';
import { publicParameters } from './public-parameters.js';
import { quota } from './quota.js';
import { action, host, region, version } from './routing.js';
import { signature } from './signature.js';

const common = commonChecks({
  unknownKey: 'AuthFailure.SecretIdNotFound',
  // The documented meaning of the code covers both.
  disabledKey: 'AuthFailure.SecretIdNotFound',
  token: 'AuthFailure.TokenFailure',
  blockedAccount: 'AuthFailure.UnauthorizedOperation',
  action: 'UnauthorizedOperation',
  instances: 'UnauthorizedOperation',
  unexpected: 'InvalidAction',
});

/**
 * Every check, in the order in which a call meets them. The operation itself comes last. The documentation gives no order; the
 * one here has the gateway first, which knows nothing of services: what is asked, who asks, whether it is fresh and genuine;
 * then what there is; then how often; then what the service says.
 */
const checks: Checks<CheckedCallV3, Surroundings> = {
  protocol,
  publicParameters,
  timestamp,
  secretId: common.secretId,
  keyStatus: common.keyStatus,
  token: common.token,
  signature,
  nonce,
  account: common.account,
  host,
  version,
  action,
  region,
  quota,
  actionPermission: common.actionPermission,
  parameters,
  expectation: common.expectation,
  instancePermission: common.instancePermission,
};

export const checkNamesV3 = Object.keys(checks) as CheckName[];

/** What a check needs to have been found out by others. */
const needs: CheckList<CheckedCallV3, Surroundings>['needs'] = {
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

/** The checks of API 3.0. */
export const checksV3: CheckList<CheckedCallV3, Surroundings> = { checks, needs };
