import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto } from '../packed/pack.js';
import { publishedPackages, root } from '../repository.js';
import { nameRepository } from './name-repository.js';
import { run, runOrThrow } from '../run.js';
import { pendingChangesets } from './plan.js';
import { verify } from './verify-release.js';

/** What must be so before anything is uploaded, each a sentence that says what to do. */
async function obstacles(): Promise<readonly string[]> {
  const found: string[] = [];
  const { stdout: changed } = await runOrThrow('git', ['status', '--porcelain'], { cwd: root });
  if (changed !== '')
    found.push('There are changes that are not committed: commit them, or work from a clean clone.');
  const changesets = await pendingChangesets(root);
  if (changesets.length > 0)
    found.push('There are changesets: merge the pull request "Release", which turns them into versions.');
  if (
    process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined ||
    process.env['GITHUB_REPOSITORY'] === undefined
  )
    found.push(
      'Packages are published by the release workflow, which alone can prove where they come from. ' +
        'To see what it would do: npm run release -- --dry-run',
    );
  return found;
}

/**
 * Publishes the packages, dependencies first, and tags them. What is verified is what is uploaded. A run that was
 * interrupted can be repeated: what the registry has already is left as it is.
 */
export async function publish(say: (text: string) => void): Promise<boolean> {
  const reasons = await obstacles();
  for (const reason of reasons) say(reason);
  if (reasons.length > 0) return false;
  const destination = await mkdtemp(join(tmpdir(), 'qcvm-publish-'));
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository = '' } =
    process.env;
  const putBack = await nameRepository(root, { server, repository });
  try {
    const packed = await packInto(destination);
    const problems = await verify(packed);
    for (const problem of problems) say(problem);
    if (problems.length > 0) return false;
    for (const name of publishedPackages) {
      const { manifest, tarball } = packed[name];
      const identity = `${manifest.name}@${manifest.version}`;
      const known = await run('npm', ['view', identity, 'version'], { cwd: destination });
      if (known.code === 0 && known.stdout.trim() === manifest.version) {
        say(`${identity} is published already`);
        continue;
      }
      await runOrThrow('npm', ['publish', tarball, '--access', 'public', '--provenance'], {
        cwd: destination,
      });
      say(`${identity} is published`);
    }
    await putBack();
    // Makes the tags and says so in the words that the workflow's action looks for.
    const { stdout } = await runOrThrow('npx', ['--no', 'changeset', 'tag'], { cwd: root });
    say(stdout);
    return true;
  } finally {
    await putBack();
    await rm(destination, { recursive: true });
  }
}
