import { accountRule, quotaRule } from '../accounts/account-rules.js';
import { faultOptionsRule } from '../core/faults/fault-rules.js';
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
  type Rule,
} from '../core/options/option-rules.js';
import { checkNames } from '../protocols/v2/checks/checks.js';
import { checkNamesV3 } from '../protocols/v3/checks/checks.js';
import { Fleet } from '../services/cvm/fleet-builder.js';
import { instanceRule } from '../services/cvm/instances/instance-rules.js';

const texts = list(text);
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
  v3: object({
    hosts: texts,
    timestampWindow: integer(0),
    replayedNonce: oneOf('refuse', 'accept'),
    checkOrder: list(oneOf(...checkNamesV3)),
    unknownParameters: oneOf('refuse', 'ignore'),
    nullParameters: oneOf('absent', 'refuse'),
    emptySelection: oneOf('all', 'refuse'),
    missingRegion: oneOf('refuse', 'default'),
    signedPort: oneOf('optional', 'required'),
    duplicateIds: oneOf('once', 'refuse'),
    language: oneOf('en-US', 'zh-CN'),
    mixedBatch: oneOf('whole', 'partial'),
    refusedIds: oneOf('first', 'all'),
    cannotStopCharging: oneOf('keep', 'refuse'),
    clientTokenReuse: oneOf('first', 'refuse'),
    dryRun: oneOf('answer', 'DryRunOperation'),
    unknownImages: oneOf('refuse', 'accept'),
    latestRequestIdLag: number(0),
    instanceNameFilter: oneOf('part', 'whole'),
  }),
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
  signatureClock: oneOf('machine', 'emulator'),
  accounts: list(accountRule),
  instances: list(instanceRule),
  durations: object({
    stop: number(0),
    forcedStop: number(0),
    start: number(0),
    reboot: number(0),
    create: number(0),
    terminate: number(0),
    modify: number(0),
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
