import { hostName, isAddress, isLoopback } from '../../../core/http/hosts.js';

export interface GuardedRequest {
  readonly method: string;
  /** The Host that the request went to. */
  readonly host: string;
  readonly scheme: 'http' | 'https';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The page's own files, which may be opened by following a link from anywhere. */
  readonly document: boolean;
}

export interface Denial {
  readonly status: 403 | 415;
  readonly message: string;
}

/**
 * Keeps web pages of other origins away from the admin API. Browsers say where a request comes from; a page that has
 * rebound its own DNS name to this machine gives itself away by the Host; and JSON cannot be posted across origins
 * without a preflight, which is never answered.
 *
 * @param ownHost the host that the server listens on
 */
export function denial(request: GuardedRequest, ownHost: string): Denial | undefined {
  const { method, host, scheme, headers, document } = request;
  const name = hostName(host).toLowerCase();
  if (!isLoopback(name) && !isAddress(name) && name !== ownHost.toLowerCase()) {
    return {
      status: 403,
      message: `The admin API is not served under the name ${name}: use localhost or the server's address.`,
    };
  }
  const origin = headers['origin'];
  if (origin !== undefined && origin !== `${scheme}://${host}`) {
    return { status: 403, message: 'The admin API is not for other origins.' };
  }
  const site = headers['sec-fetch-site'];
  const followsLink = document && method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !followsLink) {
    return { status: 403, message: 'The admin API is not for other origins.' };
  }
  const changes = method === 'POST' || method === 'PUT' || method === 'PATCH';
  if (changes && !/^application\/json\s*(?:;|$)/i.test(String(headers['content-type'] ?? ''))) {
    return { status: 415, message: 'Changes are made with JSON: send content-type: application/json.' };
  }
  return undefined;
}
