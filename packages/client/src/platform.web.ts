import type { Transport } from './model/transport.js';

// What differs between platforms comes in by the one import `#platform`: here for browsers and workers, and for every runtime
// that has no more than the web's own interfaces.
export { hmac } from './protocols/query/hmac.web.js';
export { hmacSha256, sha256 } from './protocols/v3/digest.web.js';

/** One stream of events that a debugger or a tracer may listen to. */
export interface DiagnosticsChannel {
  readonly hasSubscribers: boolean;
  publish(event: unknown): void;
}

/** There is no such thing on the web: nobody listens. */
export const diagnosticsChannel = (_name: string): DiagnosticsChannel => ({
  hasSubscribers: false,
  publish: () => undefined,
});

/** Fills the array with cryptographically random words. */
export const fillRandom = (words: Uint32Array<ArrayBuffer>): void => void crypto.getRandomValues(words);

/** The platform's own transport, where it has a better one than `fetch`. */
export const createOwnTransport: (() => Transport) | undefined = undefined;
