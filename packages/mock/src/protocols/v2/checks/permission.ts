import { mayCall } from '../../../accounts/permissions.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import { invocationOf } from '../invocation.js';
import type { Surroundings } from '../surroundings.js';

/** 4101: the key must be allowed to call the Action. */
export function actionPermission({ key, operation }: Exchange): CheckRefusal | undefined {
  if (!key || !operation || mayCall(key, operation.descriptor.action)) return undefined;
  return { code: 4101, message: `the key ${key.secretId} may not call ${operation.descriptor.action}` };
}

/** 4102: the key must be allowed to touch everything that a batch names; the message says what it may not. */
export function instancePermission(
  exchange: Exchange,
  { behaviour }: Surroundings,
): CheckRefusal | undefined {
  const { key, operation } = exchange;
  if (behaviour.unauthorizedInstance === 'instance' || !key || !operation?.forbidden) return undefined;
  if (!key.may?.instances && !key.mayNot?.instances) return undefined;
  const forbidden = operation.forbidden(invocationOf(exchange));
  if (forbidden.length === 0) return undefined;
  return { code: 4102, message: `the key ${key.secretId} may not touch ${forbidden.join(', ')}` };
}
