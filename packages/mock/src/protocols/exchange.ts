import type { Key } from '../accounts/account.js';
import type { Account } from '../accounts/store.js';
import type { FailingResources } from '../core/faults/partial-failure.js';
import type { IncomingCall } from '../core/http/call.js';
import type { Delivery } from '../core/protocol.js';
import type { Operation } from '../core/service.js';
import type { Admitted } from './order.js';

/**
 * One call on its way through the checks of a protocol: each check may rely on what those before it have found. Each protocol adds
 * what it reads of a call.
 */
export interface BaseExchange extends Admitted {
  readonly call: IncomingCall;
  readonly delivery: Delivery;
  /** In seconds. */
  timestamp: number;
  key?: Key;
  holder?: Account;
  operation?: Operation;
  /** In the long spelling. */
  region?: string;
  account: string | undefined;
  input: Readonly<Record<string, unknown>> | undefined;
  failing: FailingResources | undefined;
}

/** What an exchange begins with: nothing is known but the call. */
export const begun = (
  delivery: Delivery,
  failing: FailingResources | undefined,
): Pick<
  BaseExchange,
  'call' | 'delivery' | 'timestamp' | 'account' | 'input' | 'refusal' | 'invocation' | 'failing'
> => ({
  call: delivery.call,
  delivery,
  timestamp: NaN,
  account: undefined,
  input: undefined,
  refusal: undefined,
  invocation: undefined,
  failing,
});
