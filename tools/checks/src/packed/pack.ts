import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { directoryOf, manifestOf, publishedPackages, root } from '../repository.js';
import type { Manifest, PublishedPackage } from '../repository.js';
import { runOrThrow } from '../run.js';

export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** One package as npm would upload it. */
export interface PackedPackage {
  readonly name: PublishedPackage;
  readonly manifest: Manifest;
  /** Absolute path of the .tgz. */
  readonly tarball: string;
  /** Bytes of the .tgz. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly integrity: string;
  readonly files: readonly PackedFile[];
}

export type PackedPackages = Readonly<Record<PublishedPackage, PackedPackage>>;

interface NpmPackEntry {
  readonly name: string;
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly integrity: string;
  readonly files: readonly PackedFile[];
}

const cache = join(root, '.cache', 'packed');

/** Everything that can end up in a tarball, as one hash: the same files are packed once, however many checks ask. */
async function contentHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of publishedPackages) {
    const directory = directoryOf(name);
    if (!existsSync(join(directory, 'dist')))
      throw new Error(
        `packages/${name} is not built. Run \`npm run build\` first: the checks look at what npm would get.`,
      );
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/[/\\](node_modules|src|test)[/\\]/.test(path.slice(directory.length)))
      .sort();
    for (const path of files)
      hash
        .update(`${path.slice(root.length)}\0`)
        .update(await readFile(path))
        .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Packs what a checkout has built into a directory. */
export async function packInto(destination: string, checkout: string = root): Promise<PackedPackages> {
  const { stdout } = await runOrThrow(
    'npm',
    [
      'pack',
      '--json',
      '--ignore-scripts',
      '--loglevel=error',
      '--pack-destination',
      destination,
      ...publishedPackages.flatMap((name) => ['--workspace', join('packages', name)]),
    ],
    { cwd: checkout },
  );
  const entries = JSON.parse(stdout) as NpmPackEntry[];
  const packed = publishedPackages.map((name): PackedPackage => {
    const manifest = manifestOf(directoryOf(name, checkout));
    const entry = entries.find((each) => each.name === manifest.name);
    if (entry === undefined) throw new Error(`npm pack did not mention ${manifest.name}`);
    const { filename, size, unpackedSize, integrity, files } = entry;
    return { name, manifest, tarball: join(destination, filename), size, unpackedSize, integrity, files };
  });
  return Object.fromEntries(packed.map((each) => [each.name, each])) as PackedPackages;
}

/**
 * Packs the published packages with `npm pack`, once for each state of the build. Several processes may ask at the same
 * time: each packs into a directory of its own, and the first to finish gives it the name that all then use.
 */
export async function packPackages(): Promise<PackedPackages> {
  const directory = join(cache, await contentHash());
  const list = join(directory, 'packed.json');
  if (!existsSync(directory)) {
    await mkdir(dirname(directory), { recursive: true });
    const draft = await mkdtemp(join(cache, 'draft-'));
    const text = JSON.stringify(await packInto(draft));
    await writeFile(join(draft, 'packed.json'), text.replaceAll(draft, directory));
    await rename(draft, directory).catch(async (error: unknown) => {
      await rm(draft, { recursive: true });
      if (!existsSync(directory)) throw error;
    });
  }
  return JSON.parse(await readFile(list, 'utf8')) as PackedPackages;
}
