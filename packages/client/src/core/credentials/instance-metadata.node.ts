import { checkOptions, positive, type Rules } from '../../model/option-rules.js';
import { request } from 'node:http';
import { withSource, type Credentials, type CredentialsProvider } from './credentials.js';
import { own } from '../../model/own.js';
import { CredentialsError } from '../../model/errors/errors.js';

export interface InstanceMetadataOptions {
  /** Name of the CAM role. Default: the one that is bound to the instance. */
  readonly role?: string | undefined;
  /** Milliseconds for each of the two questions. Default 1,000. */
  readonly timeout?: number | undefined;
  /** Where the service is. Default `http://metadata.tencentyun.com`, which only an instance can reach. */
  readonly endpoint?: string | undefined;
}

const rules: Rules = {
  role: {
    must: 'the name of a CAM role',
    test: (value) => typeof value === 'string' && /^[\w.@-]+$/.test(value),
  },
  timeout: {
    must: 'a positive number of milliseconds, less than 2^31',
    test: (value) => positive.test(value) && Number(value) < 2 ** 31,
  },
  endpoint: {
    must: 'a URL such as http://metadata.tencentyun.com',
    test: (value) => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value),
  },
};

const path = '/latest/meta-data/cam/security-credentials/';

/** Far more than it ever sends. */
const maxBytes = 64 * 1024;

/** Asks the metadata service, which is on the same machine's host: plain HTTP, no proxy, little patience. */
function ask(url: URL, timeout: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url.href,
      own({ agent: false as const, signal: AbortSignal.timeout(timeout) }),
      (incoming) => {
        let body = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > maxBytes) outgoing.destroy(new RangeError('the response is too long'));
        });
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body }));
        incoming.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const advice = 'Bind a CAM role to the instance, or pass credentials to the client.';

const failed = (what: string, cause?: unknown): CredentialsError =>
  new CredentialsError(`found no credentials: ${what}`, { advice, cause });

/** Only what we know of an error: the answer of a metadata service may be anything. */
const describe = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.name) : 'unknown';

/** What the service says of a role, read with care. */
function readRole(body: string): Credentials {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw failed('the instance metadata service returned invalid JSON');
  }
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<string, unknown>
  >;
  const { Code, TmpSecretId, TmpSecretKey, Token, ExpiredTime } = own(fields);
  if (Code !== 'Success') throw failed('the instance metadata service returned no credentials for the role');
  if (typeof TmpSecretId !== 'string' || typeof TmpSecretKey !== 'string' || typeof Token !== 'string')
    throw failed('the instance metadata service returned incomplete credentials');
  const credentials = { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token };
  return typeof ExpiredTime === 'number'
    ? { ...credentials, expiration: new Date(ExpiredTime * 1000) }
    : credentials;
}

/**
 * Temporary credentials of the CAM role that is bound to the instance, from its metadata service
 * (https://cloud.tencent.com/document/product/213/4934). A client asks again a minute before they end.
 *
 * @throws CredentialsError if this is no instance, or one without a role.
 */
export function fromInstanceMetadata(options: InstanceMetadataOptions = {}): CredentialsProvider {
  checkOptions(rules, options);
  const { timeout = 1_000, endpoint = 'http://metadata.tencentyun.com', role: named } = own(options);
  const get = async (name: string): Promise<string> => {
    let answer: { status: number; body: string };
    try {
      answer = await ask(new URL(path + name, endpoint), timeout);
    } catch (error) {
      throw failed(`the instance metadata service did not answer (${describe(error)})`);
    }
    if (answer.status === 404) throw failed('no CAM role is bound to this instance');
    if (answer.status !== 200) throw failed(`the instance metadata service answered HTTP ${answer.status}`);
    return answer.body;
  };
  return async () => {
    const role = named ?? (await get('')).trim().split(/\s/)[0] ?? '';
    if (!/^[\w.@-]+$/.test(role)) throw failed('the instance metadata service returned no CAM role');
    return withSource(readRole(await get(encodeURIComponent(role))), `the role ${role} of this instance`);
  };
}
