import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Group, Page } from './page.js';

/** The files of the repository that become pages. A pattern has one `*`. */
type Pattern = readonly [pattern: string, group: Group, path: (name: string) => string];

/** All of them, in the order of the navigation; each service has a folder of the reference. */
const patternsOf = (services: readonly string[]): readonly Pattern[] => [
  ['README.md', 'Start', () => 'index.html'],
  ['docs/guide/*.md', 'Guide', (name) => `guide/${name.replace(/^\d+-/, '')}.html`],
  ['packages/*/README.md', 'Packages', (name) => `packages/${name}.html`],
  ['docs/reference/README.md', 'Operations', () => 'reference/index.html'],
  ['docs/reference/errors.md', 'Operations', () => 'reference/errors.html'],
  ...services.map((service): Pattern => [
    `docs/reference/${service}/*.md`,
    'Operations',
    (name) => `reference/${service}/${name}.html`,
  ]),
  ['examples/README.md', 'Examples', () => 'examples/index.html'],
  ['examples/*/README.md', 'Examples', (name) => `examples/${name}.html`],
  ['ARCHITECTURE.md', 'Project', () => 'project/architecture.html'],
  ['CONTRIBUTING.md', 'Project', () => 'project/contributing.html'],
  ['docs/benchmarks.md', 'Project', () => 'project/benchmarks.html'],
  ['docs/runtimes.md', 'Project', () => 'project/runtimes.html'],
  ['SECURITY.md', 'Project', () => 'project/security.html'],
  ['specs/README.md', 'Project', () => 'project/specs.html'],
  ['specs/vectors/README.md', 'Project', () => 'project/vectors.html'],
  ['api/README.md', 'Project', () => 'project/public-api.html'],
  ['.changeset/README.md', 'Project', () => 'project/changesets.html'],
  ['docs/decisions/README.md', 'Decisions', () => 'decisions/index.html'],
  ['docs/decisions/*.md', 'Decisions', (name) => `decisions/${name}.html`],
];

/** Numbers by what they are worth: the tenth page of the guide comes after the ninth. */
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** The files that a pattern stands for, each with the part that its `*` stands for. */
function expand(root: string, pattern: string): readonly (readonly [source: string, name: string])[] {
  const [before, after] = pattern.split('*');
  if (before === undefined || after === undefined)
    return existsSync(join(root, pattern)) ? [[pattern, pattern]] : [];
  const directory = join(root, before);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .sort(inOrder)
    .filter((entry) =>
      after.startsWith('/') ? existsSync(join(directory, entry + after)) : entry.endsWith(after),
    )
    .map((entry) => {
      const name = after.startsWith('/') ? entry : entry.slice(0, -after.length);
      return [`${before}${name}${after}`, name] as const;
    });
}

const titleOf = (text: string, source: string): string =>
  (/^# (.+)$/m.exec(text)?.[1] ?? source).replaceAll('`', '');

/** All pages that are written as Markdown in the repository. */
export function readPages(root: string): readonly Page[] {
  const seen = new Set<string>();
  const services = readdirSync(join(root, 'docs/reference'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return patternsOf(services).flatMap(([pattern, group, path]) =>
    expand(root, pattern).flatMap(([source, name]) => {
      if (seen.has(source)) return [];
      seen.add(source);
      const text = readFileSync(join(root, source), 'utf8');
      return [{ path: path(name), source, title: titleOf(text, source), group, text }];
    }),
  );
}
