import { abortable, onAbort } from '../../model/runtime/abort.js';
import { isObject } from '../../model/option-rules.js';
import { member, own } from '../../model/own.js';
import type { Runtime } from '../../model/runtime/runtime.js';
import type {
  Transport,
  TransportFailure,
  TransportPhase,
  TransportRequest,
  TransportResponse,
} from '../../model/transport.js';

/** How one request ended. The caller's abort is none of these: it rejects. */
export type RequestOutcome =
  | { readonly kind: 'response'; readonly response: TransportResponse }
  | {
      readonly kind: 'transport';
      readonly phase: TransportPhase;
      readonly reason: string;
      readonly cause?: unknown;
      /** The same request would fail again in the same way. */
      readonly permanent?: boolean | undefined;
    }
  | { readonly kind: 'timeout'; readonly phase: TransportPhase; readonly timeout: number };

export interface ExchangeOptions {
  readonly transport: Transport;
  readonly request: Omit<TransportRequest, 'signal'>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly runtime: Pick<Runtime, 'timer'>;
}

const isResponse = (value: unknown): value is TransportResponse => {
  const { status, body, headers } = Object(value) as Partial<TransportResponse>;
  return Number.isInteger(status) && typeof body === 'string' && isObject(headers);
};

const phases: readonly unknown[] = ['unsent', 'sent', 'response'] satisfies TransportPhase[];

/**
 * Sends one request through a transport that may do anything: throw, answer nonsense, or never come back. Rejects with the
 * caller's reason at once when its signal aborts, resolves in every other case, and leaves no timer and no listener.
 */
export function exchange({
  transport,
  request,
  timeout,
  signal,
  runtime,
}: ExchangeOptions): Promise<RequestOutcome> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as unknown);
    // One for each attempt: the caller's signal gets no listener from a transport.
    const sent = abortable(request);
    let timedOut = false;
    const settle = (exchanged: RequestOutcome): void => {
      cancel();
      stopWaiting();
      resolve(exchanged);
    };
    const fail = (
      reason: string,
      { phase = 'sent', cause, permanent }: Partial<TransportFailure> = own({}),
    ): void =>
      settle(
        timedOut
          ? { kind: 'timeout', phase, timeout }
          : { kind: 'transport', phase, reason, cause, permanent: permanent || undefined },
      );
    const stopWaiting = onAbort(signal, (reason) => {
      cancel();
      reject(reason);
      sent.abort(reason);
    });
    let cancel = runtime.timer(timeout, () => {
      timedOut = true;
      sent.abort(new DOMException(`No answer within ${timeout} ms`, 'TimeoutError'));
      // A transport that knows how far it got says so as soon as it is aborted: it has a turn of the event loop for it. Of
      // one that stays silent nothing is known, and "sent" promises nothing.
      cancel = runtime.timer(0, () => fail(''));
    });
    // An async function, as a transport may throw at once.
    const send = async (): Promise<TransportResponse> => transport.send(sent.fields);
    send().then(
      (response) =>
        isResponse(response)
          ? settle({ kind: 'response', response })
          : fail('the transport returned no usable response'),
      (error: unknown) =>
        // By its shape: a caller's transport may come with a copy of this package of its own.
        error instanceof Error && phases.includes(member(error, 'phase'))
          ? fail(error.message, error as TransportFailure)
          : fail('the transport failed', own({ cause: error })),
    );
  });
}
