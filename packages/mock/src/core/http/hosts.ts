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
