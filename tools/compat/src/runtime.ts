import type { ScenarioInput, ScenarioReport, Transport } from './scenario/scenario-types.js';

/** What is ready to run the scenario. */
export interface ReadyRuntime {
  /** The version that it says it is. */
  readonly version: string;
  run(input: ScenarioInput): Promise<ScenarioReport>;
  close(): Promise<void>;
}

/** Where everything is that a runtime needs. */
export interface Stage {
  /** A directory in which the packed packages and the scenario are installed: see `stage.ts`. */
  readonly place: string;
  /** Where runtimes are installed. */
  readonly cache: string;
}

export type Resent = 'a GET' | 'any request';

export interface Runtime {
  readonly name: string;
  /** The version that is asked for; nothing where the machine's own is taken. */
  readonly pinned?: string;
  /** The transport that the client has to take there. */
  readonly transport: Transport;
  /**
   * What the runtime itself sends again, behind the back of every program, when a kept connection is lost before the answer comes. It
   * arrives twice then, and never more often; everything else arrives once.
   */
  readonly resends?: Resent;
  /** Gets it ready, or says why it cannot be had. What goes wrong after it was obtained is thrown. */
  start(stage: Stage): Promise<ReadyRuntime | { readonly missing: string }>;
}

/** Milliseconds in which a whole scenario has run, on a machine that has much else to do. */
export const patience = 120_000;
