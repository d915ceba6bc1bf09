/**
 * The one file of this package that touches the machine's time and network. Everything else takes it from here, late, so
 * that a test needs neither fake timers nor patching.
 */
export interface Runtime {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted before. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** `setTimeout` fires at once for anything longer. */
const longestTimeout = 2_147_483_647;

export const machineRuntime: Runtime = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as unknown);
        return;
      }
      const wake = (): void => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(milliseconds, longestTimeout));
      const cancel = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as unknown);
      };
      signal?.addEventListener('abort', cancel, { once: true });
    }),
};

/** The platform's own `fetch`, looked up at every call. */
export const machineFetch = (request: Request): Promise<Response> => fetch(request);

/** Gives everything that can run now a chance to run. */
export const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));
