import { X509Certificate } from 'node:crypto';
import type { Agent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import {
  callable,
  checkedLater,
  checkFields,
  count,
  throwIfAny,
  type Rule,
  type Rules,
} from '../model/option-rules.js';
import { own } from '../model/own.js';
import type { Problem } from '../model/errors/errors.js';
import { describeProblem } from '../model/errors/problem.js';
import { isPlainObject } from '../model/shape.js';
import { parseProxy, type ProxyChoice } from './proxy/proxy.node.js';

/** An agent for an origin, made with the given options; `undefined`: the transport's own. */
export type AgentChoice = (origin: URL, options: AgentOptions) => Agent | undefined;

/** Options of the transport of Node. */
export interface TransportOptions {
  /** Certificates to trust in place of Node's own, in PEM form: for a private authority, or a proxy that opens TLS. */
  readonly ca?: AgentOptions['ca'];
  /** A client certificate, and its key. */
  readonly cert?: AgentOptions['cert'];
  readonly key?: AgentOptions['key'];
  /** Connections to one host at a time, those that are being opened included. Default 64. */
  readonly maxSockets?: number | undefined;
  /** A custom agent for an origin, instead of the default one. */
  readonly agent?: AgentChoice | undefined;
  /**
   * Goes through an HTTP proxy: its URL, or what `proxyFromEnvironment()` gives. Requests to this machine by plain HTTP do not; those by
   * plain HTTP to another machine are refused where a proxy is chosen for them, as none carries them.
   */
  readonly proxy?: string | ProxyChoice | undefined;
}

const texts = (value: unknown): string[] =>
  [value].flat().map((part) => (part instanceof Uint8Array ? Buffer.from(part).toString() : String(part)));

const certificate = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[\s\S]+?-----END \1-----/g;

/** Node takes any text for `ca` and trusts no certificate then. */
function areCertificates(value: unknown): boolean {
  try {
    const found = texts(value).map((text) => text.match(certificate) ?? []);
    for (const pem of found.flat()) new X509Certificate(pem);
    return found.length > 0 && found.every(({ length }) => length > 0);
  } catch {
    return false;
  }
}

const certificates: Rule = {
  must: 'one or more certificates in PEM format (their text, not a path)',
  test: areCertificates,
};

const rules: Rules = {
  ca: certificates,
  cert: certificates,
  // Node reads it: it may be encrypted, or a list.
  key: checkedLater,
  maxSockets: count,
  agent: callable,
  proxy: {
    must: 'a URL, or a function that returns one',
    test: (value) => typeof value === 'string' || typeof value === 'function',
  },
};

/** A problem of something of which nothing may be shown. */
const secretProblem = (parameter: string, rule: string, message: string): Problem => ({
  parameter,
  rule,
  received: 'something that is not shown',
  message,
});

function tlsProblem(options: TransportOptions): Problem | undefined {
  const { ca, cert, key } = own(options);
  if (cert === undefined && key !== undefined)
    return secretProblem('cert', 'required', 'cert must come with key');
  if (key === undefined && cert !== undefined)
    return secretProblem('key', 'required', 'key must come with cert');
  try {
    createSecureContext(own({ ca, cert, key }));
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
    const message = `key must be the private key of cert, in PEM format (its text, not a path): Node rejects it (${code})`;
    return secretProblem('key', 'tls', message);
  }
}

function proxyProblem(proxy: string): Problem | undefined {
  try {
    parseProxy(proxy);
    return undefined;
  } catch (error) {
    return secretProblem('proxy', 'url', error instanceof Error ? error.message : 'proxy must be a URL');
  }
}

/**
 * Checks all of a transport's options that can be checked before a connection is opened.
 *
 * @throws ValidationError with everything that is wrong with them.
 */
export function checkTransportOptions(options: TransportOptions): void {
  const problems: Problem[] = [];
  if (!isPlainObject(options))
    problems.push(
      describeProblem({ parameter: 'options', rule: 'type', must: 'must be an object', value: options }),
    );
  else {
    checkFields(rules, options, { path: '', problems });
    const { ca, cert, key, proxy, agent } = own(options);
    if (problems.length === 0 && (ca ?? cert ?? key) !== undefined) {
      const problem = tlsProblem(options);
      if (problem) problems.push(problem);
    }
    const problem = typeof proxy === 'string' ? proxyProblem(proxy) : undefined;
    if (problem) problems.push(problem);
    if (proxy !== undefined && agent !== undefined)
      problems.push(
        describeProblem({
          parameter: 'agent',
          rule: 'conflict',
          must: 'and proxy are mutually exclusive',
          value: agent,
        }),
      );
  }
  throwIfAny(problems, { action: 'createNodeTransport', advice: 'Correct the options.' });
}
