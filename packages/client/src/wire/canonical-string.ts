import type { FlatParameters } from './flatten.js';

/** The text that is signed. `params` are flat, `host` is the Host that the request goes to, with its port. */
export function canonicalString(request: {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly params: FlatParameters;
}): string {
  const { method, host, path, params } = request;
  const joined = Object.keys(params)
    .filter((name) => name !== 'Signature' && !(method === 'POST' && params[name]?.startsWith('@')))
    .sort()
    .map((name) => `${name.replace(/(?!^)_/g, '.')}=${params[name]}`)
    .join('&');
  return `${method}${host}${path}?${joined}`;
}
