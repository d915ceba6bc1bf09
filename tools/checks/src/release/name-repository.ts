import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryOf, publishedPackages } from '../repository.js';

export interface RepositoryPlace {
  /** `GITHUB_SERVER_URL` of a workflow. */
  readonly server: string;
  /** `GITHUB_REPOSITORY` of a workflow: owner and name. */
  readonly repository: string;
}

/** A manifest that says where its package comes from: the registry compares that with the provenance statement. */
export function withRepository(
  manifest: Readonly<Record<string, unknown>>,
  { server, repository }: RepositoryPlace,
  directory: string,
): Record<string, unknown> {
  return { ...manifest, repository: { type: 'git', url: `git+${server}/${repository}.git`, directory } };
}

/**
 * Writes into each package's manifest where it comes from, so that the repository can be moved without editing them.
 * Returns what puts the manifests back.
 */
export async function nameRepository(checkout: string, place: RepositoryPlace): Promise<() => Promise<void>> {
  const before = new Map<string, string>();
  for (const name of publishedPackages) {
    const path = join(directoryOf(name, checkout), 'package.json');
    const text = await readFile(path, 'utf8');
    before.set(path, text);
    const manifest = JSON.parse(text) as Record<string, unknown>;
    const named = withRepository(manifest, place, `packages/${name}`);
    await writeFile(path, `${JSON.stringify(named, null, 2)}\n`);
  }
  return async () => {
    for (const [path, text] of before) await writeFile(path, text);
  };
}
