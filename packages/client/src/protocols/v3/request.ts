import type { ServiceDescriptor } from '../../model/descriptor.js';
import { describeProblem } from '../../model/errors/problem.js';
import { throwIfAny } from '../../model/option-rules.js';
import { jsonOf, type Parameters } from '../../model/parameters/parameters.js';
import type { AttemptRequest, Endpoint, SigningCredentials } from '../../model/protocol.js';
import type { TransportRequest } from '../../model/transport.js';
import { formType, signQuery } from '../query/signed-query.js';
import { formOf, v1CanonicalString } from './form.js';
import { authorize } from './signature.js';

/** Of the service's own messages. */
export type Language = 'zh-CN' | 'en-US';

/** `TC3-HMAC-SHA256`, or signature method v1: that of API 2.0, with the version among the parameters. */
export type V3SignatureMethod = 'TC3-HMAC-SHA256' | 'HmacSHA256' | 'HmacSHA1';

export type V3RequestMethod = 'POST' | 'GET';

export interface V3SignedRequestOptions {
  readonly endpoint: Endpoint;
  /** The signing name of the service: `cvm`. */
  readonly service: string;
  /** `2017-03-12`. */
  readonly version: string;
  readonly action: string;
  readonly region?: string | undefined;
  readonly language?: Language | undefined;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** A positive integer that was not used before; signature method v1 only. */
  readonly nonce?: (() => number) | undefined;
  readonly credentials: SigningCredentials;
  readonly parameters: Parameters;
  /** Default `POST`, with a JSON body; `GET` has the parameters in the URL, at most 32 KB. */
  readonly method?: V3RequestMethod | undefined;
  /** Default `TC3-HMAC-SHA256`. */
  readonly signatureMethod?: V3SignatureMethod | undefined;
}

/** Where a request goes, and how it is signed. */
export type Way = Pick<V3SignedRequestOptions, 'endpoint' | 'signatureMethod'>;

/** What a request is made of, in addition to its way. */
type Asked = Omit<AttemptRequest, 'operation' | 'endpoint'> & {
  readonly operation: {
    readonly action: string;
    readonly service: Pick<ServiceDescriptor, 'name' | 'signingName' | 'version'>;
  };
};

/** A request ready for a transport, and what no message may show of it. */
export interface V3SignedRequest extends Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body'> {
  readonly secrets: readonly string[];
}

/** What the service takes in UTF-8. Sources: https://cloud.tencent.com/document/api/213/30654, and /15693 for signature method v1. */
const inQuery = { bytes: 32_768, where: 'in a query; a POST may have more' };
const inForm = { bytes: 1_048_576, where: 'in a form' };
const asJson = { bytes: 10_485_760, where: 'as JSON' };

function checkSize(text: string, { bytes, where }: typeof inQuery): void {
  // A code unit takes three bytes at most.
  const size = text.length * 3 > bytes ? new TextEncoder().encode(text).length : 0;
  if (size <= bytes) return;
  const received = `${size} bytes`;
  const message = `parameters must take at most ${bytes} bytes ${where}; received ${received}`;
  throwIfAny([{ parameter: 'parameters', rule: 'size', received, message }]);
}

/**
 * Makes the request for one attempt. It checks next to nothing: `signedRequest` does.
 *
 * @throws ValidationError if it is larger than the service takes.
 */
export async function signRequest(
  { operation, parameters, region, timestamp, credentials, nonce }: Asked,
  { endpoint, signatureMethod = 'TC3-HMAC-SHA256' }: Way,
  { method = 'POST', language }: Pick<V3SignedRequestOptions, 'method' | 'language'> = {},
): Promise<V3SignedRequest> {
  const { action, service } = operation;
  const { name, signingName = name, version } = service;
  const { origin, host, path } = endpoint;
  const { secretId, secretKey, token } = credentials;
  const isGet = method === 'GET';
  // Signature method v1: https://cloud.tencent.com/document/api/213/15692
  if (signatureMethod !== 'TC3-HMAC-SHA256') {
    const ofRequest: Parameters = {
      ...{ Action: action, Version: version, Timestamp: timestamp, Nonce: nonce() },
      ...{ SecretId: secretId, SignatureMethod: signatureMethod, Signature: null },
      ...{ Region: region ?? null, Language: language ?? null, Token: token || null },
    };
    // Here they stand beside the parameters of the Action, which may have some of the same names.
    const must =
      'must not be a parameter of the Action by signature method v1: use TC3-HMAC-SHA256 at an endpoint of API 3.0';
    throwIfAny(
      Object.keys(ofRequest)
        .filter((name) => Object.hasOwn(parameters, name))
        .map((name) => describeProblem({ parameter: name, rule: 'name', must, value: parameters[name] })),
    );
    const all = { ...parameters, ...ofRequest };
    const canonical = v1CanonicalString({ method, host, path, parameters: all });
    const query = formOf(all);
    checkSize(query, isGet ? inQuery : inForm);
    const { signature, ...request } = await signQuery({
      ...{ endpoint, method, query, canonical, secretKey, signatureMethod },
    });
    return { ...request, secrets: [signature] };
  }
  const sent = isGet ? formOf(parameters) : jsonOf(parameters);
  checkSize(sent, isGet ? inQuery : asJson);
  const query = isGet ? sent : '';
  const body = isGet ? undefined : sent;
  const contentType = isGet ? formType : 'application/json; charset=utf-8';
  const authorization = await authorize(
    // Field by field: V8 takes a microsecond for a spread.
    {
      secretId,
      secretKey,
      service: signingName,
      timestamp,
      method,
      host,
      path,
      query,
      contentType,
      body,
      owner: credentials,
    },
    {
      lines: `content-type:${contentType}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`,
      names: 'content-type;host;x-tc-action',
    },
  );
  return {
    method,
    url: origin + path + (query && `?${query}`),
    headers: {
      authorization,
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': `${timestamp}`,
      ...(region !== undefined && { 'x-tc-region': region }),
      ...(language !== undefined && { 'x-tc-language': language }),
      ...(token && { 'x-tc-token': token }),
    },
    body,
    secrets: [authorization.slice(-64)],
  };
}
