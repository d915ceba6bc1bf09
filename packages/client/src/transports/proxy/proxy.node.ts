import { callable, checkOptions } from '../../model/option-rules.js';
import { systemRuntime, type Runtime } from '../../model/runtime/runtime.js';
import { printable } from '../../model/shape.js';
import { hostOf, isExcepted } from './no-proxy.node.js';

/** The URL of the proxy for requests to a target, if one is to be used. */
export type ProxyChoice = (target: URL) => string | undefined;

/** This machine is never reached through a proxy. */
export const loopback = /^(localhost|.+\.localhost|127\..+|::1)$/;

/**
 * What `HTTPS_PROXY` and `NO_PROXY` say, in the way that curl reads them: lower case before upper case, `ALL_PROXY` last; in
 * NO_PROXY host names with all their subdomains, addresses and networks (`10.0.0.0/8`), perhaps with a port, or `*`. This
 * machine is never reached through a proxy, and neither is an endpoint of plain HTTP, for which `HTTP_PROXY` and `ALL_PROXY` are
 * not read: it is connected to directly.
 *
 * @throws ValidationError if `environment` is no function.
 */
export function proxyFromEnvironment(
  environment: Runtime['environment'] = (name) => systemRuntime.environment(name),
): ProxyChoice {
  checkOptions({ environment: callable }, { environment });
  const read = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = environment(name)?.trim();
      if (value) return value;
    }
    return undefined;
  };
  return (target) => {
    if (target.protocol !== 'https:' || loopback.test(hostOf(target))) return undefined;
    if (isExcepted(read('no_proxy', 'NO_PROXY') ?? '', target)) return undefined;
    return read('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY');
  };
}

const userInfo = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // Nothing of it is quoted: it is a password.
    throw new TypeError('proxy has an unencoded % in its user or password: write % as %25');
  }
};

/** A proxy's address, taken apart. */
export interface Proxy {
  readonly url: URL;
  /** What its user and password make of the header `Proxy-Authorization`. */
  readonly authorization: string | undefined;
  /** Its URL without user and password, for messages. */
  readonly shown: string;
}

/**
 * Takes a proxy's address apart. `proxy.example:3128` is short for `http://proxy.example:3128`.
 *
 * @throws TypeError, without anything of its user and password.
 */
export function parseProxy(text: string): Proxy {
  if (text.trim() === '') throw new TypeError('proxy must not be empty: omit it to connect directly');
  // The URL parser would drop some of it silently, or take it for a part of the user or the password.
  if (/[\s\p{Cc}]/u.test(text))
    throw new TypeError('proxy must not have spaces, line breaks or control characters in it');
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme?.startsWith('socks'))
    throw new TypeError('proxy must be an http:// or https:// URL: SOCKS is not supported');
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    throw new TypeError(`proxy must be an http:// or https:// URL, not ${printable(scheme)}://`);
  const full = scheme === undefined ? `http://${text}` : text;
  // Nothing of it is quoted: what cannot be taken apart may have a password anywhere.
  if (!URL.canParse(full))
    throw new TypeError(
      'proxy must be a URL such as http://proxy.example:3128: its host or port is not valid',
    );
  const url = new URL(full);
  if (/@/.test(url.pathname + url.search + url.hash))
    throw new TypeError('proxy has a /, ? or # in its user or password: write / as %2F, ? as %3F, # as %23');
  const { protocol, host, username, password } = url;
  // A token may come without a user.
  const credentials = username || password ? `${userInfo(username)}:${userInfo(password)}` : undefined;
  return {
    url,
    authorization: credentials && `Basic ${Buffer.from(credentials).toString('base64')}`,
    shown: `${protocol}//${host}`,
  };
}
