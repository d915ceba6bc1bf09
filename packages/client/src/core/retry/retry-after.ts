import type { TransportResponse } from '../../model/transport.js';

/** Statuses with which a server says that it is too busy, and with `Retry-After` for how long. */
const busy: readonly number[] = [429, 503];

/** Seconds; of a header that came twice, the first. */
const seconds = /^\s*(\d+)\s*(?:,|$)/;

/** All three forms of an HTTP date start with a day of the week. Anything else `Date.parse` would guess at. */
const date = /^\s*(mon|tue|wed|thu|fri|sat|sun)/i;

/**
 * Milliseconds that a busy server asks to wait, by its own clock, if its answer has a delay.
 *
 * @param now - Milliseconds since 1970: used if the answer has no Date.
 */
export function retryAfterOf(
  { status, headers }: Pick<TransportResponse, 'status' | 'headers'>,
  now: number,
): number | undefined {
  const asked = headers['retry-after'];
  if (asked === undefined || !busy.includes(status)) return undefined;
  const count = seconds.exec(asked)?.[1];
  if (count !== undefined) return Number(count) * 1000;
  const until = date.test(asked) ? Date.parse(asked) : Number.NaN;
  const there = Date.parse(headers['date'] ?? '');
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(there) ? now : there));
}
