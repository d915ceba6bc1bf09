/** `docs/llms.txt`: what there is to read, for programs that read (https://llmstxt.org). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { textFile } from '@qcvm/codegen/toolkit';
import { pagesOf } from './emit/text/naming.js';
import type { Specs } from './generate.js';

const guide = 'docs/guide';

const link = (title: string, path: string, what = ''): string =>
  `- [${title}](${path})${what === '' ? '' : `: ${what}`}`;

const titleOf = (file: string): string =>
  (/^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '').replaceAll('`', '');

/** Links to every page of the guide, in its order, and to that of every operation; nothing where there is no guide. */
export function llmsFiles(root: string, { model, services }: Specs): GeneratedFile[] {
  if (!existsSync(join(root, guide))) return [];
  const pages = readdirSync(join(root, guide))
    .filter((name) => name.endsWith('.md'))
    .sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
  return [
    textFile('docs/llms.txt', [
      '# qcvm',
      '> Tencent Cloud CVM as TypeScript packages: a client that reports a result for every instance, an emulator, a command line, ' +
        'and a generator for other services.',
      '## Guide',
      pages.map((name) => link(titleOf(join(root, guide, name)), `guide/${name}`)).join('\n'),
      '## Reference',
      [
        link('All operations of API 2.0', 'reference/README.md'),
        link('Error codes of API 2.0', 'reference/errors.md'),
        ...services.map(({ title, name, version }) =>
          link(`All operations of ${title} ${version}`, `reference/${name}-${version}/README.md`),
        ),
      ].join('\n'),
      ...[...model.services, ...services].flatMap((service) => {
        const { title, version, protocol, operations } = service;
        const folder = pagesOf(service).replace('docs/', '');
        return [
          protocol === 'v2' ? `## ${title}, API 2.0` : `## ${title} ${version}, API 3.0`,
          operations.map(({ action, summary }) => link(action, `${folder}/${action}.md`, summary)).join('\n'),
        ];
      }),
    ]),
  ];
}
