import { CronExpressionParser } from 'cron-parser';
import { needArgument, needObjects } from '../model/arguments.js';
import type { Schedule } from './plan.js';

/** The next times of a schedule, in milliseconds since 1970; `undefined` if it cannot be read. */
export function nextTimes(
  schedule: Schedule,
  options: { readonly after: number; readonly count: number },
): readonly number[] | undefined {
  needObjects({ schedule, options });
  const { cron, timeZone } = schedule;
  const { after, count } = options;
  needArgument(Number.isFinite(after), {
    ...{ parameter: 'options.after', must: 'milliseconds since 1970', value: after },
  });
  needArgument(Number.isSafeInteger(count) && count >= 0, {
    ...{ parameter: 'options.count', must: 'a whole number of 0 or more', value: count },
  });
  try {
    const times = CronExpressionParser.parse(cron, { tz: timeZone, currentDate: new Date(after) });
    return Array.from({ length: count }, () => times.next().getTime());
  } catch {
    return undefined;
  }
}
