import { checkNames } from '../protocols/v2/checks/checks.js';
import { Fleet } from '../services/cvm/fleet.js';
import { instanceStatus } from '@qcvm/client/descriptors';
import {
  either,
  flag,
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  tagged,
  text,
  time,
} from '../core/options/rules.js';
import type { Rule } from '../core/options/rules.js';

const statusNames = oneOf(...Object.keys(instanceStatus));
const status = either('a status, by number or by name', (value) =>
  typeof value === 'number' ? integer() : statusNames,
);
const texts = list(text);
const permissions = object({ actions: texts, instances: texts });

const quota = object({ perMinute: integer(0), perMinuteEachAction: integer(0) });
export const quotaRule = either('false or an object', (value) => (value === false ? flag : quota));

export const keyRule = object({
  'secretId!': text,
  'secretKey!': text,
  status: oneOf('active', 'disabled'),
  token: text,
  expiresAt: time,
  may: permissions,
  mayNot: permissions,
});

export const accountRule = object({ id: text, 'keys!': list(keyRule), blocked: flag, quota: quotaRule });

/** The fields of an instance that can be given, besides its place and state. */
export const fieldRules: Readonly<Record<string, Rule>> = {
  instanceName: text,
  instanceId: text,
  uuid: text,
  lanIp: text,
  wanIpSet: texts,
  cpu: integer(1),
  mem: integer(1),
  bandwidth: integer(0),
  unImgId: text,
  imageId: integer(),
  imageType: text,
  createTime: text,
  deadlineTime: text,
  autoRenew: integer(0),
  projectId: integer(0),
  os: text,
  cvmPayMode: integer(0),
  networkPayMode: integer(0),
  zoneId: integer(0),
  zoneName: text,
  vpcId: integer(0),
  subnetId: integer(0),
  isVpcGateway: integer(0),
  deviceClass: text,
  diskInfo: object({
    'storageId!': text,
    'storageType!': integer(0),
    'storageSize!': integer(0),
    'rootId!': text,
    'rootSize!': integer(0),
    'rootType!': integer(0),
  }),
};

/** What can be said of an instance that exists already. */
export const instanceChangeFields: Readonly<Record<string, Rule>> = {
  ...fieldRules,
  status,
  becomes: object({ 'status!': status, 'after!': number(0) }),
  stubborn: flag,
};

export const instanceChangeRule = object(instanceChangeFields);

export const instanceRule = object({
  ...instanceChangeFields,
  unInstanceId: text,
  region: text,
  account: text,
  count: integer(0),
});

const when = oneOf('before', 'after');

export const faultRule = tagged('kind', {
  latency: { 'milliseconds!': number(0), when },
  unreachable: {},
  drop: { when },
  cut: { keep: integer(0) },
  gateway: { status: integer(200), when },
  code: { 'code!': integer(1), message: text, codeDesc: text, when },
  clockSkew: { 'seconds!': integer() },
  partialFailure: { instances: texts, count: integer(0), code: integer(1), codeDesc: text, message: text },
  duplicate: { answer: oneOf('first', 'second') },
});

const oneOrMore = (rule: Rule): Rule =>
  either('one or a list', (value) => (Array.isArray(value) ? list(rule) : rule));

export const faultRuleFields: Readonly<Record<string, Rule>> = {
  'fault!': faultRule,
  action: oneOrMore(text),
  instance: text,
  region: text,
  secretId: text,
  nth: oneOrMore(integer(1)),
  probability: number(0, 1),
  times: integer(0),
  name: text,
};

export const faultOptionsRule = object(faultRuleFields);

const inner = object({ 'code!': integer(1), codeDesc: text });

const behaviour = object({
  requireHttps: oneOf('always', 'unless-loopback', 'never'),
  hosts: texts,
  timestampWindow: integer(0),
  staleTimestampCode: oneOf(4200, 4500),
  futureTimestampCode: oneOf(4200, 4500),
  nonceRememberedWith: oneOf('timestamp', 'alone'),
  refusedRequestUsesNonce: flag,
  maxNonces: integer(1),
  checkOrder: list(oneOf(...checkNames)),
  duplicateParameters: oneOf('refuse', 'last'),
  unknownParameters: oneOf('refuse', 'ignore'),
  regions: texts,
  missingRegion: oneOf('refuse', 'default'),
  maxBatch: integer(1),
  duplicateIds: oneOf('once', 'refuse'),
  wrongStatus: inner,
  unknownInstance: inner,
  unauthorizedInstance: oneOf('request', 'instance'),
  describeUnknownIds: oneOf('omit', 'refuse'),
  failedStopStatus: integer(),
  failureHttpStatus: integer(200),
  requestIdAs: oneOf('string', 'number'),
  codeAs: oneOf('number', 'string'),
  codeDesc: flag,
  regionSpelling: oneOf('asRequested', 'long', 'short'),
});

const clockModes = tagged('mode', {
  real: { start: time },
  manual: { start: time, automatic: flag },
  accelerated: { start: time, factor: number(0) },
});
const clock = either('real, manual, accelerated or an object with a mode', (value) =>
  typeof value === 'string' ? oneOf('real', 'manual', 'accelerated') : clockModes,
);

/** What a scenario file may say: everything that is plain data. */
const scenarioFields: Readonly<Record<string, Rule>> = {
  seed: integer(),
  clock,
  accounts: list(accountRule),
  instances: list(instanceRule),
  durations: object({
    stop: number(0),
    forcedStop: number(0),
    start: number(0),
    reboot: number(0),
    jitter: number(0, 1),
  }),
  faults: list(faultOptionsRule),
  quota: quotaRule,
  behaviour,
  onUnexpected: oneOf('error', 'answer'),
  explainSignatures: oneOf('never', 'response'),
  maxLogged: integer(0),
  maxTasks: integer(0),
};

/** `$schema` is for editors. */
export const scenarioRule = object({ ...scenarioFields, $schema: text });

export const optionsRule = object({
  ...scenarioFields,
  instances: either('a list, or what fleet() builds', (value) =>
    value instanceof Fleet
      ? (fleet, place) => list(instanceRule)((fleet as Fleet).seeds(), place)
      : list(instanceRule),
  ),
  runtime: map(either('a function', (value) => (typeof value === 'function' ? () => undefined : undefined))),
});
