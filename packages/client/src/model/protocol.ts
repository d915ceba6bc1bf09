import type { ErrorDescriptor, OperationDescriptor, ProtocolName } from './descriptor.js';
import type { ErrorContext, QcvmError, ResourceResult } from './errors/errors.js';
import type { Rule, Rules } from './option-rules.js';
import type { Parameters } from './parameters/parameters.js';
import type { Redact } from './errors/redact.js';
import type { TransportRequest } from './transport.js';

/** Where requests go, taken apart once. */
export interface Endpoint {
  /** `https://cvm.api.qcloud.com` */
  readonly origin: string;
  /** The Host of the request, in lower case, with its port if that is not the scheme's own. */
  readonly host: string;
  /** `/v2/index.php` */
  readonly path: string;
}

/** What signing needs of the credentials. */
export interface SigningCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  /** Only with temporary credentials. */
  readonly token?: string | undefined;
}

/** What one attempt asks of a protocol. What belongs to the call and not to the attempt is among the parameters already. */
export interface AttemptRequest {
  readonly operation: OperationDescriptor;
  readonly parameters: Parameters;
  readonly region: string | undefined;
  readonly endpoint: Endpoint;
  readonly credentials: SigningCredentials;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** A positive integer that was not given before, for a protocol that needs one. */
  readonly nonce: () => number;
}

/** A request ready for a transport. */
export interface ProtocolRequest extends Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body'> {
  /** What no message may show of it, in addition to the key: a Signature, an Authorization. */
  readonly secrets: readonly string[];
}

/** An answer, as the transport gave it. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What reading an answer needs to know of its call. */
export interface AnsweredCall {
  readonly operation: OperationDescriptor;
  /** What it was asked with. */
  readonly parameters: Parameters;
  /** The ids that a batch call is about. */
  readonly resourceIds: readonly string[] | undefined;
  /** Applied to every text of the service that ends up in an error. */
  readonly redact: Redact;
}

/** What every failure that the service reports says of itself. */
interface Reported {
  /** A number in API 2.0, a dotted word in API 3.0. */
  readonly code: number | string;
  /** API 2.0: the code in words. */
  readonly codeDesc?: string | undefined;
  readonly serviceMessage: string;
  /** Id of the request or of its task, where the service gave one. */
  readonly requestId?: string | undefined;
  /** The parsed body as the service sent it. */
  readonly raw: unknown;
}

/** The service refused the call as a whole. */
export interface RefusedOutcome extends Reported {
  readonly kind: 'api';
  /** API 2.0: the number in parentheses at the start of some messages. */
  readonly moduleCode?: string | undefined;
  /** What the tables say of the code. */
  readonly descriptor: ErrorDescriptor;
  /** Those of the requested ids that the service's message names, if it names any. */
  readonly namedIds?: readonly string[] | undefined;
}

/** The service reported on every resource, and not all succeeded. Each requested id is in one of the first three lists. */
export interface BatchOutcome extends Reported {
  readonly kind: 'batch';
  readonly succeeded: readonly ResourceResult[];
  readonly failed: readonly ResourceResult[];
  readonly unreported: readonly string[];
  readonly unexpected: readonly string[];
  readonly contradictions: readonly string[];
  /** Made by the protocol: one that reports on no resource by itself brings no class for it. */
  readonly toError: (context: ErrorContext) => QcvmError;
}

/** What an answer means. The life of a call turns all but `output` into errors. */
export type Outcome =
  | {
      readonly kind: 'output';
      readonly output: Readonly<Record<string, unknown>>;
      readonly requestId?: string | undefined;
      readonly raw: unknown;
    }
  | RefusedOutcome
  | BatchOutcome
  | {
      readonly kind: 'malformed';
      /** A clause: what is wrong with the answer. */
      readonly reason: string;
      /** At most 200 printable characters of the body, without secrets. */
      readonly excerpt: string;
    };

/** How one request is made and one answer read. Pure: no network, no clock, no environment. */
export interface Protocol {
  /** Makes the request for one attempt. Called anew for each of them. */
  request(attempt: AttemptRequest): ProtocolRequest | Promise<ProtocolRequest>;
  /** Reads an answer, regardless of what it is. Never throws. */
  outcome(answer: Answer, call: AnsweredCall): Outcome;
  /** The options of one call. */
  readonly callRules: Rules;
}

/** A protocol, and the options of a client that belong to it. An entry point binds one to its clients. */
export interface ProtocolDefinition<Options extends object = object> {
  readonly name: ProtocolName;
  /** Names of its options, each with its rule. */
  readonly options: { readonly [Name in keyof Options]-?: Rule } & {
    /** In place of the rule that holds for every API. */
    readonly region?: Rule;
    /** Of an API whose calls another one can carry. */
    readonly api?: Rule;
  };
  create(options: Options): Protocol;
}
