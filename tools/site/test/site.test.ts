import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '@qcvm-tools/checks/repository';
import { buildSite } from '../src/build.js';
import type { Site } from '../src/build.js';
import { indexSections } from '../src/search-index.js';

let output: string;
let site: Site;
let files: readonly string[];
const html = new Map<string, string>();

beforeAll(async () => {
  output = await mkdtemp(join(tmpdir(), 'qcvm-site-'));
  site = await buildSite({ root, output });
  const entries = await readdir(output, { recursive: true, withFileTypes: true });
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1));
  for (const file of files.filter((each) => each.endsWith('.html')))
    html.set(file, await readFile(join(output, file), 'utf8'));
});
afterAll(() => rm(output, { recursive: true }));

const unescape = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
const attributes = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<[^>]*\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => unescape(value));

describe('the documentation site', () => {
  it('has no link that leads nowhere, neither to a page nor to a place in it', () => {
    const ids = new Map([...html].map(([file, text]) => [file, new Set(attributes(text, 'id'))]));
    const broken: string[] = [];
    for (const [file, text] of html)
      for (const href of [...attributes(text, 'href'), ...attributes(text, 'src')]) {
        if (/^(https:|data:|http:\/\/127\.0\.0\.1)/.test(href)) continue;
        const [path = '', fragment] = href.split('#');
        const target = path === '' ? file : posix.join(posix.dirname(file), path);
        if (!files.includes(target)) broken.push(`${file} → ${href}`);
        else if (fragment && !ids.get(target)?.has(decodeURIComponent(fragment)))
          broken.push(`${file} → ${href}`);
      }
    expect(broken).toEqual([]);
  });

  it('has what programs read: an index, and each page that it names in plain Markdown', async () => {
    const index = await readFile(join(output, 'llms.txt'), 'utf8');
    const named = [...index.matchAll(/\]\((\S+)\)/g)].map(([, path = '']) => path);
    expect(named).toContain('reference/cvm-2017-03-12/StopInstances.md');
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
  });

  it('can be read from a disk without a network: it loads its own files only, by relative paths', () => {
    for (const [file, text] of html) {
      const loaded = [
        ...attributes(text, 'src'),
        ...[...text.matchAll(/<link [^>]*href="([^"]*)"/g)].map(([, href = '']) => href),
      ];
      expect(
        loaded.filter((each) => !/^(\.\.\/)*assets\/|^data:image\/svg/.test(each)),
        file,
      ).toEqual([]);
    }
  });

  it('uses each id once on a page', () => {
    for (const [file, text] of html) {
      const ids = attributes(text, 'id');
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        file,
      ).toEqual([]);
    }
  });

  it('has a page for every operation, with how to try it, and for every export path', () => {
    const titles = site.pages.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining(['StopInstances', 'DescribeInstances', '@qcvm/client', '@qcvm/mock']),
    );
    expect(html.get('reference/cvm/StopInstances.html')).toContain('id="try-it"');
  });

  it('shows no directive that is meant for the checks', () => {
    for (const [file, text] of html) expect(text.includes('<!-- '), file).toBe(false);
  });
});

describe('the search of the site', () => {
  const first = (query: string): string | undefined =>
    (indexSections(site.sections).search(query)[0] as { url?: string } | undefined)?.url;

  it.each([
    ['4500', 'reference/errors.html#4500'],
    ['RequestReplayed', 'reference/errors.html#4500'],
    ['invaild', 'reference/errors.html#operationconstraints.invaildinstancestatus'],
    ['stopinstances', 'reference/cvm/StopInstances.html'],
    ['BatchError', 'api/client.html#BatchError'],
  ])('finds %s at once', (query, url) => {
    expect(first(query)).toBe(url);
  });
});
