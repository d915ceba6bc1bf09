import { dateOf, signature as signatureOf } from '@qcvm/client/v3/wire';
import { canonicalString, signature as signV1 } from '@qcvm/client/wire';
import type { IncomingCall } from '../../../core/http/call.js';
import { isPathOfV2, isVendorHost, withoutPort } from '../../../core/http/hosts.js';
import type { V3Behaviour } from '../behaviour.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import { after, type Soon } from '../../../core/soon.js';
import type { Key } from '../../../accounts/account.js';
import type { CheckedCallV3, Surroundings } from '../checked-call.js';
import { shown } from '../../../core/words/redact.js';
import { explainCall } from '../explain/explain-call.js';
import { refusal } from '../../checks.js';
import type { Routes } from '../../routes.js';

/** What takes the place of a body that is not signed. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * `AuthFailure.SignatureFailure`: the signature must be the one that the SecretKey gives.
 * Source: https://cloud.tencent.com/document/api/213/30654
 */
export function signature(
  checked: CheckedCallV3,
  surroundings: Surroundings,
): Soon<CheckRefusal | undefined> {
  const { key, reading } = checked;
  if (!key) return undefined;
  const { routes, behaviour } = surroundings;
  const check = reading.signing === 'TC3' ? isSigned : isSignedV1;
  return after(anyOf(signedHosts(checked.call, behaviour), check(checked, key)), (isRight) => {
    const foreign = foreignService(checked, routes);
    if (isRight && foreign === undefined) return undefined;
    const message =
      isRight && foreign !== undefined
        ? `Credential: the scope says the service ${shown(foreign)}, which is not the one at ${checked.call.host}`
        : `Signature: not the one that the SecretKey of ${key.secretId} gives for this request`;
    return refusalOf(message, checked, surroundings);
  });
}

async function refusalOf(
  message: string,
  { call }: CheckedCallV3,
  { accounts, explainSignatures, behaviour: { signedPort } }: Surroundings,
): Promise<CheckRefusal> {
  const { summary } =
    explainSignatures === 'response' ? await explainCall({ call, accounts, signedPort }) : { summary: '' };
  return refusal(
    'AuthFailure.SignatureFailure',
    summary === '' ? message : `${message}. ${summary}`,
    '请求签名验证失败，请检查签名计算是否正确',
  );
}

/** The service in the scope, where it is none of those at a host of the vendor; elsewhere any is accepted. */
function foreignService({ call, reading }: CheckedCallV3, routes: Routes): string | undefined {
  const service = reading.authorization?.service;
  if (service === undefined || !isVendorHost(call.host)) return undefined;
  const there = routes.at(call.host);
  return there.length === 0 || there.some(({ descriptor }) => descriptor.signingName === service)
    ? undefined
    : service;
}

/** The hosts that may be signed: the one that is sent; of a host of one's own also without its port, as some SDKs sign it. */
const signedHosts = ({ host }: IncomingCall, { signedPort }: V3Behaviour): readonly string[] =>
  signedPort === 'optional' && !isVendorHost(host) ? [host, withoutPort(host)] : [host];

/** Whether one of some candidates is right; looks at no more of them than it must. */
const anyOf = (
  [candidate, ...others]: readonly string[],
  isRight: (candidate: string) => Soon<boolean>,
): Soon<boolean> =>
  candidate === undefined ? false : after(isRight(candidate), (right) => right || anyOf(others, isRight));

/** Whether a host has the signature that the key gives for it. */
function isSigned({ call, reading, timestamp }: CheckedCallV3, key: Key): (host: string) => Soon<boolean> {
  const given = reading.authorization;
  if (!given || given.date !== dateOf(timestamp)) return () => false;
  const headers: Record<string, string> = {};
  for (const name of given.signedHeaders) {
    if (name === 'host') continue;
    if (!Object.hasOwn(call.headers, name)) return () => false;
    headers[name] = call.headers[name] ?? '';
  }
  const { method, path, query } = call;
  return (host) =>
    after(
      signatureOf({
        secretId: key.secretId,
        secretKey: key.secretKey,
        service: given.service,
        timestamp,
        method,
        host,
        path,
        query,
        contentType: headers['content-type'] ?? '',
        body: call.bytes ?? call.body,
        headers,
        unsignedPayload: call.headers['x-tc-content-sha256'] === unsignedPayload,
        owner: key,
      }),
      (expected) => expected === given.signature,
    );
}

function isSignedV1(
  { call, reading: { parameters } }: CheckedCallV3,
  key: Key,
): (host: string) => Soon<boolean> {
  const { secretKey } = key;
  const signatureMethod = parameters['SignatureMethod'];
  return (host) =>
    anyOf(canonicalStrings({ ...call, host }, parameters), (canonical) =>
      after(
        signV1({ secretKey, signatureMethod, canonical }),
        (expected) => expected === parameters['Signature'],
      ),
    );
}

/**
 * What may be signed: API 3.0 signs all parameters. Where API 2.0 is, one may leave those out that begin with `@` in a POST, as its SDKs
 * do.
 */
function canonicalStrings(
  { method, host, path }: Pick<IncomingCall, 'method' | 'host' | 'path'>,
  params: Readonly<Record<string, string>>,
): readonly string[] {
  // A GET leaves nothing out.
  const whole = `${method}${canonicalString({ method: 'GET', host, path, params }).slice('GET'.length)}`;
  return isPathOfV2(path) ? [whole, canonicalString({ method, host, path, params })] : [whole];
}
