import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, from `src` and from `dist` alike. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The packages that npm sees, dependencies first: this is also the order in which they are published. */
export const publishedPackages = ['client', 'codegen', 'mock', 'fleet', 'cli'] as const;
export type PublishedPackage = (typeof publishedPackages)[number];

/** The part of a package.json that the checks read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export const directoryOf = (name: PublishedPackage, checkout: string = root): string =>
  join(checkout, 'packages', name);

export const manifestOf = (directory: string): Manifest =>
  JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
