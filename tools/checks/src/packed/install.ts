import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { directoryOf, manifestOf, publishedPackages, root } from '../repository.js';
import type { Manifest, PublishedPackage } from '../repository.js';
import { runOrThrow } from '../run.js';
import { packPackages } from './pack.js';

export interface InstallOptions {
  /** Which packages to install. Default: all. */
  readonly packages?: readonly PublishedPackage[];
  /** A directory whose files are copied to the place first: the program that uses the packages. */
  readonly from?: string;
  /** Third-party packages that the program needs in addition to those in its package.json. */
  readonly also?: readonly string[];
}

/** Names of the third-party packages that a manifest declares, in any way. */
const thirdParties = (manifest: Manifest): readonly string[] =>
  [
    manifest.dependencies,
    manifest.peerDependencies,
    manifest.optionalDependencies,
    manifest.devDependencies,
  ].flatMap((table) => Object.keys(table ?? {}).filter((name) => !name.startsWith('@qcvm/')));

/** Links what is already on the disk, so that nothing has to be downloaded. */
async function link(names: readonly string[], { from, to }: { from: string; to: string }): Promise<void> {
  for (const name of names) {
    const target = [join(from, 'node_modules', name), join(root, 'node_modules', name)].find(existsSync);
    const path = join(to, 'node_modules', name);
    if (target === undefined || existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true });
    await symlink(target, path, 'junction');
  }
}

/** The directory of a package that another one finds from where it is. */
function find(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(found)) return found;
    if (at === root || at === dirname(at)) return undefined;
  }
}

/** Copies packages with all that they need below them, each in the version that it finds in the repository. */
async function install(names: readonly string[], { from, to }: { from: string; to: string }): Promise<void> {
  for (const name of names) {
    const target = find(name, from);
    const path = join(to, 'node_modules', name);
    if (target === undefined || existsSync(path)) continue;
    await cp(target, path, {
      recursive: true,
      filter: (each) => !each.slice(target.length).includes('node_modules'),
    });
    await install(Object.keys(manifestOf(target).dependencies ?? {}), { from: target, to: path });
  }
}

/**
 * Makes a directory outside the repository in which the packed tarballs are installed, and returns its path. Each
 * package finds what it declares and nothing else, so a dependency that is used but not declared is missing here as it
 * would be at a user's.
 */
export async function installPacked({
  packages = publishedPackages,
  from,
  also = [],
}: InstallOptions = {}): Promise<string> {
  const packed = await packPackages();
  const place = await mkdtemp(join(tmpdir(), 'qcvm-installed-'));
  if (from !== undefined)
    await cp(from, place, { recursive: true, filter: (path) => !/[/\\](node_modules|dist)$/.test(path) });
  if (!existsSync(join(place, 'package.json')))
    await writeFile(join(place, 'package.json'), '{ "private": true, "type": "module" }\n');
  for (const name of packages) {
    const to = join(place, 'node_modules', '@qcvm', name);
    await mkdir(to, { recursive: true });
    await runOrThrow('tar', ['-xzf', packed[name].tarball, '-C', to, '--strip-components=1']);
    await install(
      Object.keys(manifestOf(to).dependencies ?? {}).filter((each) => !each.startsWith('@qcvm/')),
      {
        from: directoryOf(name),
        to,
      },
    );
    await link(thirdParties(manifestOf(to)), { from: directoryOf(name), to });
  }
  await link([...thirdParties(manifestOf(place)), ...also], { from: from ?? root, to: place });
  return place;
}
