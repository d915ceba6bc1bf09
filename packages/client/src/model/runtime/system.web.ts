/** One stream of events that a debugger or a tracer may listen to. */
export interface DiagnosticsChannel {
  readonly hasSubscribers: boolean;
  publish(event: unknown): void;
}

/** The web has no such channels. */
export const diagnosticsChannel = (_name: string): DiagnosticsChannel => ({
  hasSubscribers: false,
  publish: () => undefined,
});

/** Fills the array with cryptographically random words. */
export const fillRandom = (words: Uint32Array<ArrayBuffer>): void => void crypto.getRandomValues(words);
