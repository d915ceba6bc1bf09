import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryOf, manifestOf, publishedPackages } from '../repository.js';
import type { PublishedPackage } from '../repository.js';
import { runOrThrow } from '../run.js';

export interface PlannedPackage {
  readonly name: PublishedPackage;
  readonly packageName: string;
  readonly from: string;
  readonly to: string;
  /** The part of the changelog that the release adds. */
  readonly changelog: string;
}

/** Changesets that wait for a release, by file name. */
export async function pendingChangesets(checkout: string): Promise<readonly string[]> {
  const names = await readdir(join(checkout, '.changeset'));
  return names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
}

const changelogOf = (checkout: string, name: PublishedPackage): Promise<string> =>
  readFile(join(directoryOf(name, checkout), 'CHANGELOG.md'), 'utf8').catch(() => '');

/** The newest section of a changelog: from the first version's heading to the next one's. */
export const newestSection = (changelog: string): string =>
  /^## [\s\S]*?(?=^## |(?![\s\S]))/m.exec(changelog)?.[0].trim() ?? '';

/** Turns pending changesets into versions and changelogs, in this checkout, and says what came of it. */
export async function applyChangesets(checkout: string): Promise<readonly PlannedPackage[]> {
  const before = publishedPackages.map((name) => manifestOf(directoryOf(name, checkout)).version);
  const changesets = await pendingChangesets(checkout);
  if (changesets.length > 0)
    await runOrThrow('npx', ['--no', '--', 'changeset', 'version'], { cwd: checkout });
  return Promise.all(
    publishedPackages.map(async (name, index) => {
      const { name: packageName, version } = manifestOf(directoryOf(name, checkout));
      const changelog = newestSection(await changelogOf(checkout, name));
      return { name, packageName, from: before[index] ?? version, to: version, changelog };
    }),
  );
}
