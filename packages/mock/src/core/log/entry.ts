import type { Adapter } from '../http/call.js';
import type { SignatureExplanation } from '../signature-explanation.js';

/** How a request ended. */
export type LoggedOutcome =
  | {
      readonly kind: 'answered';
      /** The HTTP status. */
      readonly status: number;
      /** 0 on success; else a number or a word of the API. */
      readonly code: number | string;
      readonly codeDesc?: string;
      readonly message: string;
      /** Which check refused it, or `operation`; absent on success. */
      readonly refusedBy?: string;
      /** For a batch: the code of each id. */
      readonly results?: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'faulty'; readonly status?: number; readonly reason: string }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'unexpected'; readonly message: string };

/** One request, without its secrets: Signature, Token, passwords, UserData and the like are `[redacted]`. */
export interface LoggedRequest {
  /** Counts from 1 over the emulator's life. */
  readonly id: number;
  /** Milliseconds since 1970, on the emulator's clock. */
  readonly at: number;
  /**
   * From its arrival to its answer, in milliseconds as the caller sees them: of the machine's clock, however fast the emulator's is. Where
   * that one is manual, in its milliseconds.
   */
  readonly duration: number;
  readonly adapter: Adapter;
  readonly remote?: string;
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly action?: string;
  readonly region?: string;
  readonly secretId?: string;
  /** The account that the key belongs to, once it is known. */
  readonly account?: string;
  /** Every parameter by its name on the wire, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The API parameters with their types, once they were found correct. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly outcome: LoggedOutcome;
  /** Names of the faults that hit it. */
  readonly faults: readonly string[];
}

export interface LogFilter {
  readonly action?: string;
  readonly code?: number | string;
  readonly account?: string;
  /** Only requests with a higher id. */
  readonly after?: number;
}

/** A request and its outcome. */
export interface RequestLog {
  /** How many were asked in all, forgotten ones included. */
  readonly total: number;
  /** Oldest first. */
  list(filter?: LogFilter): readonly LoggedRequest[];
  get(id: number): LoggedRequest | undefined;
  /** The last one that fits. */
  last(filter?: LogFilter): LoggedRequest | undefined;
  /** Why the signature of a request is wrong (or that it is right). Throws for an id that the log does not have. */
  explain(id: number): Promise<SignatureExplanation>;
  clear(): void;
}
