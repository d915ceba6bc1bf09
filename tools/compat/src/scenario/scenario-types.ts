import type { Credentials } from '@qcvm/client';
import type { AuthorizationOptions } from '@qcvm/client/v3/wire';

/** A known answer of `specs/vectors/signature.json`. */
export interface KnownSignature {
  readonly id: string;
  readonly secretKey: string;
  readonly signatureMethod?: string;
  readonly canonical: string;
  readonly signature: string;
}

/** A known answer of `specs/vectors/3.0/signature.json`. */
export interface KnownAuthorization {
  readonly name: string;
  readonly request: Omit<AuthorizationOptions, 'query' | 'body' | 'owner'> & {
    readonly query?: string;
    readonly body?: string;
  };
  readonly signature: string;
}

/** What a runtime is given of the world around it. */
export interface ScenarioInput {
  /** An emulator that listens on this machine, outside the runtime: see `service.ts`. */
  readonly server: {
    readonly url: string;
    readonly credentials: Credentials;
  };
  /** A URL of this machine without a listener. */
  readonly deserted: string;
  readonly signatures: readonly KnownSignature[];
  readonly authorizations: readonly KnownAuthorization[];
}

export type Transport = 'node:https' | 'fetch';

export interface Step {
  readonly title: string;
  /** What went wrong; absent when nothing did. */
  readonly problem?: string;
}

export interface ScenarioReport {
  readonly steps: readonly Step[];
  /** The transport that the client took by itself, unless that could not be found out. */
  readonly transport: Transport | undefined;
}
