/** What the admin API answers, in JSON. The page is written against these types. */
import type { AccountView } from '../../../accounts/account.js';
import type { ClockMode } from '../../../core/clock.js';
import type { FaultRule } from '../../../core/faults/rule.js';
import type { InstanceView } from '../../../services/cvm/instances/view.js';
import type { LoggedRequest } from '../../../core/log/entry.js';

export interface ErrorBody {
  readonly error: string;
}

export interface ClockBody {
  readonly mode: ClockMode;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface InstancesBody {
  readonly now: number;
  /** How many fit, those that are not shown included. */
  readonly total: number;
  /** How many have each status, by its name, regardless of the status and search that narrow the list. */
  readonly counts: Readonly<Record<string, number>>;
  readonly instances: readonly InstanceView[];
}

export interface RequestsBody {
  /** How many were asked in all, forgotten ones included. */
  readonly total: number;
  /** How many of those that are remembered fit, those that are not shown included. */
  readonly found: number;
  /** Oldest first. */
  readonly requests: readonly LoggedRequest[];
}

export interface FaultsBody {
  readonly faults: readonly FaultRule[];
}

export interface AccountsBody {
  readonly accounts: readonly AccountView[];
}

/** The key that programs may use. */
export interface CredentialsBody {
  readonly secretId: string;
  /** Only of the built-in key, which is no secret. */
  readonly secretKey?: string;
}

/** One message of the event stream: what is not as it was. */
export interface ChangesMessage {
  readonly changed: readonly ('request' | 'instances' | 'clock' | 'faults' | 'accounts' | 'restored')[];
}
