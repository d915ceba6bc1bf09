import type { ChangeMark, FleetAction } from '@qcvm/client';
import type { Target } from '../../targets/target.js';
import type { Outcome } from './outcome.js';

export type FleetCommand = FleetAction;

/** How far an instance has come before its outcome is known. */
export type Stage = 'queued' | 'looked-at' | 'requested' | 'changing' | 'returned';

/** What happens while a fleet is worked on. Times are added where it is written down. */
export type FleetEvent =
  /** A request that changes something is about to be sent. */
  | {
      readonly type: 'sending';
      readonly region: string;
      readonly instanceIds: readonly string[];
      readonly force: boolean;
      /** For each of them, what was known of its last change; for requests that must not be sent twice. */
      readonly before?: readonly (ChangeMark | null)[];
    }
  /** The service has accepted it for these instances. */
  | {
      readonly type: 'accepted';
      readonly region: string;
      readonly instanceIds: readonly string[];
      readonly force: boolean;
    }
  | ({ readonly type: 'stage'; readonly stage: Stage } & Target)
  | { readonly type: 'outcome'; readonly outcome: Outcome }
  /** Something that a person should know and no single instance is about: a retry, a wait for the quota. */
  | { readonly type: 'notice'; readonly message: string };
