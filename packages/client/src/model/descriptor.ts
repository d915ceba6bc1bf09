/**
 * The contract between the generator and the runtime: everything that generated code says about the API,
 * as plain data. Generated files import types from here and nothing else; the runtime reads the data and
 * names no operation.
 */

import type { ExclusivePairs, ParameterTable, ResultFields } from './parameters/parameter-table.js';

export type * from './parameters/parameter-table.js';

/** What an error is about; decides the advice, and the class that the client throws. */
export type ErrorCategory =
  | 'parameter'
  | 'authentication'
  | 'authorization'
  | 'clock'
  | 'quota'
  | 'protocol'
  | 'resource'
  | 'purchase'
  | 'batch'
  | 'server';

/**
 * When the same call is worth sending again: `never`; `later` after a delay; `clock` with a new Nonce and a
 * clock corrected from the server's Date; `credentials` once, after the credentials were refreshed;
 * `resource` only for the resources that failed.
 */
export type RetryAdvice = 'never' | 'later' | 'clock' | 'credentials' | 'resource';

export interface ErrorDescriptor {
  readonly category: ErrorCategory;
  readonly retry: RetryAdvice;
  /** `unknown`: the service may have acted before it answered with this error. */
  readonly effect: 'none' | 'unknown';
  /** What to do next, one sentence. */
  readonly advice: string;
}
export type ErrorTable = Readonly<Record<string, ErrorDescriptor>>;

/** At most so many calls in any stretch of so many seconds, of one key at one endpoint. */
export interface Quota {
  readonly calls: number;
  readonly seconds: number;
  /** Counted for each Action, or for all Actions of the service together. */
  readonly per: 'action' | 'service';
}

/** The wire that a service speaks: API 2.0 (query string, HMAC) or API 3.0 (JSON, TC3). */
export type ProtocolName = 'v2' | 'v3';

/** One service of the API in one version: where it is, and what holds for all its operations. */
export interface ServiceDescriptor {
  /** `cvm`. */
  readonly name: string;
  /** `2.0`, or the date of a version of API 3.0. */
  readonly version: string;
  readonly protocol: ProtocolName;
  /** The first is the one that a client asks by default; `{region}` in one stands for any region. */
  readonly hosts: readonly string[];
  readonly path: string;
  /** The service in a TC3 credential scope. */
  readonly signingName?: string;
  /** An empty list has a form on the wire. Left out: a list must not be empty, as nothing would be sent of it. */
  readonly emptyLists?: true;
  /** What holds for every Action that says nothing else. */
  readonly quotas: readonly Quota[];
  /** Error codes that any operation of the service may answer with. One that ends with `*` stands for all that begin so. */
  readonly errors?: ErrorTable | undefined;
  /** Error codes that any service may answer with; those of the operation and of the service come before them. */
  readonly commonErrors: ErrorTable;
}

/**
 * How often a call may be sent. `read`: always safe to repeat. `token`: safe to repeat, as every attempt has the same
 * idempotency key. `idempotent`: repeating cannot do more than the first time, but may be answered differently. `once`:
 * repeating may act twice: of several resources, API 3.0 may have done some when it refuses a call because of one that is busy.
 */
export type Repeatability = 'read' | 'token' | 'idempotent' | 'once';

/** The call works on many resources. */
export interface BatchDescriptor {
  /** The parameter with the ids. */
  readonly ids: string;
  readonly maximum: number;
  /**
   * The result field with one `{ code, message, requestId }` for each id. Absent where a call is accepted or refused as a whole.
   */
  readonly results?: string;
}

/** A state of a resource: a number in API 2.0, a word in API 3.0. */
export type ResourceState = number | string;

/** What an operation does to the state of each resource that it accepts. */
export interface TransitionDescriptor {
  /** The states in which a resource is accepted. */
  readonly from: readonly ResourceState[];
  /** The state while the change is under way. */
  readonly via: ResourceState;
  /** The state in the end. */
  readonly to: ResourceState;
  /** Parameters that make the change happen where an ordinary one fails. */
  readonly force?: Readonly<Record<string, number | string>>;
}

/** Offset and limit paging. */
export interface PaginationDescriptor {
  readonly offset: string;
  readonly limit: string;
  readonly total: string;
  readonly items: string;
  /** The field that identifies an item: an item seen twice while the list changes is yielded once. */
  readonly id: string;
  readonly maxLimit: number;
}

/** Paging by a token that each page gives for the next one, and the last one does not. */
export interface TokenPaginationDescriptor {
  /** The parameter that takes it. */
  readonly token: string;
  /** The field of the output that gives it. */
  readonly nextToken: string;
  readonly limit: string;
  readonly items: string;
  /** As for `PaginationDescriptor`. */
  readonly id: string;
  readonly maxLimit: number;
}

