import type { PackedPackages } from '../packed/pack.js';
import { publintMessages, typeResolutionProblems } from '../packed/verify.js';
import { publishedPackages } from '../repository.js';

/** What must be right of the very tarballs that are uploaded; the tests have seen everything else. */
export async function verify(packed: PackedPackages): Promise<readonly string[]> {
  const problems: string[] = [];
  const version = packed.client.manifest.version;
  for (const name of publishedPackages) {
    const { manifest } = packed[name];
    if (manifest.version !== version)
      problems.push(`${manifest.name} is ${manifest.version}, not ${version}`);
    for (const [dependency, range] of Object.entries(manifest.dependencies ?? {}))
      if (dependency.startsWith('@qcvm/') && range !== version)
        problems.push(`${manifest.name} needs ${dependency} ${range}, not ${version}`);
    problems.push(
      ...(await publintMessages(packed[name])).map((text) => `${manifest.name}: publint: ${text}`),
    );
    const types = await typeResolutionProblems(packed[name]);
    if (types !== '') problems.push(`${manifest.name}: ${types}`);
  }
  return problems;
}
