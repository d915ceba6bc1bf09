import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto } from '../packed/pack.js';
import { directoryOf, publishedPackages, root } from '../repository.js';
import { runOrThrow } from '../run.js';
import { nameRepository } from './name-repository.js';
import { applyChangesets, pendingChangesets } from './plan.js';
import { tellPackage, tellPlan, tellPublication } from './tell.js';
import { verify } from './verify-release.js';

/** A copy of what is committed, with what is built: versions can be raised in it without a trace. */
async function scratchCheckout(): Promise<string> {
  const checkout = await mkdtemp(join(tmpdir(), 'qcvm-release-'));
  await runOrThrow('git', ['clone', '--quiet', '--shared', root, checkout]);
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  for (const name of publishedPackages)
    await cp(join(directoryOf(name), 'dist'), join(directoryOf(name, checkout), 'dist'), { recursive: true });
  return checkout;
}

/** Shows all that a release would do. Nothing is written outside a scratch directory, and nothing is sent. */
export async function dryRun(say: (text: string) => void): Promise<boolean> {
  const { stdout: changed } = await runOrThrow('git', ['status', '--porcelain'], { cwd: root });
  if (changed !== '')
    say('Not everything is committed. This shows what is committed, with what is built now.\n');
  const checkout = await scratchCheckout();
  try {
    const changesets = await pendingChangesets(checkout);
    const plan = await applyChangesets(checkout);
    tellPlan(say, { changesets, plan });
    const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository } = process.env;
    await nameRepository(checkout, { server, repository: repository ?? 'owner/name' });
    const destination = join(checkout, 'packed');
    await mkdir(destination);
    const packed = await packInto(destination, checkout);
    for (const name of publishedPackages) tellPackage(say, packed[name]);
    const problems = await verify(packed);
    tellPublication(say, { packed, problems, repository });
    return problems.length === 0;
  } finally {
    await rm(checkout, { recursive: true });
  }
}
