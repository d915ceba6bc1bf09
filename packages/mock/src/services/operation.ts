import type { OperationDescriptor, ServiceDescriptor } from '@qcvm/client/descriptors';
import type { Exchange } from '../protocols/v2/exchange.js';
import type { World } from '../emulator/world.js';

/** The ids of a batch, and the code of each. */
export interface BatchCodes {
  readonly ids: readonly string[];
  readonly codes: readonly number[];
}

/** What an operation answers, before the envelope is put around it. */
export interface Result {
  readonly code: number;
  readonly message: string;
  /** Default: the common name of the code. */
  readonly codeDesc?: string;
  /** The result's own fields. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** For the request log: the code of each id of a batch. */
  readonly results?: BatchCodes;
  /** Something has changed that watchers want to know of. */
  readonly changed: boolean;
}

/** One Action: what is checked of it, and what it does. */
export interface Operation {
  readonly descriptor: OperationDescriptor;
  /** Runs when every check has passed. Must not wait: its effect is one step. */
  readonly run: (exchange: Exchange, world: World) => Result;
}

/** Every Action of a module. */
export interface Operations {
  readonly service: ServiceDescriptor;
  readonly actions: readonly string[];
  get(action: string): Operation | undefined;
  has(action: string): boolean;
}
