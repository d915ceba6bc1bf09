import { isVendorHost, withoutPort } from '../../../core/http/hosts.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { CheckedCallV3, Surroundings } from '../checked-call.js';
import { refusal } from '../../checks.js';

/** `RequestLimitExceeded`: not too many calls of one key, at one endpoint, for one Action. */
export function quota(checked: CheckedCallV3, surroundings: Surroundings): CheckRefusal | undefined {
  const { holder, key, operation, call, delivery } = checked;
  if (!holder || !key || !operation) return undefined;
  const { action, service, quotas: own } = operation.descriptor;
  const quotas = holder.quota ?? surroundings.quotas ?? own ?? service.quotas;
  if (!quotas) return undefined;
  const exceeded = surroundings.quota.take({
    account: `${endpointOf(call.host)} ${key.secretId}`,
    service: `${service.name} ${service.version}`,
    action,
    now: delivery.now,
    quotas,
  });
  if (!exceeded) return undefined;
  const { calls, seconds } = exceeded.quota;
  return refusal(
    'RequestLimitExceeded',
    `more than ${calls} calls in ${seconds} s of ${action} with ${key.secretId}: the next one is accepted in ${exceeded.milliseconds} ms`,
    `请求的次数超过了频率限制：接口 ${action} 在 ${seconds} 秒内最多调用 ${calls} 次`,
  );
}

/** Where a call came in: hosts of one's own are all one place. */
const endpointOf = (host: string): string =>
  isVendorHost(host) ? withoutPort(host).toLowerCase() : 'elsewhere';
