import { createHmac, randomInt } from 'node:crypto';
import { request } from 'node:http';
import type { Emulator } from '@qcvm/mock';

/** A request of API 2.0 as its documentation says that it is made: nothing of ours is in it. */
export interface Sent {
  readonly action: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
  readonly as?: 'form' | 'multipart';
  readonly hash?: 'sha1' | 'sha256';
  readonly region?: string | undefined;
  readonly secretId?: string;
  readonly secretKey?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly nonce?: number;
  readonly host?: string;
  /** The host that it is signed for. Default: `host`. */
  readonly signedHost?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The program is killed: its connection is reset. */
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly code: number;
    readonly message: string;
    readonly codeDesc?: string;
    readonly detail?: Readonly<Record<string, { code: number; message: string; requestId?: string }>>;
    readonly [name: string]: unknown;
  };
}

/** A program that talks to a bridge. Rejects where there is no answer. */
export function program(
  { url }: { readonly url: string },
  { credentials, runtime }: Pick<Emulator, 'credentials' | 'runtime'>,
): (sent: Sent) => Promise<Answer> {
  return (sent) => {
    const { target, ...formed } = formedRequest(sent, { credentials, runtime });
    return exchange(`${url}${target}`, { ...formed, ...(sent.signal && { signal: sent.signal }) });
  };
}

/** A request as it is signed and written. */
export function formedRequest(
  sent: Sent,
  { credentials, runtime }: Pick<Emulator, 'credentials' | 'runtime'>,
): {
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
} {
  const { action, parameters = {}, method = 'POST', as = 'form', hash = 'sha256' } = sent;
  const { secretId = credentials.secretId, secretKey = credentials.secretKey } = sent;
  const { timestamp = Math.floor(runtime.now() / 1000), nonce = randomInt(1, 2 ** 47) } = sent;
  const { host = 'cvm.api.qcloud.com', path = '/v2/index.php', headers = {} } = sent;
  const { signedHost = host } = sent;
  const region = 'region' in sent ? sent.region : 'ap-guangzhou';
  const all: Record<string, string> = {
    ...{ Action: action, Timestamp: `${timestamp}`, Nonce: `${nonce}`, SecretId: secretId },
    ...(region !== undefined && { Region: region }),
    ...(hash === 'sha256' && { SignatureMethod: 'HmacSHA256' }),
    ...parameters,
  };
  const names = Object.keys(all).sort();
  const source = `${method}${signedHost}${path}?${names.map((name) => `${name}=${all[name]}`).join('&')}`;
  const signed = { ...all, Signature: createHmac(hash, secretKey).update(source).digest('base64') };
  const query = new URLSearchParams(signed).toString();
  const boundary = '----a-boundary';
  const multipart = Object.entries(signed).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const type =
    as === 'form' ? 'application/x-www-form-urlencoded' : `multipart/form-data; boundary=${boundary}`;
  const body = as === 'form' ? query : `${multipart.join('')}--${boundary}--\r\n`;
  return {
    target: `${path}${method === 'GET' ? `?${query}` : ''}`,
    method,
    headers: { host, ...headers, ...(method === 'POST' && { 'content-type': type }) },
    body: method === 'POST' ? body : '',
  };
}

/** Sends a request; the Host is of the caller's choice, as an entry in the hosts file makes it. */
export async function exchange(...[url, formed]: Parameters<typeof exchangeText>): Promise<Answer> {
  const { status, text } = await exchangeText(url, formed);
  return { status, body: JSON.parse(text) as Answer['body'] };
}

/** The same for the answer as it came. */
export function exchangeText(
  url: string,
  {
    method,
    headers,
    body,
    signal,
  }: { method: string; headers: Readonly<Record<string, string>>; body: string; signal?: AbortSignal },
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
      response.on('error', reject);
    });
    sending.on('error', reject);
    signal?.addEventListener('abort', () => sending.socket?.resetAndDestroy());
    sending.end(body);
  });
}
