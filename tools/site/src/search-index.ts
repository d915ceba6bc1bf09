import MiniSearch from 'minisearch';
import type { Section } from './page.js';

/** Shared with `assets/search.js`, which reads the index in the browser. */
export const searchOptions = {
  fields: ['title', 'page', 'text'],
  storeFields: ['url', 'title', 'page', 'text'],
  searchOptions: { boost: { title: 6, page: 2 }, prefix: true, combineWith: 'AND' as const },
};

const mostText = 600;

/** All sections as one index. */
export function indexSections(sections: readonly Section[]): MiniSearch {
  const index = new MiniSearch(searchOptions);
  index.addAll(sections.map((section, id) => ({ id, ...section, text: section.text.slice(0, mostText) })));
  return index;
}

/** A script rather than JSON: a page that was opened from a disk may load scripts, but not fetch. */
export const indexScript = (index: MiniSearch): string =>
  `globalThis.siteSearch = ${JSON.stringify({ options: searchOptions, index: index.toJSON() })};\n`;
