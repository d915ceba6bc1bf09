import type { IncomingCall } from '../core/http/call.js';
import { isLoopback } from '../core/http/hosts.js';

/** Where a call goes. */
export type Address = Pick<IncomingCall, 'scheme' | 'host' | 'path' | 'query' | 'loopback'>;

/** Takes an absolute URL apart that a `Request` or the client has made, so is well formed: a `URL` object would cost more. */
export function addressOf(url: string): Address {
  const authority = url.indexOf('://') + 3;
  const scheme = url.slice(0, authority - 3).toLowerCase() === 'https' ? 'https' : 'http';
  const hash = url.indexOf('#', authority);
  const end = hash === -1 ? url.length : hash;
  let question = url.indexOf('?', authority);
  if (question === -1 || question > end) question = end;
  let slash = url.indexOf('/', authority);
  if (slash === -1 || slash > question) slash = question;
  const host = url.slice(authority, slash);
  return {
    scheme,
    host,
    path: url.slice(slash, question) || '/',
    query: url.slice(question + 1, end),
    loopback: isLoopback(host),
  };
}
