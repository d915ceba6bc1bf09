import { request as httpRequest, type Agent } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest, type AgentOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { systemRuntime, type Runtime } from '../model/runtime.js';
import { TransportFailure } from '../model/transport.js';

/** The URL of the proxy for requests to a target, if one is to be used. */
export type ProxyChoice = (target: URL) => string | undefined;

/** Milliseconds that a proxy may take to open a tunnel. */
const tunnelTimeout = 10_000;

/**
 * What `HTTPS_PROXY` and `NO_PROXY` say, in the way that curl reads them: lower case before upper case, `ALL_PROXY` last; in
 * NO_PROXY host names with all their subdomains, perhaps with a port, or `*`. This machine is never reached through a proxy.
 */
export function proxyFromEnvironment(
  environment: Runtime['environment'] = (name) => systemRuntime.environment(name),
): ProxyChoice {
  const read = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = environment(name)?.trim();
      if (value) return value;
    }
    return undefined;
  };
  return (target) => {
    const host = target.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
    if (/^(localhost|.+\.localhost|127\..+|::1)$/.test(host)) return undefined;
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const exceptions =
      read('no_proxy', 'NO_PROXY')
        ?.toLowerCase()
        .split(/[\s,]+/) ?? [];
    const excepted = exceptions.some((entry) => {
      const [, name = '', entryPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (entry === '*') return true;
      if (name === '' || (entryPort !== undefined && entryPort !== port)) return false;
      return host === name || host.endsWith(`.${name}`);
    });
    if (excepted || target.protocol !== 'https:') return undefined;
    return read('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY');
  };
}

/** The proxy's URL, without its password, for messages. */
const shown = ({ protocol, host }: URL): string => `${protocol}//${host}`;

/** Takes a proxy's address apart. `proxy.example:3128` is short for `http://proxy.example:3128`. */
export function parseProxy(text: string): URL {
  const full = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new TypeError('The proxy must be an http:// or https:// URL. SOCKS is not supported.');
}

/** Reaches its targets through a tunnel that an HTTP proxy opens: TLS is with the target, the proxy sees only its name. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL;
  readonly #tls: AgentOptions;

  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#tls = options;
  }

  override createConnection(
    options: AgentOptions & { host?: string; port?: number | string },
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const proxy = this.#proxy;
    const host = proxy.hostname.replace(/^\[(.*)\]$/, '$1');
    const target = `${options.host ?? ''}:${options.port ?? 443}`;
    const authority = target.replace(/^([^[]*:.*):(\d+)$/, '[$1]:$2');
    const user = decodeURIComponent(proxy.username);
    const password = decodeURIComponent(proxy.password);
    const credentials = Buffer.from(`${user}:${password}`).toString('base64');
    const done = callback as (error: Error | null, stream?: Duplex) => void;
    const fail = (reason: string, cause?: unknown): void =>
      done(new TransportFailure(`${reason} (${shown(proxy)})`, { phase: 'unsent', cause }));
    const outgoing = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      hostname: host,
      // Else its name would be taken from the Host, which is the target's.
      servername: isIP(host) ? '' : host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      agent: false,
      timeout: tunnelTimeout,
      headers: { host: authority, ...(user ? { 'proxy-authorization': `Basic ${credentials}` } : {}) },
      rejectUnauthorized: true,
      ...(this.#tls.ca === undefined ? {} : { ca: this.#tls.ca }),
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error('the proxy did not answer')));
    outgoing.once('error', (error) => fail('the proxy could not be reached', error));
    outgoing.once('response', (incoming) => {
      incoming.destroy();
      fail(`the proxy answered HTTP ${incoming.statusCode}`);
    });
    outgoing.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) {
        socket.setTimeout(0);
        done(null, super.createConnection({ ...options, socket } as AgentOptions) ?? socket);
        return;
      }
      socket.destroy();
      fail(`the proxy answered HTTP ${answer.statusCode}`);
    });
    outgoing.end();
    return undefined;
  }
}

/** An agent for a target, if a proxy is chosen for it. */
export function tunnelAgent(choose: ProxyChoice): (target: URL, options: AgentOptions) => Agent | undefined {
  return (target, options) => {
    const proxy = target.protocol === 'https:' ? choose(target) : undefined;
    return proxy === undefined ? undefined : new TunnelAgent(parseProxy(proxy), options);
  };
}
