import type { Quota } from '../model/descriptor.js';

/**
 * Milliseconds for which a call counts towards a quota. The service counts when a request arrives, a client when it leaves: a request
 * that is on the way longer than a later one must not squeeze both into one window. So the window has a margin, a share of it.
 */
export const quotaWindow = ({ seconds }: Pick<Quota, 'seconds'>): number =>
  seconds * 1000 + Math.max(50, seconds * 25);
