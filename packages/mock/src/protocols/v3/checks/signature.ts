import { canonicalRequest, sha256, signature as sign } from '@qcvm/client/v3/wire';
import { canonicalString, signature as signV1 } from '@qcvm/client/wire';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { Key } from '../../../accounts/account.js';
import type { Exchange } from '../exchange.js';
import { refusal } from '../refusal.js';

/** What takes the place of a body that is not signed. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * `AuthFailure.SignatureFailure`: the signature must be the one that the SecretKey gives.
 * Source: https://cloud.tencent.com/document/api/213/30654
 */
export async function signature(exchange: Exchange): Promise<CheckRefusal | undefined> {
  const { key, reading } = exchange;
  if (!key) return undefined;
  const isRight = reading.signing === 'TC3' ? await isSigned(exchange, key) : await isSignedV1(exchange, key);
  if (isRight) return undefined;
  return refusal(
    'AuthFailure.SignatureFailure',
    `Signature: not the one that the SecretKey of ${key.secretId} gives for this request`,
    '请求签名验证失败，请检查签名计算是否正确',
  );
}

async function isSigned({ call, reading, timestamp }: Exchange, key: Key): Promise<boolean> {
  const { authorization } = reading;
  if (!authorization) return false;
  const { date, service, signedHeaders } = authorization;
  if (date !== new Date(timestamp * 1000).toISOString().slice(0, 10)) return false;
  const headers: Record<string, string> = {};
  for (const name of signedHeaders) {
    const value = name === 'host' ? call.host : call.headers[name];
    if (value === undefined) return false;
    headers[name] = value;
  }
  const isUnsigned = call.headers['x-tc-content-sha256'] === unsignedPayload;
  const hashed = sha256(isUnsigned ? unsignedPayload : call.body);
  const { method, path, query } = call;
  const canonical = sha256(
    canonicalRequest({
      ...{ method, path, query, headers },
      hashedPayload: typeof hashed === 'string' ? hashed : await hashed,
    }),
  );
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${typeof canonical === 'string' ? canonical : await canonical}`;
  const expected = await sign({ secretKey: key.secretKey, date, service, text, owner: key });
  return expected === authorization.signature;
}

async function isSignedV1({ call, reading: { parameters } }: Exchange, key: Key): Promise<boolean> {
  const { method, host, path } = call;
  const expected = await signV1({
    secretKey: key.secretKey,
    signatureMethod: parameters['SignatureMethod'],
    canonical: canonicalString({ method, host, path, params: parameters }),
    owner: key,
  });
  return expected === parameters['Signature'];
}
