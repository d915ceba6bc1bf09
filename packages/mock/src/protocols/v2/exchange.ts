import type { Account } from '../../accounts/store.js';
import type { Key } from '../../accounts/account.js';
import type { IncomingCall } from '../../core/http/call.js';
import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { Admission, Delivery, Refusal } from '../../core/protocol.js';
import type { Invocation, Operation, Service } from '../../core/service.js';
import type { Form } from '../query/form.js';

/** One request on its way through the checks: each check may rely on what those before it have found. */
export interface Exchange extends Admission {
  readonly call: IncomingCall;
  readonly form: Form;
  readonly delivery: Delivery;
  /** The service that the host belongs to, if there is one. */
  readonly service: Service | undefined;
  /** In seconds. */
  timestamp: number;
  key?: Key;
  holder?: Account;
  operation?: Operation;
  /** In the long spelling. */
  region?: string;
  account: string | undefined;
  input: Readonly<Record<string, unknown>> | undefined;
  refusal: Refusal | undefined;
  invocation: Invocation | undefined;
  failing: FailingResources | undefined;
}
