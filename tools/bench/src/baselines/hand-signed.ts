/** What one writes by hand for this one call: sort, join, HMAC, encode. The measure of our signing. */
import { createHmac, randomInt } from 'node:crypto';
import { credentials, region } from '../contenders/fleet.js';

export interface HandSigned {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly path: string;
  readonly ids: readonly string[];
}

/** A signed query string or form, with a Timestamp and a Nonce of its own. */
export function signByHand({ method, host, path, ids }: HandSigned): string {
  const parameters: Record<string, string> = {
    Action: 'StopInstances',
    Region: region,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: String(randomInt(1, 2 ** 31)),
    SecretId: credentials.secretId,
    SignatureMethod: 'HmacSHA256',
  };
  ids.forEach((id, index) => {
    parameters[`instanceIds.${index}`] = id;
  });
  const sorted = Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1));
  const joined = sorted.map(([name, value]) => `${name}=${value}`).join('&');
  const signature = createHmac('sha256', credentials.secretKey)
    .update(`${method}${host}${path}?${joined}`)
    .digest('base64');
  return [...sorted, ['Signature', signature] as const]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
