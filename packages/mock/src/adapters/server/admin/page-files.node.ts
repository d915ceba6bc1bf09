import { AdminError } from './admin-error.js';

/** An answer as bytes. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const files: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/app.js': { name: 'app.js', type: 'text/javascript; charset=utf-8' },
  '/app.css': { name: 'app.css', type: 'text/css; charset=utf-8' },
  '/icon.svg': { name: 'icon.svg', type: 'image/svg+xml' },
};

/** Nothing but our own files, and no other page may frame them. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** One of the page's files. */
export async function pageFile(method: string, path: string): Promise<WrittenAnswer> {
  if (method !== 'GET' && method !== 'HEAD') throw new AdminError(405, 'The page knows GET.');
  if (path === '') return { status: 308, headers: { location: '/_emulator/' }, body: '' };
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!file) throw new AdminError(404, 'There is no such file.');
  const body = await contentOf(file.name);
  return {
    status: 200,
    headers: {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
    body,
  };
}

/** A module and no files beside it, so that a bundled program has the page as well. Loaded when it is first asked for. */
async function contentOf(name: string): Promise<string> {
  const content = await import('#page').then(
    ({ files: built }) => built[name],
    () => undefined,
  );
  if (content !== undefined) return content;
  throw new AdminError(500, `The page's file ${name} is not in the package: build it with "npm run build".`);
}
