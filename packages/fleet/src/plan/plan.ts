import type { FleetAction, ForcePolicy, Quota } from '@qcvm/client';
import type { CredentialsReference, PlanDocument, Selector } from './schema.js';

export type { FleetAction } from '@qcvm/client';

export interface PlanAccount {
  readonly name: string;
  readonly credentials: CredentialsReference;
  readonly regions: readonly string[];
  /** In place of the documented quotas. */
  readonly limits: readonly Quota[] | undefined;
}

export interface Schedule {
  readonly cron: string;
  readonly timeZone: string;
}

/** A plan that was checked, with all defaults filled in. Durations are in milliseconds. */
export interface Plan {
  readonly name: string;
  readonly action: FleetAction;
  readonly accounts: readonly PlanAccount[];
  readonly select: readonly Selector[];
  readonly protect: readonly Selector[];
  readonly force: ForcePolicy;
  readonly wait: boolean;
  readonly timeout: number;
  readonly settle: number;
  readonly api: '2.0' | '3.0';
  readonly stoppedMode: PlanDocument['stoppedMode'];
  readonly endpoint: string | undefined;
  readonly allowPlainHttp: boolean;
  readonly schedule: Schedule | undefined;
  /** As it was written: what a schedule keeps. */
  readonly document: PlanDocument;
}
