import { mayCall, mayTouch } from '../../../accounts/permissions.js';
import type { Exchange, Refusal } from '../exchange.js';
import { batchIds, findOwn } from '../../../services/cvm/resources.js';
import type { World } from '../../../emulator/world.js';

/** 4101: the key must be allowed to call the Action. */
export function actionPermission({ key, operation }: Exchange): Refusal | undefined {
  if (!key || !operation || mayCall(key, operation.descriptor.action)) return undefined;
  return { code: 4101, message: `the key ${key.secretId} may not call ${operation.descriptor.action}` };
}

/** 4102: the key must be allowed to touch every instance that a batch names; the message says which it may not. */
export function instancePermission(exchange: Exchange, world: World): Refusal | undefined {
  if (world.behaviour.unauthorizedInstance === 'instance') return undefined;
  const { key } = exchange;
  if (!key || (!key.may?.instances && !key.mayNot?.instances)) return undefined;
  const forbidden = batchIds(exchange).filter((id) => {
    const record = findOwn(id, { exchange, world });
    return record && !mayTouch(key, record.unInstanceId);
  });
  if (forbidden.length === 0) return undefined;
  return { code: 4102, message: `the key ${key.secretId} may not touch ${forbidden.join(', ')}` };
}