/** All of an operation but the types of what it takes and gives: compilers have it once, not for each operation. */
interface OperationFacts {
  /** The `Action` parameter, as the vendor spells it. */
  readonly action: string;
  readonly service: ServiceDescriptor;
  readonly input: ParameterTable;
  /** Pairs of parameters that exclude each other. */
  readonly exclusive?: ExclusivePairs;
  /** What has to be checked or set right in an answer; absent where that is nothing. */
  readonly output?: ResultFields;
  /** Error codes in words of this operation, where it has its own. One that ends with `*` stands for all that begin so. */
  readonly errors?: ErrorTable;
  readonly repeatability: Repeatability;
  /** The parameter that makes a second call the first one again: with it, any call can be repeated. */
  readonly clientToken?: string;
  /** The parameter that makes a call a trial. */
  readonly dryRun?: string;
  /** Parameters are not in any table: only what has no form on the wire is refused. */
  readonly untyped?: true;
  /** In place of the service's own. */
  readonly quotas?: readonly Quota[];
  readonly batch?: BatchDescriptor;
  readonly pagination?: PaginationDescriptor;
  readonly tokenPagination?: TokenPaginationDescriptor;
  readonly transition?: TransitionDescriptor;
  /** What waits by calling it, for an API other than 2.0. A function, as they name the operation in turn. */
  readonly waiters?: () => readonly WaiterDescriptor<never, unknown, unknown>[];
}

export interface OperationDescriptor<Input = never, Output = unknown> extends OperationFacts {
  /** Types only; never present at run time. */
  readonly types?: { readonly input: (input: Input) => void; readonly output: Output };
}

/** A region, in both its spellings. */
export interface RegionDescriptor {
  /** `ap-guangzhou`. */
  readonly id: string;
  /** The old spelling: `gz`. */
  readonly short: string;
  /** For people: Guangzhou. */
  readonly name: string;
}

/** A service with its operations, by method name. */
export interface RegisteredService {
  readonly service: ServiceDescriptor;
  readonly operations: Readonly<Record<string, OperationDescriptor>>;
}

/** An operation whose result is a page of a list. */
export interface PaginatedOperation<Input, Output, Item> extends OperationDescriptor<Input, Output> {
  readonly pagination: PaginationDescriptor;
  /** Types only; never present at run time. */
  readonly itemType?: Item;
}

/** An operation whose result is a page of a list, with a token for the next one. */
export interface TokenPaginatedOperation<Input, Output, Item> extends OperationDescriptor<Input, Output> {
  readonly tokenPagination: TokenPaginationDescriptor;
  readonly pagination?: never;
  /** Types only; never present at run time. */
  readonly itemType?: Item;
}

/** An operation that works on many resources. */
export interface BatchOperation<Input, Output> extends OperationDescriptor<Input, Output> {
  readonly batch: BatchDescriptor;
}

/** An operation that changes the state of many resources. */
export interface ChangeOperation<Input, Output> extends BatchOperation<Input, Output> {
  readonly transition: TransitionDescriptor;
}

/** Waits until every named resource is in a wanted state, by calling a paginated operation. */
export interface WaiterDescriptor<Input, Output, Item> {
  readonly name: string;
  readonly operation: PaginatedOperation<Input, Output, Item>;
  /** The parameter that takes the ids, and the field of an item that holds its id (or one of its ids). */
  readonly ids: string;
  readonly itemIds: readonly string[];
  /** The field of an item that holds its state. */
  readonly state: string;
  /** The field of an item that tells when its state last changed (`YYYY-MM-DD hh:mm:ss`), and the offset of such times from UTC. */
  readonly changed?: { readonly field: string; readonly offset: string };
  readonly success: readonly ResourceState[];
  /** States from which the wanted one is never reached by waiting. */
  readonly failure: readonly ResourceState[];
  /** Seconds between two looks: starts at the minimum, grows to the maximum. */
  readonly minDelay: number;
  readonly maxDelay: number;
}

/** What a call did in addition to returning an output. */
export interface CallMeta {
  /** Id of the request or of its asynchronous task, where the service gave one. */
  readonly requestId?: string;
  /** Attempts made, the last one included. */
  readonly attempts: number;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay: number;
  /** The HTTP status of the last answer. */
  readonly status: number;
  /** The parsed body as the service sent it. */
  readonly raw: unknown;
}

export interface CallOptions {
  /** Aborts the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt; overrides the client's `timeout`. */
  readonly timeout?: number | undefined;
  /** Overrides the client's region for this call. */
  readonly region?: string | undefined;
}

type InputOf<Operation> = Operation extends OperationDescriptor<infer Input, unknown> ? Input : never;
type OutputOf<Operation> = Operation extends { readonly types?: { readonly output: infer Output } }
  ? Output
  : never;
type CallArguments<Input> =
  Record<never, never> extends Input
    ? [input?: Input, options?: CallOptions]
    : [input: Input, options?: CallOptions];

/** One operation as a method of a client. */
export interface OperationMethod<Operation> {
  /** Calls the operation. Throws only members of the `QcvmError` family, the abort signal's reason, or what a `limiter` of your own throws. */
  (...args: CallArguments<InputOf<Operation>>): Promise<OutputOf<Operation>>;
  /** The same call; resolves to the output together with what else is known of it. */
  withMeta(
    ...args: CallArguments<InputOf<Operation>>
  ): Promise<{ output: OutputOf<Operation>; meta: CallMeta }>;
  /** What the method calls. */
  readonly operation: Operation;
}
