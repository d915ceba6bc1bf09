/** What one writes by hand for this one call: sort, join, HMAC, encode. The measure of our signing. */
import { createHmac, randomInt } from 'node:crypto';
import { credentials, region } from '../candidates/shared-fleet.js';

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
  const joined = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
  parameters['Signature'] = createHmac('sha256', credentials.secretKey)
    .update(`${method}${host}${path}?${joined}`)
    .digest('base64');
  return Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
