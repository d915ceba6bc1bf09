import { onAbort, type Abortable } from '../../model/runtime/abort.js';
import { TransportFailure } from '../../model/transport.js';

/** A bound on how many do something at a time; the others wait, first come, first served. */
export interface Slots {
  /**
   * Takes a slot; `undefined` if there is one now.
   *
   * @throws TransportFailure, if the request is aborted before there is a slot.
   */
  take(request: Abortable): Promise<void> | undefined;
  /** Gives a slot back. */
  release(): void;
}

export function createSlots(limit: number): Slots {
  let free = limit;
  const waiting = new Set<() => void>();
  return {
    take(request) {
      if (free > 0) {
        free--;
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const proceed = (): void => {
          waiting.delete(proceed);
          stopWaiting();
          resolve();
        };
        waiting.add(proceed);
        const stopWaiting = onAbort(request, (cause) => {
          waiting.delete(proceed);
          reject(new TransportFailure('aborted before it was sent', { phase: 'unsent', cause }));
        });
      });
    },
    release() {
      const [next] = waiting;
      if (next) next();
      else free++;
    },
  };
}
