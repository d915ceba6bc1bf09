import type { ApiEntry, ApiItem } from './model.js';

const block = (items: readonly ApiItem[]): string =>
  [
    '```ts',
    ...items
      .map(({ declarations }) => declarations.join('\n'))
      .flatMap((text, index) => (index === 0 ? [text] : ['', text])),
    '```',
  ].join('\n');

/** One export path as a text that a person reviews and a test compares. */
export function snapshotOf({ specifier, exported, reached }: ApiEntry): string {
  const parts = [
    `# Public API of \`${specifier}\``,
    'Made from the built declarations by `npm run api:update`. A change here is a change for users: it needs a changeset.',
    '## Exported',
    exported.length === 0 ? 'Nothing.' : block(exported),
  ];
  if (reached.length > 0) parts.push('## Reached from there, not exported', block(reached));
  return `${parts.join('\n\n')}\n`;
}

/** `@qcvm/client/wire` → `client.wire.md` */
export const snapshotFile = (specifier: string): string =>
  `${specifier.replace('@qcvm/', '').replaceAll('/', '.')}.md`;
