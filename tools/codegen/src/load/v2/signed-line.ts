import { createHmac } from 'node:crypto';
import type { JsonObject, JsonValue } from '@qcvm/codegen/toolkit';
import type { ServiceAddress, SigningExample } from '../../model/v2.js';

/** The wire names and values of a logical request. */
function leaves(value: JsonValue, name = ''): (readonly [name: string, value: string])[] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value as JsonObject).flatMap(([key, child]) =>
    leaves(child, name === '' ? key : `${name}.${key}`),
  );
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * A request of API 2.0 as one line: flattened, sorted by name in byte order, encoded, the Signature of a GET last. It is
 * signed with the key that the vendor publishes for its example.
 */
export function signedLine(
  input: JsonObject,
  {
    action,
    address,
    signing,
  }: { readonly action: string; readonly address: ServiceAddress; readonly signing: SigningExample },
): string {
  const { secretKey, parameters } = signing;
  const pairs = [...leaves({ Action: action, ...parameters }), ...leaves(input)];
  pairs.sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const text = pairs
    .map(([name, value]) => `${name.startsWith('_') ? name : name.replaceAll('_', '.')}=${value}`)
    .join('&');
  const hash = parameters['SignatureMethod'] === 'HmacSHA256' ? 'sha256' : 'sha1';
  const signature = createHmac(hash, secretKey)
    .update(`GET${address.host}${address.path}?${text}`)
    .digest('base64');
  return [...pairs, ['Signature', signature] as const]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}
