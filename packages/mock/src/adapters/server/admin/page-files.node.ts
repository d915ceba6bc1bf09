import { readFile } from 'node:fs/promises';
import { AdminError } from './admin-error.js';
import type { WrittenAnswer } from './admin.node.js';

/** The page is bundled into the package's `dist/page`; this file is three levels below the package in `src` and in `dist`. */
const directory = new URL('../../../../dist/page/', import.meta.url);

const files: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/app.js': { name: 'app.js', type: 'text/javascript; charset=utf-8' },
  '/app.css': { name: 'app.css', type: 'text/css; charset=utf-8' },
  '/icon.svg': { name: 'icon.svg', type: 'image/svg+xml' },
};

/** Nothing but our own files, and nobody may frame them. */
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
  const body = await readFile(new URL(file.name, directory)).catch(() => {
    throw new AdminError(
      500,
      `The page's file ${file.name} is not in the package: build it with "npm run build".`,
    );
  });
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
