import type { Runtime } from '../../model/runtime/runtime.js';

/** What the service takes for the time: the local clock, corrected by what the service said it was. */
export interface ServiceClock {
  /** The Timestamp (seconds since 1970) for a moment of the local clock (milliseconds). */
  timestamp(local: number): number;
  /** Learns from the Date of an answer that arrived now. True if that changed the clock. */
  learn(date: string | undefined): boolean;
}

/** A Date is whole seconds and some milliseconds old: less than this is no difference. */
const tolerance = 2_000;

/** The Timestamp is an unsigned integer of the service, at most 2^32 − 1 seconds: a Date that cannot be one is not believed. */
const latest = 4_294_967_295_000;

/**
 * Whether a Timestamp can have been refused because of the clock it came from: the shortest documented window is five minutes,
 * and what is a minute away by the Date of the answer was not on the way for so long.
 */
export const isFar = (timestamp: number, date: string | undefined): boolean =>
  Math.abs(Date.parse(date ?? '') - timestamp * 1000) > 60_000;

/**
 * A clock per client: a correction is kept for later calls. The service refuses a Timestamp that is hours (older pages)
 * or minutes (newer pages) away from its own clock with code 4200 or 4500; its answer's Date header says what time it is
 * there. See https://cloud.tencent.com/document/product/213/6982.
 */
export function createServiceClock(runtime: Pick<Runtime, 'now'>): ServiceClock {
  let offset = 0;
  return {
    timestamp: (local) => Math.max(1, Math.floor((local + offset) / 1000)),
    learn(date) {
      const service = Date.parse(date ?? '');
      const learned = service - runtime.now();
      if (!(service >= 0 && service <= latest) || Math.abs(learned - offset) < tolerance) return false;
      offset = learned;
      return true;
    },
  };
}
