/** What a request is made of. */
export type RequestFields = RequestInit & { readonly headers: Readonly<Record<string, string>> };

/**
 * The fields of a request whose body the runtime cannot send a second time. Deno sends a POST again when a kept connection is lost
 * before the answer, and keeps its body for that: one that is read as a stream is gone, and the call fails as it has to. No other
 * runtime is given one: browsers take none over HTTP/1.1, and workers do not send a POST again.
 *
 * Nor does it name a coding in Deno, which decodes what a gateway compresses only if the request has named none.
 */
export function sentOnce(fields: RequestFields): RequestInit {
  if (!('Deno' in globalThis)) return fields;
  const headers: Record<string, string> = { ...fields.headers };
  delete headers['accept-encoding'];
  if (!fields.body) return { ...fields, headers };
  const blob = new Blob([fields.body as string]);
  headers['content-length'] = `${blob.size}`;
  return { ...fields, headers, body: blob.stream(), duplex: 'half' } as RequestInit;
}

/** What a failure of Node's `fetch` shows; failures of other platforms show neither. */
export const fetchFailure = (_error: unknown): Error | undefined => undefined;
export const lostConnection = (_error: unknown): boolean | undefined => undefined;
