import type { Quota } from '@qcvm/client/descriptors';
import type { Key } from '../accounts/account.js';
import { mayTouch } from '../accounts/permissions.js';
import type { QuotaCounter } from '../accounts/quota.js';
import type { Account, AccountStore } from '../accounts/store.js';
import type { ExpectedCalls } from '../core/expectations/expected-calls.js';
import type { FailingResources } from '../core/faults/partial-failure.js';
import type { IncomingCall } from '../core/http/call.js';
import type { Admission, Delivery, Refusal } from '../core/protocol.js';
import type { Invocation, Operation } from '../core/service.js';
import type { NonceStore } from './nonces.js';
import type { Routes } from './routes.js';

/**
 * One call on its way through the checks of a protocol: each check may rely on what those before it have found. Each protocol adds
 * what it reads of a call. It has all its fields from the beginning: to add them one by one takes longer than most checks.
 */
export abstract class CheckedCall implements Admission {
  readonly call: IncomingCall;
  readonly delivery: Delivery;
  readonly failing: FailingResources | undefined;
  /** The id of its answer, in a protocol that gives one to every call. */
  readonly requestId: string | undefined;
  /** In seconds. */
  timestamp = NaN;
  key: Key | undefined = undefined;
  holder: Account | undefined = undefined;
  account: string | undefined = undefined;
  operation: Operation | undefined = undefined;
  /** In the long spelling. */
  region: string | undefined = undefined;
  input: Readonly<Record<string, unknown>> | undefined = undefined;
  refusal: Refusal | undefined = undefined;
  invocation: Invocation | undefined = undefined;

  constructor(
    delivery: Delivery,
    { failing, requestId }: { failing: FailingResources | undefined; requestId?: string },
  ) {
    this.call = delivery.call;
    this.delivery = delivery;
    this.failing = failing;
    this.requestId = requestId;
  }

  /** The Token that was sent. */
  abstract get token(): string | undefined;
}

/** What the checks of every protocol look at in addition to the call. */
export interface BaseSurroundings {
  readonly accounts: AccountStore;
  readonly quota: QuotaCounter;
  /** For every account that says nothing of its own; left out: those of the operation. */
  readonly quotas: readonly Quota[] | false | undefined;
  readonly expected: ExpectedCalls;
  readonly nonces: NonceStore;
  readonly routes: Routes;
  /** Whether the response to a wrong signature explains what is wrong with it. */
  readonly explainSignatures: 'never' | 'response';
}

/** What the checks have found out, as an operation wants to know it. */
export function invocationOf(checked: CheckedCall): Invocation {
  const { operation, key, delivery, account, region, input, timestamp, failing, requestId } = checked;
  if (!operation || !key || account === undefined || region === undefined || !input)
    throw new Error('an operation runs only after every check has passed');
  const limited = key.may?.instances ?? key.mayNot?.instances;
  return {
    operation,
    account,
    secretId: key.secretId,
    region,
    writtenRegion: delivery.reading.region ?? '',
    input,
    requestId,
    timestamp,
    permits: limited && ((resource) => mayTouch(key, resource)),
    failing,
  };
}
