import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../repository.js';
import { runOrThrow } from '../run.js';
import { useAsUser } from './consumer.js';
import { obstacles, publishCheckout } from './publish-checkout.js';
import type { PublishedIdentity } from './publish-checkout.js';
import { npmOptionsFor, startRegistry } from './registry.js';

type Say = (text: string) => void;

const identity = ['-c', 'user.name=Rehearsal', '-c', 'user.email=rehearsal@localhost'];
const environment = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };

/** What a release must not leave behind in the lockfile: which registry the workflow had. */
export const namesRegistry = (lockfile: string): boolean => /"resolved": "https?:/.test(lockfile);

/** What is not as it has to be after everything was published, and then published again. */
export function complaintsOf({
  first,
  second,
  tags,
}: {
  first: readonly PublishedIdentity[];
  second: readonly PublishedIdentity[];
  tags: readonly string[];
}): readonly string[] {
  const complaints: string[] = [];
  for (const { identity: name, already } of first) {
    if (already) complaints.push(`${name} was in the registry before anything was published`);
    if (!tags.includes(name)) complaints.push(`there is no tag ${name}`);
  }
  for (const { identity: name, already } of second)
    if (!already) complaints.push(`${name} was uploaded a second time`);
  if (first.length === 0 || first.length !== second.length)
    complaints.push(`${first.length} packages were published, then ${second.length}`);
  return complaints;
}

/** What merging the pull request "Release" leaves: a commit with the new versions, installed and built from its lockfile. */
async function releaseIn(checkout: string, say: Say): Promise<void> {
  const inCheckout = { cwd: checkout, env: environment };
  // The tools that raise versions are those of this repository; what they leave is installed from nothing.
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  say('npm run release:version');
  await runOrThrow('npm', ['run', 'release:version'], inCheckout);
  await rm(join(checkout, 'node_modules'));
  if (namesRegistry(await readFile(join(checkout, 'package-lock.json'), 'utf8')))
    throw new Error('npm run release:version wrote into package-lock.json where packages come from');
  const { stdout: changed } = await runOrThrow('git', ['status', '--porcelain'], inCheckout);
  say(changed);
  if (changed !== '') {
    await runOrThrow('git', ['add', '--all'], inCheckout);
    await runOrThrow('git', [...identity, 'commit', '--quiet', '--message', 'Release'], inCheckout);
  }
  say('npm ci && npm run build');
  await runOrThrow('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], inCheckout);
  await runOrThrow('npm', ['run', 'build'], inCheckout);
}

/** A release from beginning to end, in a clone of what is committed and with a registry on this machine. */
export async function rehearse(say: Say): Promise<boolean> {
  await using registry = await startRegistry();
  say(`A registry at ${registry.url}\n`);
  const checkout = await mkdtemp(join(tmpdir(), 'qcvm-rehearsal-'));
  try {
    await runOrThrow('git', ['clone', '--quiet', '--shared', root, checkout]);
    await releaseIn(checkout, say);
    const reasons = await obstacles(checkout);
    if (reasons.length > 0) throw new Error(reasons.join('\n'));
    const publication = {
      checkout,
      place: { server: 'https://github.com', repository: 'owner/name' },
      npmOptions: npmOptionsFor(registry.url),
    };
    const first = await publishCheckout(say, publication);
    if (first === undefined) return false;
    await useAsUser(first, { registry: registry.url, say });
    say('Publishing again');
    const second = (await publishCheckout(say, publication)) ?? [];
    const { stdout } = await runOrThrow('git', ['tag', '--list'], { cwd: checkout });
    const complaints = complaintsOf({ first, second, tags: stdout.split('\n') });
    say(complaints.length === 0 ? 'Everything went as it should.' : complaints.join('\n'));
    return complaints.length === 0;
  } finally {
    await rm(checkout, { recursive: true });
  }
}
