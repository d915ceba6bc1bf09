import type { Quota } from '@qcvm/client/descriptors';

/** What a key may do. Absent means everything; `mayNot` wins over `may`. */
export interface Permissions {
  /** Actions, as the vendor spells them. A call of another one is refused with 4101. */
  readonly actions?: readonly string[];
  /** Instances, by `ins-…` id. A call about another one is refused with 4102. */
  readonly instances?: readonly string[];
}

export interface KeySeed {
  readonly secretId: string;
  readonly secretKey: string;
  /** Default: active. A disabled key is refused with 4100. */
  readonly status?: 'active' | 'disabled';
  /** Makes it a temporary key: requests need this Token, else 4105. */
  readonly token?: string;
  /** When a temporary key ends: milliseconds since 1970 or an ISO 8601 text. Then 4105. */
  readonly expiresAt?: number | string;
  readonly may?: Permissions;
  readonly mayNot?: Permissions;
}

/** An account: it owns instances, and its keys share its quotas. */
export interface AccountSeed {
  /** Default: drawn from the emulator's seed. */
  readonly id?: string;
  readonly keys: readonly KeySeed[];
  /** Refused with 4300. Default: false. */
  readonly blocked?: boolean;
  /** Overrides the emulator's quota for this account. */
  readonly quota?: readonly Quota[] | false;
}

/** A key with everything decided. */
export interface Key extends Omit<KeySeed, 'status' | 'expiresAt'> {
  readonly status: 'active' | 'disabled';
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** The public fields of a key: never the SecretKey, nor the Token. */
export interface KeyView {
  readonly secretId: string;
  readonly status: 'active' | 'disabled';
  readonly temporary: boolean;
  readonly expiresAt?: number;
  readonly may?: Permissions;
  readonly mayNot?: Permissions;
}

export interface AccountView {
  readonly id: string;
  readonly blocked: boolean;
  readonly keys: readonly KeyView[];
}
