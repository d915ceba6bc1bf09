import type { CheckRefusal } from '../../../core/protocol.js';
import type { CheckedCallV2, Surroundings } from '../checked-call.js';

/** 4400: not too many calls, for one Action and in all. Source: https://cloud.tencent.com/doc/api/229/568 */
export function quota(checked: CheckedCallV2, surroundings: Surroundings): CheckRefusal | undefined {
  const { holder, form, service, delivery } = checked;
  const quotas =
    holder?.quota ??
    surroundings.quotas ??
    service?.operations.get(form.action ?? '')?.descriptor.quotas ??
    service?.descriptor.quotas;
  if (!holder || !quotas) return undefined;
  const action = form.action ?? '';
  const exceeded = surroundings.quota.take({
    account: holder.id,
    service: service?.descriptor.name ?? '',
    // Texts that name no operation share one count, so that inventions cannot fill the memory.
    action: service?.operations.has(action) ? action : 'unknown',
    now: delivery.now,
    quotas,
  });
  if (!exceeded) return undefined;
  const { calls, seconds, per } = exceeded.quota;
  return {
    code: 4400,
    message: `more than ${calls} calls in ${seconds} s${per === 'action' ? ` of ${service?.operations.has(action) ? action : 'unknown'}` : ''}: the next one is accepted in ${exceeded.milliseconds} ms`,
  };
}
