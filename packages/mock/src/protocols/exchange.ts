import type { Key } from '../accounts/account.js';
import type { Account } from '../accounts/store.js';
import type { FailingResources } from '../core/faults/partial-failure.js';
import type { IncomingCall } from '../core/http/call.js';
import type { Delivery, Refusal } from '../core/protocol.js';
import type { Invocation, Operation } from '../core/service.js';
import type { Admitted } from './order.js';

/**
 * One call on its way through the checks of a protocol: each check may rely on what those before it have found. Each protocol adds
 * what it reads of a call. It has all its fields from the beginning: to add them one by one takes longer than most checks.
 */
export class BaseExchange implements Admitted {
  readonly call: IncomingCall;
  readonly delivery: Delivery;
  readonly failing: FailingResources | undefined;
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

  constructor(delivery: Delivery, failing: FailingResources | undefined) {
    this.call = delivery.call;
    this.delivery = delivery;
    this.failing = failing;
  }
}
