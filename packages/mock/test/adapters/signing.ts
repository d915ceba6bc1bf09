import { createHmac } from 'node:crypto';
import type { Emulator } from '../../src/emulator/emulator.js';

let nonce = 0;

export interface SignedCall {
  readonly method?: 'GET' | 'POST';
  readonly host?: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly secretKey?: string;
  /** Makes a classic mistake: values are encoded before they are signed. */
  readonly encodedTooEarly?: true;
}

/** A signed parameter text, made by hand: the adapters are not to be tested with the code that they share with the client. */
export function signedForm(
  emulator: Emulator,
  {
    method = 'POST',
    host = 'cvm.api.qcloud.com',
    parameters = {},
    secretKey,
    encodedTooEarly,
  }: SignedCall = {},
): string {
  nonce += 1;
  const all: Record<string, string> = {
    Action: 'DescribeInstances',
    Region: 'ap-guangzhou',
    Timestamp: String(Math.floor(emulator.clock.now() / 1000)),
    Nonce: String(nonce),
    SecretId: emulator.credentials.secretId,
    SignatureMethod: 'HmacSHA256',
  };
  for (const [name, value] of Object.entries(parameters)) all[name] = String(value);
  const joined = Object.keys(all)
    .sort()
    .map((name) => `${name}=${encodedTooEarly ? encodeURIComponent(all[name] ?? '') : all[name]}`)
    .join('&');
  const signature = createHmac('sha256', secretKey ?? emulator.credentials.secretKey)
    .update(`${method}${host}/v2/index.php?${joined}`)
    .digest('base64');
  return new URLSearchParams({ ...all, Signature: signature }).toString();
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
