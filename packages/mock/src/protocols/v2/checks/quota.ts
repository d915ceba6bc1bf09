import type { Exchange, Refusal } from '../exchange.js';
import type { World } from '../../../emulator/world.js';

/** 4400: not too many calls a minute, for one Action and in all. Source: https://cloud.tencent.com/doc/api/229/568 */
export function quota(exchange: Exchange, world: World): Refusal | undefined {
  const { account, form } = exchange;
  const own = account?.quota;
  if (!account || own === false || (own === undefined && world.quotaOptions === false)) return undefined;
  const limits = { perMinute: Infinity, perMinuteEachAction: Infinity, ...world.quotaOptions, ...own };
  const action = form.parameters['Action'] ?? '';
  const exceeded = world.quota.take({
    account: account.id,
    // Texts that name no operation share one count, so that nobody can fill the memory with inventions.
    action: world.operations.has(action) ? action : 'unknown',
    now: world.clock.now(),
    quota: limits,
  });
  if (!exceeded) return undefined;
  return {
    code: 4400,
    message: `more than ${exceeded.limit} calls in 60 s${exceeded.action === undefined ? '' : ` of ${exceeded.action}`}: the next one is accepted in ${exceeded.milliseconds} ms`,
  };
}
