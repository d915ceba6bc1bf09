import { createHash, createHmac } from 'node:crypto';
import type { Emulator, IncomingCall } from '@qcvm/mock';

/** A signer of its own, by the vendor's documentation alone: nothing here comes from the packages under test. */
export interface Tc3Options {
  readonly action?: string;
  readonly version?: string;
  readonly region?: string | null;
  readonly service?: string;
  /** The service in the chain of keys. Default: the one in the scope. */
  readonly keyService?: string;
  readonly host?: string;
  readonly method?: 'POST' | 'GET';
  readonly path?: string;
  readonly query?: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly bytes?: Uint8Array;
  readonly unsignedPayload?: boolean;
  readonly secretId?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly language?: string;
  /** Seconds. Default: the emulator's clock. */
  readonly timestamp?: number;
  readonly date?: string;
  /** Further headers that are signed. */
  readonly signed?: Readonly<Record<string, string>>;
  /** The lines of the headers and their names as they are signed, where they are not as they should be. */
  readonly lines?: readonly string[];
  readonly names?: readonly string[];
  /** How the secret key begins in the chain. */
  readonly prefix?: string;
  /** Changes what is sent, after signing. */
  readonly tamper?: (call: IncomingCall) => Partial<IncomingCall>;
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** A call signed with TC3-HMAC-SHA256. */
export function tc3(emulator: Emulator, options: Tc3Options = {}): IncomingCall {
  const {
    action = 'DescribeInstances',
    version = '2017-03-12',
    region = 'ap-guangzhou',
    service = 'cvm',
    keyService = service,
    host = 'cvm.tencentcloudapi.com',
    method = 'POST',
    path = '/',
    query = '',
    contentType = method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json',
    body = method === 'GET' ? '' : '{}',
    secretId = emulator.credentials.secretId,
    secretKey = emulator.credentials.secretKey,
    timestamp = Math.floor(emulator.clock.now() / 1000),
    date = new Date(timestamp * 1000).toISOString().slice(0, 10),
    signed = {},
    prefix = 'TC3',
    token,
    language,
    bytes,
    unsignedPayload = false,
  } = options;
  const all: Readonly<Record<string, string>> = { ...signed, 'content-type': contentType, host };
  const { names = Object.keys(all).sort() } = options;
  const { lines = names.map((name) => `${name}:${(all[name] ?? '').trim().toLowerCase()}`) } = options;
  const canonical = [
    method,
    path,
    method === 'GET' ? query : '',
    lines.map((line) => `${line}\n`).join(''),
    names.join(';'),
    sha256(unsignedPayload ? 'UNSIGNED-PAYLOAD' : (bytes ?? body)),
  ].join('\n');
  const text = ['TC3-HMAC-SHA256', `${timestamp}`, `${date}/${service}/tc3_request`, sha256(canonical)].join(
    '\n',
  );
  const key = hmac(hmac(hmac(`${prefix}${secretKey}`, date), keyService), 'tc3_request');
  const signature = hmac(key, text).toString('hex');
  const call: IncomingCall = {
    adapter: 'server',
    method,
    scheme: 'https',
    host,
    path,
    query,
    body,
    bytes,
    headers: {
      ...signed,
      'content-type': contentType,
      authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, SignedHeaders=${names.join(';')}, Signature=${signature}`,
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': `${timestamp}`,
      ...(region === null ? {} : { 'x-tc-region': region }),
      ...(token === undefined ? {} : { 'x-tc-token': token }),
      ...(language === undefined ? {} : { 'x-tc-language': language }),
      ...(unsignedPayload ? { 'x-tc-content-sha256': 'UNSIGNED-PAYLOAD' } : {}),
    },
    loopback: false,
  };
  return { ...call, ...options.tamper?.(call) };
}

/** A call signed as in API 2.0, of API 3.0 or of the generation in between. */
export function v1(
  emulator: Emulator,
  {
    parameters = {},
    host = 'cvm.tencentcloudapi.com',
    path = '/',
    method = 'GET',
    sha256: isSha256 = true,
    tamper = {},
    unsigned = [],
  }: {
    parameters?: Readonly<Record<string, string>>;
    host?: string;
    path?: string;
    method?: 'GET' | 'POST';
    sha256?: boolean;
    tamper?: Readonly<Record<string, string>>;
    /** Names that are sent and not signed. */
    unsigned?: readonly string[];
  } = {},
): IncomingCall {
  const { secretId, secretKey } = emulator.credentials;
  const all: Record<string, string> = {
    Action: 'DescribeInstances',
    Version: '2017-03-12',
    Region: 'ap-guangzhou',
    Timestamp: `${Math.floor(emulator.clock.now() / 1000)}`,
    Nonce: '11886',
    SecretId: secretId,
    ...(isSha256 ? { SignatureMethod: 'HmacSHA256' } : {}),
    ...parameters,
  };
  const text = Object.keys(all)
    .filter((name) => !unsigned.includes(name))
    .sort()
    .map((name) => `${name}=${all[name]}`)
    .join('&');
  const signature = createHmac(isSha256 ? 'sha256' : 'sha1', secretKey)
    .update(`${method}${host}${path}?${text}`)
    .digest('base64');
  const form = new URLSearchParams({ ...all, ...tamper, Signature: signature }).toString();
  return {
    adapter: 'server',
    method,
    scheme: 'https',
    host,
    path,
    query: method === 'GET' ? form : '',
    body: method === 'GET' ? '' : form,
    headers: method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
    loopback: false,
  };
}

export interface Answer {
  readonly Error?: { readonly Code: string; readonly Message: string };
  readonly RequestId: string;
  readonly [field: string]: unknown;
}

/** What is in the envelope. */
export async function ask(emulator: Emulator, call: IncomingCall): Promise<Answer> {
  const answer = await emulator.handle(call);
  if (answer.kind !== 'complete') throw new Error(`the answer is ${answer.kind}`);
  return (JSON.parse(answer.body) as { Response: Answer }).Response;
}
