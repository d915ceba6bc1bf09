/**
 * What every adapter (in-process transport, fetch, MSW, HTTP server) hands to the engine and gets back. Neither
 * side knows anything of sockets, `Request` objects or Node.
 */

/** How a request came in. The in-process adapters can throw at the caller; the server cannot. */
export type Adapter = 'transport' | 'fetch' | 'msw' | 'server';

/** One HTTP request, as it arrived. */
export interface IncomingCall {
  readonly adapter: Adapter;
  /** As sent; the service knows GET and POST. */
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host that the request went to, with its port if it has one: `cvm.api.qcloud.com`, `127.0.0.1:8787`. */
  readonly host: string;
  /** Starts with `/`, without the query. */
  readonly path: string;
  /** The text after `?`, still encoded; empty when there is none. */
  readonly query: string;
  /** The body as UTF-8 text; empty when there is none. */
  readonly body: string;
  /** The body as it was sent, where it may be no text. */
  readonly bytes?: Uint8Array | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The connection ends on this machine, so plain HTTP gives nothing away. */
  readonly loopback: boolean;
  /** Who asked, for the request log: `127.0.0.1:51234`. */
  readonly remote?: string;
  /** Aborted when the caller no longer waits for the answer. */
  readonly signal?: AbortSignal;
  /** Calls back once the caller no longer waits, as `signal` says; a signal costs more than all else of a call. */
  readonly onLeave?: (callback: () => void) => void;
  /** Whether the caller has closed its side of the connection, or all of it: the connection does not say which. It may not read an answer. */
  readonly isClosed?: boolean;
  /** Calls back once it turns out that the answer was perhaps not read: the connection broke before another request came on it. */
  readonly onUnread?: (callback: () => void) => void;
}

/** A whole answer. */
export interface CompleteAnswer {
  readonly kind: 'complete';
  readonly status: number;
  /** Names in lower case. `content-length` is the adapter's business. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The head of an answer and only a part of its body; then the connection ends. */
export interface CutAnswer {
  readonly kind: 'cut';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The part that is sent. */
  readonly body: string;
  /** The length in bytes that the head announces. */
  readonly announcedLength: number;
}

/** No answer: the connection ends. `reached`: whether the request reached the service. */
export interface DroppedAnswer {
  readonly kind: 'dropped';
  readonly reached: boolean;
  readonly reason: string;
}

/** What an adapter must do with a request. */
export type OutgoingAnswer = CompleteAnswer | CutAnswer | DroppedAnswer;
