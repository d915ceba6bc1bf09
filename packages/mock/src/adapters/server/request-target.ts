/** Where a request wants to go. */
export interface RequestTarget {
  readonly host: string;
  /** Starts with `/`. */
  readonly path: string;
  /** The text after `?`, still encoded; empty when there is none. */
  readonly query: string;
}

/** A name or an address, with a port or without. Nothing else can be a Host (RFC 9110 §7.2). */
const hostPattern = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;
const absoluteForm = /^https?:\/\/([^/?#]*)([^?#]*)(.*)$/i;

/**
 * Reads the target of a request line. A client that believes it talks to a proxy sends the absolute form; its
 * authority then counts instead of the Host header (RFC 9112 §3.2.2).
 *
 * @returns the target, or what is wrong with it
 */
export function readRequestTarget(line: string, hosts: readonly string[]): RequestTarget | string {
  if (hosts.length > 1) return 'The request has more than one Host header: send exactly one.';
  const absolute = line.startsWith('/') ? undefined : absoluteForm.exec(line);
  if (absolute === null) return 'The request target is neither a path nor an absolute URL.';
  const host = absolute === undefined ? hosts[0] : absolute[1];
  if (host === undefined || host === '') return 'The request has no Host: it is part of what is signed.';
  if (!hostPattern.test(host)) return 'The Host is not a name or an address with an optional port.';
  const target = absolute === undefined ? line : `${absolute[2] || '/'}${absolute[3] ?? ''}`;
  const question = target.indexOf('?');
  return question === -1
    ? { host, path: target, query: '' }
    : { host, path: target.slice(0, question), query: target.slice(question + 1) };
}
