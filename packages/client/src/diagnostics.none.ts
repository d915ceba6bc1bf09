/** One stream of events that a debugger or a tracer may listen to. */
export interface DiagnosticsChannel {
  readonly hasSubscribers: boolean;
  publish(event: unknown): void;
}

/** Where the runtime has no such thing: nobody listens. */
export const diagnosticsChannel = (_name: string): DiagnosticsChannel => ({
  hasSubscribers: false,
  publish: () => undefined,
});
