/** `127.0.0.1:8787` without its port; an IPv6 address keeps its brackets. */
export const withoutPort = (host: string): string => host.replace(/:\d*$/, '');

/** The name or the address in a Host: without its port, and without the brackets of an IPv6 address. */
export const hostName = (host: string): string =>
  host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/^([^:]*):\d*$/, '$1');

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether a name is an address. */
export const isAddress = (name: string): boolean => ipv4.test(name) || name.includes(':');

/** Whether a Host, a name or an address can only be this machine. */
export function isLoopback(host: string): boolean {
  const name = hostName(host)
    .toLowerCase()
    .replace(/^::ffff:/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (name.startsWith('127.') && ipv4.test(name))
  );
}

/** Whether a path is where API 2.0 is, at each of its hosts. */
export const isPathOfV2 = (path: string): boolean => path === '/v2/index.php';

/** Whether a Host is one of API 3.0 at the vendor: everywhere else any service may live. */
export function isVendorHost(host: string): boolean {
  if (lastHost.host !== host)
    lastHost = { host, isVendor: /(?:^|\.)tencentcloudapi\.com$/.test(withoutPort(host).toLowerCase()) };
  return lastHost.isVendor;
}

/** The service that a Host of the vendor is of, which is its first label: `cvm` of `cvm.ap-guangzhou.tencentcloudapi.com`. */
export const serviceAt = (host: string): string | undefined =>
  isVendorHost(host) ? host.toLowerCase().split('.', 1)[0] : undefined;

/** Many calls after each other are for one host, and each is asked more than once. */
let lastHost = { host: '', isVendor: false };
