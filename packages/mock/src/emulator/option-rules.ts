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
  that,
  time,
  type Fields,
  type JsonSchema,
} from '../core/options/option-rules.js';
import { Fleet } from '../services/cvm/fleet-builder.js';
import { defaultDurations } from '../services/cvm/instances/durations.js';
import { instanceRule } from '../services/cvm/instances/instance-rules.js';
import { behaviourRule } from './behaviour.js';

const clock = either(
  'real, manual, accelerated or an object with a mode',
  [(value) => typeof value === 'string', oneOf('real', 'manual', 'accelerated')],
  [
    () => true,
    tagged('mode', {
      real: { start: time },
      manual: { start: time, automatic: flag },
      accelerated: { start: time, factor: number(0) },
    }),
  ],
);

const instances = list(instanceRule);
const durations = Object.keys(defaultDurations).map((name) => [name, number(0)] as const);

/** What a scenario file may say: everything that is plain data. */
const scenarioFields: Fields = {
  seed: integer(),
  clock,
  signatureClock: oneOf('machine', 'emulator'),
  accounts: list(accountRule),
  instances,
  durations: object({ ...Object.fromEntries(durations), jitter: number(0, 1) }),
  faults: list(faultOptionsRule),
  quota: quotaRule,
  behaviour: behaviourRule,
  onUnexpected: oneOf('error', 'answer'),
  explainSignatures: oneOf('never', 'response'),
  maxLogged: integer(0),
  maxTasks: integer(0),
};

/** `$schema` is for editors. */
export const scenarioRule = object({ ...scenarioFields, $schema: text });

/** A scenario file as a JSON Schema. The package has it as a file. */
export const scenarioSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:qcvm:scenario',
  title: 'What an emulator of the CVM API starts with',
  ...scenarioRule.schema,
};

export const optionsRule = object({
  ...scenarioFields,
  instances: either(
    'a list, or what fleet() builds',
    [
      (value) => value instanceof Fleet,
      { ...instances, check: (fleet, place) => instances.check((fleet as Fleet).seeds(), place) },
    ],
    [() => true, instances],
  ),
  runtime: map(that('a function', (value) => typeof value === 'function')),
});
