import type { Begin, CallResult, Send } from '../core/call/call.js';
import { conductOf, withConduct, type Conduct } from '../core/call/conduct.js';
import type { CallMeta, CallOptions, OperationDescriptor } from '../model/descriptor.js';
import { ApiError, isQcvmError, type ErrorContext } from '../model/errors/errors.js';
import { own } from '../model/own.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { withAbort } from '../model/runtime/abort.js';
import type { Runtime } from '../model/runtime/runtime.js';
import { carriedError, type Accepted } from './codes.js';
import type { SuccessionTable } from './table.js';

/** What is new with each call of API 2.0. */
export interface CarriedOptions {
  readonly begin: Begin;
  readonly runtime: Pick<Runtime, 'sleep'>;
  readonly table: SuccessionTable;
  /** The operation of API 2.0, and its input, checked. */
  readonly given: OperationDescriptor;
  readonly input: Parameters;
  readonly options: CallOptions;
  /** One result that all resources have is given as that: see `relay`. */
  readonly relayed: boolean;
  /** As it was written, and in the long spelling. */
  readonly region: string;
  readonly longRegion: string;
}

/** The outcome of a carried call. */
export interface CarriedResult extends CallResult {
  /** The result of each of the resources. The output has none of them then. */
  readonly shared?: Accepted;
}

/** Carries a call. `fixed`: parameters of API 3.0 that nothing of API 2.0 stands for. */
export type Carry = (call: CarriedCall, fixed: Parameters) => Promise<CarriedResult>;

/** One call of API 2.0 on its way over API 3.0: its requests share attempts, retries, deadline, and what errors say. */
export class CarriedCall {
  readonly table: SuccessionTable;
  readonly given: OperationDescriptor;
  readonly input: Parameters;
  readonly region: string;
  readonly longRegion: string;
  readonly relayed: boolean;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds for one attempt; `undefined`: those of the client. */
  readonly timeout: number | undefined;
  readonly #runtime: Pick<Runtime, 'sleep'>;
  readonly #send: Send;
  readonly #about: ErrorContext;
  #attempts = 0;
  #totalRetryDelay = 0;
  /** Of the last answer that the result is made of. */
  #meta: CallMeta | undefined;
  #underWay = false;

  constructor({ begin, runtime, table, given, input, options, relayed, region, longRegion }: CarriedOptions) {
    this.#runtime = runtime;
    this.table = table;
    this.given = given;
    this.input = input;
    this.region = region;
    this.longRegion = longRegion;
    this.relayed = relayed;
    const { signal, timeout, region: givenRegion } = own(options);
    this.signal = signal;
    this.timeout = timeout;
    const resourceIds = given.batch && (input[given.batch.ids] as readonly string[]);
    this.#about = { action: given.action, region, resourceIds };
    const { beforeAttempt, afterAttempt, once } = conductOf(options);
    const conduct: Conduct = {
      beforeAttempt: () => {
        beforeAttempt?.();
        this.#attempts++;
        this.#underWay = true;
      },
      afterAttempt: (mayHaveActed) => {
        this.#underWay = mayHaveActed;
        afterAttempt?.(mayHaveActed);
      },
    };
    // Without one it is that of the client, in the long spelling.
    const written = givenRegion === undefined ? options : { ...options, region: longRegion };
    this.#send = begin(withConduct(written, once ? { ...conduct, once } : conduct), this.#about);
  }

  /**
   * Sends a request. A refusal is that of API 3.0.
   *
   * @param beside - The result is not made of its answer.
   */
  async send(operation: OperationDescriptor, parameters: Parameters, beside = false): Promise<CallResult> {
    try {
      const result = await this.#send(operation, parameters);
      this.#totalRetryDelay = result.meta.totalRetryDelay;
      if (!beside || !this.#meta) this.#meta = result.meta;
      return result;
    } catch (error) {
      if (isQcvmError(error)) this.#totalRetryDelay = error.totalRetryDelay;
      throw error;
    }
  }

  /** Waits between two requests; rejects with the reason of the call's signal. */
  pause(milliseconds: number): Promise<void> {
    return withAbort(this.#runtime.sleep(milliseconds, this.signal), this.signal);
  }

  /** Whether the last request, which failed, was under way then. */
  get underWay(): boolean {
    return this.#underWay;
  }

  /** What errors say of the call so far. */
  get context(): ErrorContext {
    return { ...this.#about, attempts: this.#attempts, totalRetryDelay: this.#totalRetryDelay };
  }

  /** The outcome of the call, with all of its attempts. */
  result(output: Readonly<Record<string, unknown>>): CallResult {
    const meta = this.#meta ?? { status: 0, raw: undefined };
    return {
      output,
      meta: { ...meta, attempts: this.#attempts, totalRetryDelay: this.#totalRetryDelay },
    };
  }

  /** The failure of a request as that of the call. */
  failure(error: unknown, operation: OperationDescriptor): unknown {
    if (!(error instanceof ApiError)) return error;
    return carriedError(error, { table: this.table, operation, context: this.#about });
  }
}
