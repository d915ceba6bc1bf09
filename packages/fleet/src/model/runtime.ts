/** Time, chance and environment, as everything here takes them. Tests replace it. */
export interface FleetRuntime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that no correction moves. */
  elapsed(): number;
  /** Waits; rejects at once with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A text that was not given before. */
  unique(): string;
  /** An environment variable. */
  environment(name: string): string | undefined;
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as unknown);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as unknown);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** The process's own. */
export const systemRuntime: FleetRuntime = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep,
  unique: () => crypto.randomUUID(),
  environment: (name) => process.env[name],
};
