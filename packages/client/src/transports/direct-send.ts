import type { Transport, TransportRequest, TransportResponse } from '../model/transport.js';

/** Takes the one callback that stops a request, and calls it at most once: at once, if it is too late already. */
export type OnAbort = (stop: (reason: unknown) => void) => void;

/**
 * Sends a request and is stopped by a callback instead of a signal: on Node an AbortSignal costs more than signing the
 * request does, and hardly any is ever aborted.
 */
export type DirectSend = (
  request: Omit<TransportRequest, 'signal'>,
  onAbort: OnAbort,
) => Promise<TransportResponse>;

const directSends = new WeakMap<Transport, DirectSend>();

/** A transport that can also be used directly: this very object, so that nothing is passed by that wraps it. */
export function directTransport(send: DirectSend): Transport {
  const transport: Transport = {
    async send({ signal, ...request }) {
      let onAbort = (): void => undefined;
      try {
        return await send(request, (stop) => {
          onAbort = () => stop(signal.reason);
          if (signal.aborted) onAbort();
          else signal.addEventListener('abort', onAbort, { once: true });
        });
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
  directSends.set(transport, send);
  return transport;
}

/** The direct way of a transport, or the same by means of a signal. */
export const directSendOf = (transport: Transport): DirectSend =>
  directSends.get(transport) ??
  ((request, onAbort) => {
    const controller = new AbortController();
    onAbort((reason) => controller.abort(reason));
    return transport.send({ ...request, signal: controller.signal });
  });
