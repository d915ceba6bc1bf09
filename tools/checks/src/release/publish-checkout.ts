import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto } from '../packed/pack.js';
import { publishedPackages } from '../repository.js';
import { run, runOrThrow } from '../run.js';
import { nameRepository } from './name-repository.js';
import type { RepositoryPlace } from './name-repository.js';
import { pendingChangesets } from './plan.js';
import { verify } from './verify-release.js';

/** What must not be so of a checkout that is published, each a sentence that says what to do. */
export async function obstacles(checkout: string): Promise<string[]> {
  const found: string[] = [];
  const { stdout: changed } = await runOrThrow('git', ['status', '--porcelain'], { cwd: checkout });
  if (changed !== '')
    found.push('There are changes that are not committed: commit them, or work from a clean clone.');
  const changesets = await pendingChangesets(checkout);
  if (changesets.length > 0)
    found.push('There are changesets: merge the pull request "Release", which turns them into versions.');
  return found;
}

export interface Publication {
  /** What is built there is published. */
  readonly checkout: string;
  /** Where the manifests say that the packages come from. */
  readonly place: RepositoryPlace;
  /** What npm is told besides: in the workflow to prove that, in a rehearsal to go to another registry. */
  readonly npmOptions: readonly string[];
}

export interface PublishedIdentity {
  /** `@qcvm/client@1.2.3` */
  readonly identity: string;
  readonly integrity: string;
  /** Whether the registry had it before, so that nothing was uploaded. */
  readonly already: boolean;
}

/**
 * Publishes the packages, dependencies first, and tags them. What is verified is what is uploaded. A run that was
 * interrupted can be repeated: what the registry has already is left as it is. Returns nothing if something is wrong with
 * what would be uploaded.
 */
export async function publishCheckout(
  say: (text: string) => void,
  { checkout, place, npmOptions }: Publication,
): Promise<readonly PublishedIdentity[] | undefined> {
  const destination = await mkdtemp(join(tmpdir(), 'qcvm-publish-'));
  const npm = { cwd: destination };
  const putBack = await nameRepository(checkout, place);
  try {
    const packed = await packInto(destination, checkout);
    const problems = await verify(packed);
    for (const problem of problems) say(problem);
    if (problems.length > 0) return undefined;
    const published: PublishedIdentity[] = [];
    for (const name of publishedPackages) {
      const { manifest, tarball, integrity } = packed[name];
      const identity = `${manifest.name}@${manifest.version}`;
      const known = await run('npm', ['view', identity, 'version', ...npmOptions], npm);
      const already = known.code === 0 && known.stdout.trim() === manifest.version;
      if (!already) await runOrThrow('npm', ['publish', tarball, '--access', 'public', ...npmOptions], npm);
      say(already ? `${identity} is published already` : `${identity} is published`);
      published.push({ identity, integrity, already });
    }
    await putBack();
    // Makes the tags and says so in the words that the workflow's action looks for.
    const { stdout } = await runOrThrow('npx', ['--no', '--', 'changeset', 'tag'], { cwd: checkout });
    say(stdout);
    return published;
  } finally {
    await putBack();
    await rm(destination, { recursive: true });
  }
}
