import type { Begin, CallResult, Send } from '../core/call/call.js';
import { conductOf, withConduct } from '../core/call/conduct.js';
import type { CallMeta, CallOptions, OperationDescriptor } from '../model/descriptor.js';
import { ApiError, isQcvmError, type ErrorContext } from '../model/errors/errors.js';
import { own } from '../model/own.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { carriedError } from './codes.js';
import type { SuccessionTable } from './table.js';

/** What is new with each call of API 2.0. */
export interface CarriedOptions {
  readonly begin: Begin;
  readonly table: SuccessionTable;
  /** The operation of API 2.0, and its input, checked. */
  readonly given: OperationDescriptor;
  readonly input: Parameters;
  readonly options: CallOptions;
  /** As it was written, and in the long spelling. */
  readonly region: string;
  readonly longRegion: string;
}

/** One call of API 2.0 on its way over API 3.0: its requests share attempts, retries, deadline, and what errors say. */
export class CarriedCall {
  readonly table: SuccessionTable;
  readonly given: OperationDescriptor;
  readonly input: Parameters;
  readonly region: string;
  readonly longRegion: string;
  readonly signal: AbortSignal | undefined;
  readonly #send: Send;
  readonly #about: ErrorContext;
  #meta: CallMeta = { attempts: 0, totalRetryDelay: 0, status: 0, raw: undefined };
  #underWay = false;

  constructor({ begin, table, given, input, options, region, longRegion }: CarriedOptions) {
    this.table = table;
    this.given = given;
    this.input = input;
    this.region = region;
    this.longRegion = longRegion;
    this.signal = own(options).signal;
    const resourceIds = given.batch && (input[given.batch.ids] as readonly string[]);
    this.#about = { action: given.action, region, resourceIds };
    const { beforeAttempt, afterAttempt, once } = conductOf(options);
    const conducted = withConduct(
      { ...options, region: longRegion },
      {
        ...(once && { once }),
        beforeAttempt: () => {
          beforeAttempt?.();
          this.#meta = { ...this.#meta, attempts: this.#meta.attempts + 1 };
          this.#underWay = true;
        },
        afterAttempt: () => {
          this.#underWay = false;
          afterAttempt?.();
        },
      },
    );
    this.#send = begin(conducted, this.#about);
  }

  /** Sends a request. A refusal is that of API 3.0. */
  async send(operation: OperationDescriptor, parameters: Parameters): Promise<CallResult> {
    try {
      const result = await this.#send(operation, parameters);
      this.#meta = result.meta;
      return result;
    } catch (error) {
      const { totalRetryDelay } = isQcvmError(error) ? error : this.#meta;
      this.#meta = { ...this.#meta, totalRetryDelay };
      throw error;
    }
  }

  /** Whether the last request, which failed, was under way then. */
  get underWay(): boolean {
    return this.#underWay;
  }

  /** What errors say of the call so far. */
  get context(): ErrorContext {
    const { attempts, totalRetryDelay } = this.#meta;
    return { ...this.#about, attempts, totalRetryDelay };
  }

  /** What the call came to: `meta` is of its last answer, and of all of its attempts. */
  result(output: Readonly<Record<string, unknown>>): CallResult {
    return { output, meta: this.#meta };
  }

  /** The failure of a request as that of the call. */
  failure(error: unknown, operation: OperationDescriptor): unknown {
    if (!(error instanceof ApiError)) return error;
    return carriedError(error, { table: this.table, operation, context: this.#about });
  }
}
