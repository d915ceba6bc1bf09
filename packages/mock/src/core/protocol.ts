import type { CompleteAnswer, IncomingCall } from './http/call.js';
import type { Fault } from './faults/rule.js';
import type { Failure, Invocation, Outcome } from './service.js';
import type { SignatureExplanation } from './signature-explanation.js';
import type { Soon } from './soon.js';

/** What a call says of itself, as sent, before anything of it was checked. */
export interface Reading {
  readonly action: string | undefined;
  readonly region: string | undefined;
  readonly secretId: string | undefined;
  /** Every parameter by its flat name, as text. Has no prototype: any name is safe. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What is kept of a call once it is answered. */
export type LoggedCall = Pick<
  IncomingCall,
  'adapter' | 'method' | 'scheme' | 'host' | 'path' | 'query' | 'body' | 'bytes'
> & {
  readonly remote: string | undefined;
  /** Where the protocol needs them to read the call again. */
  readonly headers?: IncomingCall['headers'] | undefined;
};

/** One delivery of a call; the network may make two of one. */
export interface Delivery {
  readonly call: IncomingCall;
  readonly reading: Reading;
  /** Its id in the request log. */
  readonly id: number;
  /** The emulated time of its arrival. Milliseconds since 1970, like the next one. */
  readonly now: number;
  /** The time that its Timestamp is judged by, a skew included. */
  readonly signatureNow: number;
  readonly partialFailure: Extract<Fault, { kind: 'partialFailure' }> | undefined;
}

/** Why a call is refused as a whole. It has changed nothing. */
export interface Refusal extends Failure {
  /** Which check refused it. */
  readonly by: string;
  /** The test that made the emulator did not expect such a call. */
  readonly unexpected?: true | undefined;
}

/** Why a check refuses a call. */
export type CheckRefusal = Omit<Refusal, 'by'>;

/** What became of a call at the checks. */
export interface Admission {
  /** The account that the key belongs to, once it is known. */
  readonly account: string | undefined;
  /** The parameters with their types, once they were found correct. */
  readonly input: Readonly<Record<string, unknown>> | undefined;
  readonly refusal: Refusal | undefined;
  /** Present when nothing refused it. */
  readonly invocation: Invocation | undefined;
  /** The id that its answer will have, in a protocol that gives one to every call. */
  readonly requestId?: string | undefined;
}

/** What an answer is written for, in addition to what it says. */
export interface AnsweredCall {
  readonly operation?: Invocation['operation'];
  /** The call as it was read; left out where none could be. */
  readonly reading?: Reading;
  /** See `Admission`. */
  readonly requestId?: string | undefined;
  /** As `signatureNow`. */
  readonly now: number;
}

/** How calls of one generation of the API are read, checked and answered. */
export interface Protocol {
  /** Whether a call is one of this protocol. */
  accepts(call: IncomingCall): boolean;
  /** Reads a call as far as it goes; never refuses. The same for a call that was kept. */
  read(call: LoggedCall | IncomingCall): Reading;
  /** What must be kept of a call's headers to read it again. */
  kept(call: IncomingCall): IncomingCall['headers'] | undefined;
  /** Checks a delivery in the order in which the service does. */
  admit(delivery: Delivery): Soon<Admission>;
  /** Hears that what it has admitted was carried out. */
  carriedOut?(admission: Admission): void;
  /** What the service makes of an outcome: the failure that stands for it, if it is one. */
  failureOf(outcome: Outcome): Failure | undefined;
  /** A code of either generation as this one writes it. */
  codeOf(code: number | string): number | string;
  /** Writes an outcome down. */
  answer(outcome: Outcome, call: AnsweredCall): CompleteAnswer;
  /** The word for a code; the code itself where it has none. */
  nameOf(code: number | string): string;
  /** Why the signature of a call is wrong, or that it is right. */
  explain(call: LoggedCall): Promise<SignatureExplanation>;
}
