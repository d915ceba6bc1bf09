import type { Snapshot } from './snapshot.js';
import { checkedAs, OptionsError } from '../core/options/options-error.js';
import { keyRule, quotaRule } from '../accounts/account-rules.js';
import { faultRuleFields } from '../core/faults/fault-rules.js';
import { keptFieldRules } from '../services/cvm/instances/instance-rules.js';
import { isState } from '../services/cvm/states.js';
import {
  anyText,
  anything,
  either,
  flag,
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  text,
  that,
} from '../core/options/option-rules.js';

const time = number(-8.64e15, 8.64e15);
const pair = that(
  'a Nonce and its Timestamp',
  (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    Number.isSafeInteger(value[1]),
);

const state = that('a state of an instance, such as running', isState);

/** A ClientToken may be empty, and what an account has in all regions is in none. */
const resources = list(
  object({ 'id!': anyText, 'account!': text, 'region!': anyText, 'fields!': map(anything) }),
);

const snapshotRule = object({
  'format!': oneOf('qcvm-emulator-snapshot'),
  'version!': oneOf(2),
  'seed!': integer(),
  'now!': time,
  'created!': object({
    'instances!': integer(0),
    'tasks!': integer(0),
    'faults!': integer(0),
    requests: integer(0),
  }),
  'accounts!': list(object({ 'id!': text, 'blocked!': flag, 'keys!': list(keyRule), quota: quotaRule })),
  'instances!': list(
    object({
      'number!': integer(0),
      'unInstanceId!': text,
      'account!': text,
      'region!': text,
      'createdAt!': time,
      fields: object(keptFieldRules),
      'stubborn!': flag,
      'state!': state,
      'since!': time,
      'nextState!': state,
      'nextAt!': either('a time or null', [(value) => value === null, anything], [() => true, time]),
      'changes!': integer(0),
      latest: object({
        'operation!': text,
        'requestId!': text,
        shownAt: time,
        before: text,
        'finishesAt!': time,
        'willSucceed!': flag,
      }),
      stoppedMode: oneOf('KEEP_CHARGING', 'STOP_CHARGING'),
      newer: map(anything),
      ends: object({ 'at!': time, 'gone!': time }),
    }),
  ),
  'tasks!': list(
    object({
      'requestId!': text,
      'action!': text,
      'account!': text,
      'region!': text,
      'unInstanceId!': text,
      'startedAt!': time,
      'finishesAt!': time,
      'willSucceed!': flag,
    }),
  ),
  resources: object({
    'created!': integer(0),
    'keyPairs!': resources,
    'images!': resources,
    'timers!': resources,
    'clientTokens!': resources,
  }),
  'faults!': list(
    object({
      ...faultRuleFields,
      'id!': integer(1),
      'name!': text,
      'matched!': integer(0),
      'hits!': integer(0),
    }),
  ),
  'nonces!': map(list(pair)),
  'quota!': map(map(list(time))),
});

/**
 * Makes sure that something is a snapshot, whole and in itself without contradiction.
 *
 * @throws OptionsError that names everything that is wrong
 */
export function checkSnapshot(value: unknown): Snapshot {
  const snapshot = checkedAs<Snapshot>(value, { what: 'snapshot', rule: snapshotRule });
  const accounts = new Set(snapshot.accounts.map(({ id }) => id));
  const ids = snapshot.instances.map(({ unInstanceId }) => unInstanceId);
  const secretIds = snapshot.accounts.flatMap(({ keys }) => keys.map(({ secretId }) => secretId));
  const problems = [
    ...snapshot.instances.flatMap(({ account, unInstanceId }) =>
      accounts.has(account)
        ? []
        : [`instance ${unInstanceId}: its account ${account} is not in the snapshot`],
    ),
    ...twice(ids).map((id) => `instance ${id}: there twice`),
    ...twice(snapshot.accounts.map(({ id }) => id)).map((id) => `account ${id}: there twice`),
    ...twice(secretIds).map((id) => `SecretId ${id}: there twice`),
  ];
  if (problems.length > 0) throw new OptionsError('snapshot', problems);
  return snapshot;
}

const twice = (texts: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
};
