import { authorization, dateOf } from '@qcvm/client/v3/wire';
import { canonicalString, signature as signV1 } from '@qcvm/client/wire';
import type { IncomingCall } from '../../../core/http/call.js';
import { withoutPort } from '../../../core/http/hosts.js';
import type { V3Behaviour } from '../behaviour.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { Key } from '../../../accounts/account.js';
import type { Exchange } from '../exchange.js';
import { shown } from '../../../core/words/redact.js';
import { explainCall } from '../explain/explain-call.js';
import { refusal } from '../refusal.js';
import { isVendorHost } from '../routes.js';
import type { Routes } from '../routes.js';
import type { Surroundings } from '../surroundings.js';

/** What takes the place of a body that is not signed. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * `AuthFailure.SignatureFailure`: the signature must be the one that the SecretKey gives.
 * Source: https://cloud.tencent.com/document/api/213/30654
 */
export async function signature(
  exchange: Exchange,
  { routes, accounts, behaviour, explainSignatures }: Surroundings,
): Promise<CheckRefusal | undefined> {
  const { key, reading } = exchange;
  if (!key) return undefined;
  const foreign = foreignService(exchange, routes);
  const isRight =
    reading.signing === 'TC3'
      ? await isSigned(exchange, { key, behaviour })
      : await isSignedV1(exchange, { key, behaviour });
  if (isRight && foreign === undefined) return undefined;
  const message =
    foreign !== undefined && isRight
      ? `Credential: the scope says the service ${shown(foreign)}, which is not the one at ${exchange.call.host}`
      : `Signature: not the one that the SecretKey of ${key.secretId} gives for this request`;
  const { summary } =
    explainSignatures === 'response' ? await explainCall({ call: exchange.call, accounts }) : { summary: '' };
  return refusal(
    'AuthFailure.SignatureFailure',
    summary === '' ? message : `${message}. ${summary}`,
    '请求签名验证失败，请检查签名计算是否正确',
  );
}

/** The service in the scope, where it is none of those at a host of the vendor; elsewhere any is accepted. */
function foreignService({ call, reading }: Exchange, routes: Routes): string | undefined {
  const service = reading.authorization?.service;
  if (service === undefined || !isVendorHost(call.host)) return undefined;
  const there = routes.at(call.host);
  return there.length === 0 || there.some(({ descriptor }) => descriptor.signingName === service)
    ? undefined
    : service;
}

/** The hosts that may be signed: the one that is sent; of a host of one's own also without its port, as some SDKs sign it. */
const signedHosts = ({ host }: IncomingCall, { signedPort }: V3Behaviour): readonly string[] =>
  signedPort === 'optional' && !isVendorHost(host) ? [...new Set([host, withoutPort(host)])] : [host];

async function isSigned(
  { call, reading, timestamp }: Exchange,
  { key, behaviour }: { key: Key; behaviour: V3Behaviour },
): Promise<boolean> {
  const given = reading.authorization;
  if (!given || given.date !== dateOf(timestamp)) return false;
  const headers: Record<string, string> = {};
  for (const name of given.signedHeaders) {
    const value = name === 'host' ? call.host : call.headers[name];
    if (value === undefined) return false;
    headers[name] = value;
  }
  const { method, path, query } = call;
  const body = call.bytes ?? call.body;
  for (const host of signedHosts(call, behaviour)) {
    const expected = await authorization({
      ...{ method, host, path, query, body, headers, timestamp },
      secretId: key.secretId,
      secretKey: key.secretKey,
      service: given.service,
      contentType: headers['content-type'] ?? '',
      unsignedPayload: call.headers['x-tc-content-sha256'] === unsignedPayload,
      owner: key,
    });
    if (expected.endsWith(`, Signature=${given.signature}`)) return true;
  }
  return false;
}

async function isSignedV1(
  { call, reading: { parameters } }: Exchange,
  { key, behaviour }: { key: Key; behaviour: V3Behaviour },
): Promise<boolean> {
  const { method, path } = call;
  for (const host of signedHosts(call, behaviour)) {
    const expected = await signV1({
      secretKey: key.secretKey,
      signatureMethod: parameters['SignatureMethod'],
      canonical: canonicalString({ method, host, path, params: parameters }),
    });
    if (expected === parameters['Signature']) return true;
  }
  return false;
}
