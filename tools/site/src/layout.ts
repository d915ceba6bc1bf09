import { escapeHtml } from './highlight.js';
import { relative } from './links.js';
import type { Rendered } from './markdown.js';
import { groups } from './page.js';
import type { Page } from './page.js';

/** Short names for the navigation: a title there stands under its group. */
const shortTitle = ({ title, group }: Page): string => {
  if (group === 'Decisions') return title.replace(/^(\d{4}): /, '$1 ');
  if (group === 'Start') return 'Overview';
  return title;
};

function navigation(page: Page, pages: readonly Page[]): string {
  return groups
    .map((group) => {
      const members = pages.filter((each) => each.group === group);
      if (members.length === 0) return '';
      const links = members.map((each) => {
        const current = each.path === page.path ? ' aria-current="page"' : '';
        return `<li><a href="${relative(page.path, each.path)}"${current}>${escapeHtml(shortTitle(each))}</a></li>`;
      });
      const open = group === page.group || ['Start', 'Guide', 'Operations'].includes(group) ? ' open' : '';
      return `<details${open}><summary>${group}</summary><ul>${links.join('')}</ul></details>`;
    })
    .join('\n');
}

function contents({ headings }: Rendered): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 3) return '';
  const links = shown.map(
    ({ level, id, text }) => `<li class="level-${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  );
  return `<aside class="contents" aria-label="On this page"><p>On this page</p><ul>${links.join('')}</ul></aside>`;
}

function neighbours(page: Page, pages: readonly Page[]): string {
  const index = pages.indexOf(page);
  const link = (target: Page | undefined, relation: 'prev' | 'next'): string =>
    target === undefined
      ? '<span></span>'
      : `<a rel="${relation}" href="${relative(page.path, target.path)}">${escapeHtml(shortTitle(target))}</a>`;
  return `<nav class="neighbours" aria-label="Previous and next page">${link(pages[index - 1], 'prev')}${link(pages[index + 1], 'next')}</nav>`;
}

const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#1f6feb"/><path d="M8 3v5" stroke="#fff" stroke-width="2" stroke-linecap="round"/><path d="M5 5.2a4 4 0 1 0 6 0" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>',
  );

/** A whole page. It loads nothing but the site's own files, by relative paths: it works from a disk. */
export function layout(page: Page, rendered: Rendered, pages: readonly Page[]): string {
  const to = (path: string): string => relative(page.path, path);
  const title = page.path === 'index.html' ? 'qcvm' : `${page.title} · qcvm`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${to('assets/site.css')}">
<script src="${to('assets/theme.js')}"></script>
<script src="${to('assets/search.js')}" defer data-root="${to('index.html').replace(/index\.html$/, '')}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="${to('index.html')}">qcvm</a>
<div class="search" role="search">
<input id="search" type="search" placeholder="Search: an error code, an operation, a type" autocomplete="off" spellcheck="false"
 role="combobox" aria-label="Search" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
<kbd aria-hidden="true">/</kbd>
<ul id="results" role="listbox" aria-label="Search results" hidden></ul>
</div>
<button id="theme" type="button" aria-label="Colours: as the system">◐</button>
</header>
<div class="columns">
<nav class="pages" aria-label="All pages">
<input type="checkbox" id="menu" class="menu"><label for="menu">Menu</label>
<div class="groups">
${navigation(page, pages)}
</div>
</nav>
<main id="content">
${rendered.html}
${neighbours(page, pages)}
</main>
${contents(rendered)}
</div>
</body>
</html>
`;
}
