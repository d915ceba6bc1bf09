import type { AccountSeed } from './accounts/account.js';
import type { FaultRule } from './faults/rule.js';
import type { InstanceRecord } from './instances/record.js';
import type { Task } from './tasks.js';

/**
 * Everything that makes the future of an emulator, as plain JSON: restoring it continues the same history.
 * The request log is not part of it. It holds the SecretKeys of the emulated accounts: keep it like them.
 */
export interface Snapshot {
  readonly format: 'qcvm-emulator-snapshot';
  readonly version: 1;
  readonly seed: number;
  /** Milliseconds since 1970. A manual clock is set to it; others go on as they are. */
  readonly now: number;
  readonly counters: { readonly instances: number; readonly tasks: number; readonly faults: number };
  readonly accounts: readonly (AccountSeed & { readonly id: string })[];
  /** `nextAt` is `null` where nothing is going to change. */
  readonly instances: readonly (Omit<InstanceRecord, 'nextAt' | 'fields'> & {
    readonly nextAt: number | null;
    readonly fields?: InstanceRecord['fields'];
  })[];
  readonly tasks: readonly Task[];
  readonly faults: readonly FaultRule[];
  /** By SecretId: `[nonce, Timestamp]`. */
  readonly nonces: Readonly<Record<string, readonly (readonly [nonce: string, timestamp: number])[]>>;
  /** By account and Action: when calls were counted, in milliseconds since 1970. */
  readonly quota: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}
