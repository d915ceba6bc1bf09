import { diagnosticsChannel } from '#platform/model/runtime/system';

/** What all events of an attempt say. Nothing else of a request is published: it contains a signature. */
export interface AttemptEvent {
  /** Number of the call within this client, the same for all its attempts. */
  readonly call: number;
  readonly action: string;
  readonly region: string;
  /** 1 for the first. */
  readonly attempt: number;
}

export interface RequestEvent extends AttemptEvent {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  /** How many ids a batch call is about. */
  readonly ids?: number | undefined;
}

/** An attempt is over, with or without an answer. */
export interface ResponseEvent extends RequestEvent {
  /** Milliseconds from sending to the whole answer. */
  readonly duration: number;
  /** The HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** The code of the answer: 0 is success, any other number or a word a failure. */
  readonly code?: number | string | undefined;
  readonly requestId?: string | undefined;
  /** What went wrong: `code 4400`, `timeout (sent)`. */
  readonly failure?: string | undefined;
}

/** There will be another attempt. */
export interface RetryEvent extends AttemptEvent {
  /** Milliseconds until it. */
  readonly delay: number;
  /** Why: `code 4400`, `transport (unsent)`. */
  readonly failure: string;
}

/** Called as a call goes on. What a hook throws does not reach the call. */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void | Promise<void>) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
}

type EventOf<Name extends keyof Hooks> =
  NonNullable<Hooks[Name]> extends (event: infer Event) => unknown ? Event : never;

/** Tells hooks and diagnostics channels what happens. The event is made only for a listener. */
export type Tell = <Name extends keyof Hooks>(name: Name, make: () => EventOf<Name>) => void;

export function createTell(hooks: Hooks): Tell {
  const channels = {
    onRequest: diagnosticsChannel('qcvm:request'),
    onResponse: diagnosticsChannel('qcvm:response'),
    onRetry: diagnosticsChannel('qcvm:retry'),
    hookError: diagnosticsChannel('qcvm:hook-error'),
  };
  return (name, make) => {
    const channel = channels[name];
    const hook = hooks[name] as ((event: object) => unknown) | undefined;
    if (!hook && !channel.hasSubscribers) return;
    const event = Object.freeze(make());
    channel.publish(event);
    // An async function is a hook as well: its rejection must be handled.
    const run = async (): Promise<unknown> => hook?.(event);
    run().catch((error: unknown) => channels.hookError.publish({ hook: name, error }));
  };
}
