import { BlockList, isIP } from 'node:net';

const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
const withoutDot = (name: string): string => name.replace(/\.$/, '');

/** A host name or an address as `URL` gives it, to be compared: lower case, no brackets, no dot at the end. */
export const hostOf = ({ hostname }: URL): string => withoutDot(withoutBrackets(hostname).toLowerCase());

const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80');

/** `10.0.0.0/8`, `::1`, `[fd00::]/8`, `[::1]:8443`: the address, how many of its bits count, and the port. */
const address = /^(?:\[([^\]]+)\]|([^/[\]]+?))(?:\/(\d{1,3}))?(?::(\d+))?$/;

function matchesAddress(entry: string, host: string, port: string): boolean {
  // Without brackets, a colon belongs to the address.
  const [, bracketed, bare, bits, entryPort] =
    isIP(entry) === 6 ? [entry, undefined, entry] : (address.exec(entry) ?? []);
  const network = bracketed ?? bare ?? '';
  const family = isIP(network);
  if (family === 0 || family !== isIP(host) || (entryPort !== undefined && entryPort !== port)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const prefix = Number(bits ?? (family === 6 ? 128 : 32));
  if (prefix > (family === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}

function matchesName(entry: string, host: string, port: string): boolean {
  const [, text = '', entryPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const name = withoutDot(text);
  if (name === '' || (entryPort !== undefined && entryPort !== port)) return false;
  return host === name || host.endsWith(`.${name}`);
}

/**
 * Whether a list such as NO_PROXY excepts a target, in the way that curl 7.86 and newer read it: `*`; host names with all their
 * subdomains; addresses, IPv6 with or without brackets; networks such as `10.0.0.0/8`. Like other programs, and unlike curl, it
 * also takes a port after an entry.
 */
export function isExcepted(list: string, target: URL): boolean {
  const host = hostOf(target);
  const port = portOf(target);
  const matches = isIP(host) ? matchesAddress : matchesName;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry === '*' || matches(entry, host, port));
}
