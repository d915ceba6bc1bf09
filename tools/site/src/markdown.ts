import { Marked } from 'marked';
import type { Token, Tokens } from 'marked';
import { escapeHtml, highlight } from './highlight.js';
import type { Page, Section } from './page.js';

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
}

export interface RenderOptions {
  readonly resolve: (href: string, page: Page) => string;
  /** Changes a block of code after it was coloured; for links to types. */
  readonly decorate?: (html: string, language: string) => string;
  /** Headings that are names keep them as ids: `Cvm` and `cvm` are two. */
  readonly exactIds?: boolean;
}

/** Headings get the ids that code hosts give them, so that one link works in both places. */
const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** A number for each id that a page has already: two declarations may have one name. */
function numbering(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : `${id}-${count}`;
  };
}

const plain = (tokens: readonly Token[] | undefined): string =>
  (tokens ?? [])
    .map((token) => {
      if (token.type === 'html') return '';
      if (token.type === 'table') {
        const { header, rows } = token as Tokens.Table;
        return [header, ...rows].map((row) => row.map((cell) => plain(cell.tokens)).join(' ')).join('\n');
      }
      if (token.type === 'list')
        return (token as Tokens.List).items.map((item) => plain(item.tokens)).join('\n');
      if ('tokens' in token && token.tokens !== undefined) return plain(token.tokens);
      return 'text' in token && typeof token.text === 'string' ? token.text : '';
    })
    .join(' ')
    .replace(/[^\S\n]+/g, ' ');

/** An anchor that a page sets by hand before a heading: `<a id="4500"></a>`. */
const anchorOf = (token: Token | undefined): string | undefined => {
  if (token?.type !== 'html' && token?.type !== 'paragraph') return undefined;
  return /^<a id="([^"]+)"><\/a>\s*$/.exec(token.raw)?.[1];
};

/** Splits a page at its headings, as the search wants it. */
function sectionsOf(page: Page, tokens: readonly Token[], headings: readonly Heading[]): readonly Section[] {
  const sections: { url: string; title: string; parts: string[] }[] = [];
  const named = tokens.filter((token) => token.type !== 'space');
  const queue = [...headings];
  for (const [index, token] of named.entries()) {
    if (token.type === 'heading') {
      const heading = queue.shift();
      const id = anchorOf(named[index - 1]) ?? heading?.id ?? '';
      const first = sections.length === 0;
      sections.push({ url: first ? page.path : `${page.path}#${id}`, title: heading?.text ?? '', parts: [] });
    } else sections.at(-1)?.parts.push(plain([token]));
  }
  return sections.map(({ url, title, parts }) => ({
    url,
    page: page.title,
    title,
    text: parts.join(' ').trim(),
  }));
}

/** Turns a page's Markdown into HTML. */
export function render(page: Page, { resolve, decorate, exactIds = false }: RenderOptions): Rendered {
  const unique = numbering();
  const headings: Heading[] = [];
  // A page may set an anchor by hand that is also what a heading would get.
  const anchors = new Set([...page.text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const text = plain(tokens).trim();
        const id = unique(exactIds && depth > 2 ? text : slugOf(text));
        headings.push({ level: depth, id, text });
        const link =
          depth === 1 ? '' : `<a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
        const own = anchors.has(id) ? '' : ` id="${id}"`;
        return `<h${depth}${own}>${this.parser.parseInline(tokens)}${link}</h${depth}>\n`;
      },
      code({ text, lang = '' }) {
        const language = lang.split(/\s/)[0] ?? '';
        const html = highlight(text, language);
        return `<pre tabindex="0"><code>${decorate?.(html, language) ?? html}</code></pre>\n`;
      },
      link({ href, title, tokens }) {
        const target = escapeHtml(resolve(href, page));
        const hint = title ? ` title="${escapeHtml(title)}"` : '';
        return `<a href="${target}"${hint}>${this.parser.parseInline(tokens)}</a>`;
      },
      table(token) {
        const cell = (tag: string, { tokens }: Tokens.TableCell): string =>
          `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
        const row = (tag: string, cells: Tokens.TableCell[]): string =>
          `<tr>${cells.map((each) => cell(tag, each)).join('')}</tr>`;
        const bare = token.header.every(({ text }) => text === '');
        const head = bare ? '' : `<thead>${row('th', token.header)}</thead>`;
        const body = `<tbody>${token.rows.map((cells) => row('td', cells)).join('\n')}</tbody>`;
        return `<div class="table" tabindex="0"><table${bare ? ' class="facts"' : ''}>${head}${body}</table></div>\n`;
      },
      // Comments are for the checks of the document.
      html({ text }) {
        return text.startsWith('<!--') ? '' : text;
      },
    },
  });
  const tokens = marked.lexer(page.text);
  const html = marked.parser(tokens);
  return { html, headings, sections: sectionsOf(page, tokens, headings) };
}
