import type { Emulator, IncomingCall, OutgoingAnswer } from '@qcvm/mock';
import { canonicalText as canonical, hmacOf } from '../../../../tools/contract/src/independent/signature.js';

export { canonical };

/** A signer of its own: nothing here comes from the packages under test. */
export interface RequestOptions {
  readonly method?: string;
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly path?: string;
  readonly secretId?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly signatureMethod?: string | null;
  readonly region?: string | null;
  /** Seconds; default: the emulator's clock. */
  readonly timestamp?: number;
  readonly nonce?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Last changes to what is signed; `undefined` leaves a parameter out. */
  readonly change?: Readonly<Record<string, string | undefined>>;
  /** Last changes to what is sent, after signing; `undefined` leaves a parameter out. */
  readonly tamper?: Readonly<Record<string, string | undefined>>;
}

export type Parameters = Readonly<Record<string, string>>;

let nonces = 0;

/** Numbers that are never used twice in one test file. */
export const freshNonce = (): string => `${(nonces += 1)}`;

const apply = (parameters: Map<string, string>, changes: RequestOptions['change'] = {}): void => {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
};

export const hmac = (text: string, { secretKey, sha256 }: { secretKey: string; sha256: boolean }): string =>
  hmacOf(text, { secretKey, signatureMethod: sha256 ? 'HmacSHA256' : undefined });

export const encoded = (parameters: ReadonlyMap<string, string>): string =>
  [...parameters]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

/** Makes a request as a client in any language would. */
export function request(
  emulator: Emulator,
  {
    action = 'DescribeInstances',
    parameters = {},
    ...options
  }: RequestOptions & { action?: string; parameters?: Parameters } = {},
): IncomingCall {
  const {
    method = 'GET',
    scheme = 'https',
    host = 'cvm.api.qcloud.com',
    path = '/v2/index.php',
    secretId = emulator.credentials.secretId,
    secretKey = emulator.credentials.secretKey,
    token,
    signatureMethod = 'HmacSHA256',
    region = 'ap-guangzhou',
    timestamp = Math.floor(emulator.clock.now() / 1000),
    nonce = freshNonce(),
    headers = {},
  } = options;
  const all = new Map<string, string>(
    Object.entries({
      ...parameters,
      Action: action,
      ...(region === null ? {} : { Region: region }),
      Timestamp: `${timestamp}`,
      Nonce: nonce,
      SecretId: secretId,
      ...(signatureMethod === null ? {} : { SignatureMethod: signatureMethod }),
      ...(token === undefined ? {} : { Token: token }),
    }),
  );
  apply(all, options.change);
  const text = canonical(all, { method, host, path });
  all.set('Signature', hmac(text, { secretKey, sha256: all.get('SignatureMethod') === 'HmacSHA256' }));
  apply(all, options.tamper);
  return rawRequest({ method, scheme, host, path, headers, form: encoded(all) });
}

export function rawRequest(options: {
  method?: string;
  scheme?: 'http' | 'https';
  host?: string;
  path?: string;
  headers?: Readonly<Record<string, string>>;
  form: string;
}): IncomingCall {
  const {
    method = 'GET',
    scheme = 'https',
    host = 'cvm.api.qcloud.com',
    path = '/v2/index.php',
    form,
    headers = {},
  } = options;
  return {
    adapter: 'server',
    method,
    scheme,
    host,
    path,
    query: method === 'POST' ? '' : form,
    body: method === 'POST' ? form : '',
    headers: {
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    },
    loopback: /^(127\.0\.0\.1|localhost)(:|$)/.test(host),
  };
}

export interface Body {
  readonly code: number;
  readonly message: string;
  readonly codeDesc?: string;
  readonly totalCount?: number;
  readonly instanceSet?: readonly {
    readonly [name: string]: unknown;
    readonly unInstanceId: string;
    readonly status: number;
  }[];
  readonly detail?: Readonly<
    Record<string, { code: number; message: string; codeDesc?: string; requestId?: string }>
  >;
}

export const bodyOf = (answer: OutgoingAnswer): Body => {
  if (answer.kind !== 'complete') throw new Error(`no whole answer: ${answer.kind}`);
  return JSON.parse(answer.body) as Body;
};

/** Sends a request and reads the answer. */
export const ask = async (emulator: Emulator, options: Asked = {}): Promise<Body> =>
  bodyOf(await emulator.handle(request(emulator, options)));

export type Asked = RequestOptions & { action?: string; parameters?: Parameters };

/** `instanceIds.0`, … of some ids. */
export const idList = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, index) => [`instanceIds.${index}`, id]));

/** A batch call. */
export const batch = (
  emulator: Emulator,
  {
    action,
    ids,
    force,
    ...rest
  }: { action: string; ids: readonly string[]; force?: boolean } & RequestOptions,
): Promise<Body> =>
  ask(emulator, { action, parameters: { ...idList(ids), ...(force ? { forceStop: '1' } : {}) }, ...rest });

/** What an emulator would do from now on, as text: two emulators with the same text are the same. */
export const stateOf = (emulator: Emulator): string => JSON.stringify(emulator.snapshot().instances);
