import type { Key } from '../../accounts/account.js';
import type { Account } from '../../accounts/store.js';
import type { IncomingCall } from '../../core/call.js';
import type { Form } from './form.js';
import type { Operation } from '../../services/operation.js';
import type { Fault } from '../../core/faults/rule.js';

/** One request on its way through the checks: each check may rely on what those before it have found. */
export interface Exchange {
  readonly call: IncomingCall;
  readonly form: Form;
  /** Its id in the request log. */
  readonly id: number;
  /** The service's time when the request arrived, a skew included. Milliseconds since 1970. */
  readonly now: number;
  /** Some instances of the batch are to fail. */
  readonly partialFailure: Extract<Fault, { kind: 'partialFailure' }> | undefined;
  /** In seconds. */
  timestamp: number;
  key?: Key;
  account?: Account;
  operation?: Operation;
  /** In the long spelling. */
  region?: string;
  /** The API parameters with their types. */
  input?: Readonly<Record<string, unknown>>;
}

/** Why a request is refused as a whole. It has changed nothing. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  /** Default: the common name of the code. */
  readonly codeDesc?: string;
  /** The test that made the emulator did not expect such a call. */
  readonly unexpected?: true;
}
