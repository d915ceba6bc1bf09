/** One HTTP request, ready to be sent. The URL and the body contain a signature: never log them. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The form body of a POST. */
  readonly body?: string | undefined;
  /** Aborted on the caller's signal and at the attempt's timeout; a transport must stop promptly. */
  readonly signal: AbortSignal;
  /** A longer body must be refused, not buffered. */
  readonly maxResponseBytes: number;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request and gives the whole answer. It rejects with a `TransportFailure` where it knows how far
 * the request got, with anything else where it does not.
 */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
}

/** How far a failed exchange got: `unsent` means that the service cannot have seen the request. */
export type TransportPhase = 'unsent' | 'sent' | 'response';

/** A transport's own account of a failed exchange. The client turns it into a `TransportError`. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly phase: TransportPhase;
  /** The same request would fail again in the same way: it is not tried again. */
  readonly permanent: boolean;
  constructor(
    message: string,
    options: {
      readonly phase: TransportPhase;
      readonly cause?: unknown;
      readonly permanent?: boolean | undefined;
    },
  ) {
    const { phase, cause, permanent = false } = options;
    super(message, cause === undefined ? undefined : { cause });
    this.phase = phase;
    this.permanent = permanent;
  }
}
