import { mayCall } from '../../../accounts/permissions.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import { invocationOf } from '../invocation.js';
import { refusal } from '../refusal.js';

/** `UnauthorizedOperation`: the key must be allowed to call the Action. */
export function actionPermission({ key, operation }: Exchange): CheckRefusal | undefined {
  if (!key || !operation || mayCall(key, operation.descriptor.action)) return undefined;
  const { action } = operation.descriptor;
  return refusal(
    'UnauthorizedOperation',
    `the key ${key.secretId} may not call ${action}`,
    `密钥 ${key.secretId} 无权调用接口 ${action}`,
  );
}

/** `UnauthorizedOperation`: the key must be allowed to touch everything that a batch names. */
export function instancePermission(exchange: Exchange): CheckRefusal | undefined {
  const { key, operation } = exchange;
  if (!key || !operation?.forbidden || (!key.may?.instances && !key.mayNot?.instances)) return undefined;
  const forbidden = operation.forbidden(invocationOf(exchange));
  if (forbidden.length === 0) return undefined;
  const ids = forbidden.join(', ');
  return refusal(
    'UnauthorizedOperation',
    `the key ${key.secretId} may not touch ${ids}`,
    `密钥 ${key.secretId} 无权操作资源 ${ids}`,
  );
}
