import type { Account } from '../../accounts/store.js';
import type { Key } from '../../accounts/account.js';
import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { IncomingCall } from '../../core/http/call.js';
import type { Delivery, Refusal } from '../../core/protocol.js';
import type { Invocation, Operation, Service } from '../../core/service.js';
import type { Admitted } from '../order.js';
import type { V3Reading } from './reading/call.js';

/** One call on its way through the checks: each check may rely on what those before it have found. */
export interface Exchange extends Admitted {
  readonly call: IncomingCall;
  readonly reading: V3Reading;
  readonly delivery: Delivery;
  readonly requestId: string;
  /** The services at the host, then those of the version, as checks find out. */
  services: readonly Service[];
  /** In seconds. */
  timestamp: number;
  key?: Key;
  holder?: Account;
  operation?: Operation;
  region?: string;
  account: string | undefined;
  input: Readonly<Record<string, unknown>> | undefined;
  refusal: Refusal | undefined;
  invocation: Invocation | undefined;
  failing: FailingResources | undefined;
}
