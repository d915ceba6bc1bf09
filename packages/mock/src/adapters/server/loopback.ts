/** The host without its port, and without the brackets of an IPv6 address. */
export const hostName = (host: string): string =>
  host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d+$/, '');

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export const isAddress = (name: string): boolean => ipv4.test(name) || name.includes(':');

/** Whether an address or a name can only be this machine. */
export function isLoopback(name: string): boolean {
  const plain = name.toLowerCase().replace(/^::ffff:/, '');
  return (
    plain === 'localhost' ||
    plain.endsWith('.localhost') ||
    plain === '::1' ||
    (ipv4.test(plain) && plain.startsWith('127.'))
  );
}
