import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Page } from './page.js';

/** The way from one page to a file of the site. */
export const relative = (from: string, to: string): string =>
  posix.relative(posix.dirname(from), to) || posix.basename(to);

/** Where a link in the repository leads in the site. */
export class Links {
  readonly #root: string;
  readonly #pages: ReadonlyMap<string, string>;
  /** Files of the repository that are no pages and were linked to: they are copied. */
  readonly files = new Set<string>();
  /** Links that lead nowhere, each as a sentence. */
  readonly broken: string[] = [];

  constructor(root: string, pages: readonly Page[]) {
    this.#root = root;
    this.#pages = new Map(
      pages.flatMap(({ source, path }) => (source === undefined ? [] : [[source, path] as const])),
    );
  }

  /** What to write in the site for a link of a page. */
  resolve(href: string, page: Page): string {
    if (/^(https?:|mailto:)/.test(href) || page.source === undefined) return href;
    const [path = '', fragment] = href.split('#');
    const anchor = fragment === undefined ? '' : `#${fragment}`;
    if (path === '') return anchor;
    const target = posix
      .normalize(posix.join(posix.dirname(page.source), decodeURI(path)))
      .replace(/\/$/, '');
    const found = this.#pages.get(target) ?? this.#pages.get(posix.join(target, 'README.md'));
    if (found !== undefined) return `${relative(page.path, found)}${anchor}`;
    const file = join(this.#root, target);
    if (!existsSync(file) || !statSync(file).isFile()) {
      this.broken.push(`${page.source} links to ${href}, which is neither a page nor a file`);
      return href;
    }
    this.files.add(target);
    return `${relative(page.path, copyOf(target))}${anchor}`;
  }
}

/** Where a copied file goes: as text, so that a browser shows it. */
export const copyOf = (file: string): string =>
  `files/${file.replace(/^\./, '')}${/\.(json|txt|css|svg|png)$/.test(file) ? '' : '.txt'}`;
