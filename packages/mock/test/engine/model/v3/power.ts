import fc from 'fast-check';
import { expect } from 'vitest';
import { ask, tc3 } from '../../../v3/signing.js';
import { anyIds } from '../v2/batch.js';
import { secretId, secretKey } from '../command.js';
import type { Command } from '../command.js';
import type { Force, Model } from '../model.js';
import { stateOf } from './changes.js';

/** What API 3.0 says for the numbers of the model's faults. */
const faultWords: Readonly<Record<number, string>> = {
  4400: 'RequestLimitExceeded',
  6000: 'InternalError',
  6200: 'ServiceUnavailable',
};

/** The Actions of API 3.0 that change states, each with the one of API 2.0 whose line in the table it shares. */
const olderName = {
  StopInstances: 'StopInstances',
  StartInstances: 'StartInstances',
  RebootInstances: 'RestartInstances',
} as const;

type Action = keyof typeof olderName;

/** The code of any call of API 3.0, before its Action matters. */
const refusalOf = ({ skew, key }: Model): string | undefined => {
  if (Math.abs(skew) > 300) return 'AuthFailure.SignatureExpire';
  return key === 'active' ? undefined : 'AuthFailure.SecretIdNotFound';
};

const wrongState =
  /^(?:UnsupportedOperation(?:\.InstanceState\w+)?|MutexOperation\.TaskRunning|InvalidInstance\.NotSupported)$/;

const stopTypes = new Map<Force, string>([
  [false, 'SOFT'],
  [true, 'SOFT_FIRST'],
  ['at once', 'HARD'],
]);

/** The same changes through API 3.0: a batch that has one bad id is refused as a whole. */
const powerCommand = (
  action: Action,
  {
    wanted,
    force,
    stoppedMode,
  }: { wanted: readonly string[]; force: Force; stoppedMode?: string | undefined },
): Command => ({
  check: () => true,
  toString: () => `${action} of API 3.0 (${wanted.join(', ')}, ${stopTypes.get(force)})`,
  run: async (model, emulator) => {
    const parameters = {
      InstanceIds: wanted,
      ...(action === 'StartInstances' ? {} : { StopType: stopTypes.get(force) }),
      ...(action === 'StopInstances' && { StoppedMode: stoppedMode }),
    };
    const timestamp = Math.floor(model.now / 1000);
    const call = tc3(emulator, {
      ...{ action, secretId, secretKey, timestamp },
      body: JSON.stringify(parameters),
    });
    const before = stateOf(emulator);
    const code = (await ask(emulator, call)).Error?.Code;
    const { fault } = model;
    model.fault = undefined;
    if (fault?.when === 'before') {
      expect(code).toBe(faultWords[fault.code]);
      return;
    }
    const refusal = refusalOf(model);
    model.skew = 0;
    const older = olderName[action];
    const verdict = refusal ?? model.refuses(older, wanted);
    if (verdict === undefined) model.batch(older, wanted, force);
    else expect(stateOf(emulator)).toEqual(before);
    if (fault) expect(code).toBe(faultWords[fault.code]);
    else if (verdict === 'state') expect(code).toMatch(wrongState);
    else expect(code).toBe(verdict);
  },
});

export const powerV3 = fc
  .record({
    action: fc.constantFrom<Action>('StopInstances', 'StartInstances', 'RebootInstances'),
    wanted: anyIds,
    force: fc.constantFrom<Force>(false, true, 'at once'),
    stoppedMode: fc.constantFrom(undefined, 'KEEP_CHARGING', 'STOP_CHARGING'),
  })
  .map(({ action, ...given }) => powerCommand(action, given));
