import { CronExpressionParser } from 'cron-parser';
import type { Schedule } from './plan.js';

/** The next times of a schedule, in milliseconds since 1970; `undefined` if it cannot be read. */
export function nextTimes(
  { cron, timeZone }: Schedule,
  { after, count }: { readonly after: number; readonly count: number },
): readonly number[] | undefined {
  try {
    const times = CronExpressionParser.parse(cron, { tz: timeZone, currentDate: new Date(after) });
    return Array.from({ length: count }, () => times.next().getTime());
  } catch {
    return undefined;
  }
}
