import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkNames, readApiPages } from './api-pages.js';
import type { ApiPage } from './api-pages.js';
import { layout } from './layout.js';
import { copyOf, Links } from './links.js';
import { render } from './markdown.js';
import { groups } from './page.js';
import type { Page, Section } from './page.js';
import { indexScript, indexSections } from './search-index.js';
import { plainPages } from './plain-pages.js';
import { readPages } from './sources.js';
import { withTryIt } from './try-it.js';

const assets = fileURLToPath(new URL('../assets', import.meta.url));
const searchLibrary = join(
  dirname(createRequire(import.meta.url).resolve('minisearch')),
  '..',
  'umd',
  'index.js',
);

export interface Site {
  readonly pages: readonly Page[];
  readonly sections: readonly Section[];
}

export interface SiteOptions {
  /** The repository. */
  readonly root: string;
  /** Where the site goes; what was there is removed. */
  readonly output: string;
}

const inOrder = (pages: readonly Page[]): readonly Page[] =>
  groups.flatMap((group) => pages.filter((page) => page.group === group));

/**
 * Makes the whole site.
 *
 * @throws Error with every link that leads nowhere.
 */
export async function buildSite({ root, output }: SiteOptions): Promise<Site> {
  const apiPages = readApiPages();
  const pages = inOrder([...readPages(root).map(withTryIt), ...apiPages]);
  const links = new Links(root, pages);
  const sections: Section[] = [];
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(output, path)), { recursive: true });
    await writeFile(join(output, path), text);
  };

  await rm(output, { recursive: true, force: true });
  for (const page of pages) {
    const apiPage = apiPages.find((each): each is ApiPage => each === page);
    const rendered = render(page, {
      resolve: (href, from) => links.resolve(href, from),
      ...(apiPage && {
        exactIds: true,
        decorate: (html) => linkNames(html, { page: apiPage, pages: apiPages }),
      }),
    });
    sections.push(...rendered.sections);
    await write(page.path, layout(page, rendered, pages));
  }
  if (links.broken.length > 0) throw new Error(links.broken.join('\n'));
  await cp(assets, join(output, 'assets'), { recursive: true });
  await copyFile(searchLibrary, join(output, 'assets', 'minisearch.js'));
  await write('assets/search-index.js', indexScript(indexSections(sections)));
  for (const file of links.files) {
    const copy = join(output, copyOf(file));
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(root, file), copy);
  }
  for (const { from, to } of plainPages(root)) {
    await mkdir(dirname(join(output, to)), { recursive: true });
    await copyFile(join(root, from), join(output, to));
  }
  return { pages, sections };
}
