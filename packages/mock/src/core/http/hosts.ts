/** `127.0.0.1:8787` without its port; an IPv6 address keeps its brackets. */
export const withoutPort = (host: string): string => host.replace(/:\d*$/, '');

/** Whether a Host names this machine. */
export function isLoopback(host: string): boolean {
  const name = withoutPort(host).toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
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
