import { usageError } from '../../environment/cli-error.js';

/** A request as it was sent, as far as the pasted text shows. */
export interface PastedRequest {
  readonly source: 'url' | 'curl' | 'canonical';
  readonly method: string;
  /** Absent when what was pasted does not tell. */
  readonly scheme?: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  /** What comes after `?`, still encoded. */
  readonly query: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether a text is, or has in it, a request that is signed by TC3, or should be. */
export const isTc3 = (text: string): boolean => /TC3-HMAC-SHA256\s+Credential=|\bx-tc-action\b/i.test(text);

/** Headers as they stand in a request or in an option: `Name: value`. */
export function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':', 1);
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

/** A request to a URL. */
export function requestTo(
  url: string,
  about: {
    readonly source: PastedRequest['source'];
    readonly method: string;
    readonly headers?: readonly string[];
    readonly body?: string | undefined;
  },
): PastedRequest {
  const { source, method, body = '' } = about;
  if (!URL.canParse(url))
    throw usageError('explain: this is not a URL', 'Quote it, so that the shell leaves it alone.');
  const { protocol, host, pathname, search } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : protocol === 'http:' ? 'http' : undefined;
  if (scheme === undefined) throw usageError('explain: only http and https URLs can be requests');
  const headers = headersOf(about.headers ?? []);
  return {
    ...{ source, method, scheme, path: pathname, query: search.slice(1), headers, body },
    host: headers['host'] ?? host,
  };
}
