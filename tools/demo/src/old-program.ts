import { createHmac, randomInt } from 'node:crypto';

/**
 * An API 2.0 client without a library: signs by hand, sends one call, and returns the body of the response.
 */
export async function oldProgram(
  url: string,
  key: { readonly secretId: string; readonly secretKey: string },
  call: { readonly action: string; readonly parameters: Readonly<Record<string, string>> },
): Promise<OldAnswer> {
  const query: Record<string, string> = {
    Action: call.action,
    Region: 'gz',
    Timestamp: `${Math.floor(Date.now() / 1000)}`,
    Nonce: `${randomInt(1, 65_536)}`,
    SecretId: key.secretId,
    ...call.parameters,
  };
  const { host, pathname } = new URL(url);
  const names = Object.keys(query).sort();
  const source = `GET${host}${pathname}?${names.map((name) => `${name}=${query[name]}`).join('&')}`;
  const signature = createHmac('sha1', key.secretKey).update(source).digest('base64');
  const answer = await fetch(`${url}?${new URLSearchParams({ ...query, Signature: signature }).toString()}`);
  return (await answer.json()) as OldAnswer;
}

/** What API 2.0 answers to a call on many instances. */
export interface OldAnswer {
  readonly code: number;
  readonly message: string;
  readonly detail?: Readonly<
    Record<string, { readonly code: number; readonly message: string; readonly requestId?: string }>
  >;
}
