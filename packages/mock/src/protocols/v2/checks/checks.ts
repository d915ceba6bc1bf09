import { commonChecks } from '../../checks.js';
import type { CheckList, CheckName, Checks } from '../../order.js';
import type { CheckedCallV2, Surroundings } from '../checked-call.js';
import { nonce, timestamp } from './freshness.js';
import { parameters } from './parameters.js';
import { protocol } from './protocol.js';
import { publicParameters } from './public-parameters.js';
import { quota } from './quota.js';
import { action, host, region, version } from './routing.js';
import { signature } from './signature.js';

const common = commonChecks({
  unknownKey: 4104,
  disabledKey: 4100,
  token: 4105,
  blockedAccount: 4300,
  action: 4101,
  instances: 4102,
  unexpected: 6100,
});

/** Every check, in the order in which a request meets them. The operation itself comes last. */
const checks: Checks<CheckedCallV2, Surroundings> = {
  protocol,
  publicParameters,
  secretId: common.secretId,
  keyStatus: common.keyStatus,
  token: common.token,
  signature,
  account: common.account,
  timestamp,
  nonce,
  quota,
  host,
  version,
  action,
  region,
  actionPermission: common.actionPermission,
  parameters,
  expectation: common.expectation,
  instancePermission: (checked, { behaviour }) =>
    behaviour.unauthorizedInstance === 'instance' ? undefined : common.instancePermission(checked),
};

export const checkNames = Object.keys(checks) as CheckName[];

/** What a check needs to have been found out by others. */
const needs: CheckList<CheckedCallV2, Surroundings>['needs'] = {
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

/** The checks of API 2.0. */
export const checksV2: CheckList<CheckedCallV2, Surroundings> = { checks, needs };
