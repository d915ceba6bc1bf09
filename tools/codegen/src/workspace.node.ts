/** What the repository's own configuration says of entry points, so that no list of services is kept by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { byCodeUnits, mainService } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import type { TakenNames } from './spec/taken-names.js';

const clientManifest = 'packages/client/package.json';
const testSettings = 'tsconfig.tests.json';

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

type Exports = Readonly<Record<string, string>>;
const exportsOf = (manifest: string): Exports =>
  (JSON.parse(manifest) as { readonly exports?: Exports }).exports ?? {};
const isGenerated = (target: string): boolean => /^\.\/dist\/[^/]+\.gen\.js$/.test(target);

/** `./x` before `./y`; the package itself first, its manifest last. */
const entryOrder = (left: string, right: string): number => {
  const rank = (name: string): number => (name === '.' ? 0 : name === './package.json' ? 2 : 1);
  return rank(left) - rank(right);
};

/** The manifest of the client with an entry point for every further service of API 2.0. */
export function withEntryPoints(manifest: string, services: readonly Service[]): string {
  const byHand = Object.entries(exportsOf(manifest)).filter(([, target]) => !isGenerated(target));
  const generated = services
    .filter(({ name }) => name !== mainService)
    .map(({ name }) => [`./${name}`, `./dist/${name}.gen.js`] as const)
    .sort(([left], [right]) => byCodeUnits(left, right));
  const all = [...byHand, ...generated].sort(([left], [right]) => entryOrder(left, right));
  const text = JSON.stringify(Object.fromEntries(all), null, 2).replaceAll('\n', '\n  ');
  return manifest.replace(/"exports": \{[^{}]*\}/, () => `"exports": ${text}`);
}

/** The settings of tests with the source of every entry point of every package. */
export function withSources(settings: string, manifests: ReadonlyMap<string, string>): string {
  const sources = [...manifests].flatMap(([folder, manifest]) => {
    const { name } = JSON.parse(manifest) as { readonly name: string };
    return Object.entries(exportsOf(manifest)).flatMap(([entry, target]) => {
      const source = /^\.\/dist\/(.*)\.js$/.exec(target)?.[1];
      return source === undefined
        ? []
        : [`"${join(name, entry).replaceAll('\\', '/')}": ["./${folder}/src/${source}.ts"]`];
    });
  });
  return settings.replace(/(?<="paths": \{\n)[^}]*?(?=\n\s*\})/, (lines) => {
    const others = lines
      .split('\n')
      .map((line) => line.trim().replace(/,$/, ''))
      .filter((line) => line !== '' && !line.startsWith('"@qcvm/'));
    return [...sources, ...others].map((line) => `      ${line}`).join(',\n');
  });
}

/** Files of the repository that follow from the services; none where the directory is no such repository. */
export function workspaceFiles(root: string, services: readonly Service[]): GeneratedFile[] {
  const manifest = read(join(root, clientManifest));
  const settings = read(join(root, testSettings));
  if (manifest === undefined || settings === undefined) return [];
  const text = withEntryPoints(manifest, services);
  const folders = readdirSync(join(root, 'packages')).sort(byCodeUnits);
  const manifests = new Map(
    folders.flatMap((name): [string, string][] => {
      const folder = `packages/${name}`;
      const found = folder === 'packages/client' ? text : read(join(root, folder, 'package.json'));
      return found === undefined ? [] : [[folder, found]];
    }),
  );
  return [
    { path: clientManifest, text },
    { path: testSettings, text: withSources(settings, manifests) },
  ];
}

/** What the main entry point of the client exports by name: what its service must not be called. */
function exportedNames(source: string): string[] {
  const file = ts.createSourceFile('index.ts', source, ts.ScriptTarget.ES2022);
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) return [];
    const { exportClause } = statement;
    return ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : [];
  });
}

/** What programs written by hand have taken. */
export function takenNames(root: string): TakenNames {
  const manifest = read(join(root, clientManifest));
  const index = read(join(root, 'packages/client/src/index.ts'));
  const byHand = Object.entries(manifest === undefined ? {} : exportsOf(manifest));
  return {
    entryPoints: byHand
      .filter(([, target]) => !isGenerated(target))
      .map(([entry]) => entry.replace('./', '')),
    exports: index === undefined ? [] : exportedNames(index),
  };
}
