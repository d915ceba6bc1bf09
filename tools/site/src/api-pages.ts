import { readApi } from '@qcvm-tools/checks/api/model';
import type { ApiEntry, ApiItem } from '@qcvm-tools/checks/api/model';
import { publishedPackages } from '@qcvm-tools/checks/repository';
import type { Page } from './page.js';

const kinds = [
  ['function', 'Functions'],
  ['class', 'Classes'],
  ['variable', 'Values'],
  ['interface', 'Interfaces'],
  ['type', 'Types'],
] as const;

/** Doc comments are Markdown with tags; here they become Markdown without. */
export function documentation(text: string): string {
  return text
    .replace(/\{@link\s+(https?:\S+?)(?:\s*\|\s*([^}]+))?\}/g, (_, url: string, label?: string) =>
      label ? `[${label.trim()}](${url})` : `<${url}>`,
    )
    .replace(
      /\{@link\s+([^}|\s]+)(?:\s*\|\s*([^}]+))?\}/g,
      (_, name: string, label?: string) => `\`${label ?? name}\``,
    )
    .replace(/^@param\s+(\S+)\s*(?:-\s*)?/gm, '\n**`$1`**: ')
    .replace(/^@returns?\s+/gm, '\n**Returns** ')
    .replace(/^@throws\s+\{?@?(\w+)\}?\s*/gm, '\n**Throws** `$1` ')
    .replace(/^@(?:default|defaultValue)\s+/gm, '\n**Default** ')
    .replace(/^@example\s*/gm, '\n**Example**\n\n')
    .replace(/^@see\s+/gm, '\n**See** ')
    .replace(/^@(\w+)\s*/gm, '\n**$1** ')
    .trim();
}

const member = ([name, text]: readonly [string, string]): string =>
  `- \`${name}\`: ${documentation(text).replace(/\n+/g, '\n  ')}`;

function itemText({ name, declarations, documentation: comment, members }: ApiItem): string {
  const code = `\`\`\`typescript\n${declarations.join('\n')}\n\`\`\``;
  return [`### ${name}`, documentation(comment), code, [...members].map(member).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function entryText({ specifier, exported, reached }: ApiEntry): string {
  const parts = [`# ${specifier}`, `\`\`\`typescript\nimport { … } from '${specifier}';\n\`\`\``];
  for (const [kind, title] of kinds) {
    const items = exported.filter((item) => item.kind === kind);
    if (items.length > 0) parts.push(`## ${title}`, ...items.map(itemText));
  }
  if (reached.length > 0) parts.push('## Mentioned above, not exported', ...reached.map(itemText));
  return parts.join('\n\n');
}

export interface ApiPage extends Page {
  /** Names that the page explains. */
  readonly names: ReadonlySet<string>;
}

/** `@qcvm/client/wire` → `api/client-wire.html` */
const pathOf = (specifier: string): string =>
  `api/${specifier.replace('@qcvm/', '').replaceAll('/', '-')}.html`;

/** One page for each export path: every name with its declaration and what its comment says. */
export const readApiPages = (): readonly ApiPage[] =>
  publishedPackages.flatMap((name) =>
    readApi(name).map((entry) => ({
      path: pathOf(entry.specifier),
      title: entry.specifier,
      group: 'Typed API' as const,
      text: entryText(entry),
      names: new Set([...entry.exported, ...entry.reached].map((item) => item.name)),
    })),
  );

/** Names in coloured code become links: to the same page, or to another that explains them. */
export function linkNames(
  html: string,
  { page, pages }: { page: ApiPage; pages: readonly ApiPage[] },
): string {
  const target = (name: string): string | undefined => {
    const found = [page, ...pages].find(({ names }) => names.has(name));
    if (found === undefined) return undefined;
    const file = found === page ? '' : found.path.replace('api/', '');
    return `${file}#${name}`;
  };
  return html
    .split(/(<[^>]+>)/)
    .map((part) =>
      part.startsWith('<')
        ? part
        : part.replace(/\b[A-Z]\w+\b/g, (name) => {
            const href = target(name);
            return href === undefined ? name : `<a href="${href}">${name}</a>`;
          }),
    )
    .join('');
}
