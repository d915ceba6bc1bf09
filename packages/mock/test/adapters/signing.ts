import type { Emulator } from '../../src/emulator/emulator.js';
import { request } from '../engine/support.js';

export interface SignedCall {
  readonly method?: 'GET' | 'POST';
  readonly host?: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly secretKey?: string;
}

/** A signed parameter text, made by hand: the adapters are not to be tested with the code that they share with the client. */
export function signedForm(
  emulator: Emulator,
  { method = 'POST', parameters = {}, ...call }: SignedCall = {},
): string {
  const texts = Object.entries(parameters).map(([name, value]) => [name, String(value)] as const);
  const { query, body } = request(emulator, { ...call, method, change: Object.fromEntries(texts) });
  return query || body;
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
