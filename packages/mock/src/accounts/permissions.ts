import type { Key } from './account.js';

/** Whether a key may call an Action. `mayNot` wins. */
export function mayCall({ may, mayNot }: Key, action: string): boolean {
  if (mayNot?.actions?.includes(action)) return false;
  return may?.actions === undefined || may.actions.includes(action);
}

/** Whether a key may touch an instance. `mayNot` wins. */
export function mayTouch({ may, mayNot }: Key, unInstanceId: string): boolean {
  if (mayNot?.instances?.includes(unInstanceId)) return false;
  return may?.instances === undefined || may.instances.includes(unInstanceId);
}
