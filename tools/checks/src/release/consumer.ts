import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOf, mentionedIds, prints, readBlocks } from '../documents/blocks.js';
import type { Block } from '../documents/blocks.js';
import { execute } from '../documents/execute.js';
import { root } from '../repository.js';
import { runOrThrow } from '../run.js';
import { startEmulator } from './emulate.js';
import type { RunningEmulator } from './emulate.js';
import type { PublishedIdentity } from './publish-checkout.js';

type Say = (text: string) => void;

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/** `@qcvm/client@1.2.3` → `@qcvm/client` and `1.2.3` */
const splitIdentity = (identity: string): readonly [name: string, version: string] => {
  const at = identity.lastIndexOf('@');
  return [identity.slice(0, at), identity.slice(at + 1)];
};

/** What the lockfile of an installation says differently from what was published. */
export function differences(
  published: readonly PublishedIdentity[],
  { packages }: Lockfile,
): readonly string[] {
  return published.flatMap(({ identity, integrity }) => {
    const [name, version] = splitIdentity(identity);
    const installed = packages[`node_modules/${name}`];
    if (installed?.version !== version)
      return [`${identity} was published, but ${installed?.version ?? 'nothing'} was installed`];
    return installed.integrity === integrity ? [] : [`${identity} is not what was uploaded`];
  });
}

async function install(
  place: string,
  { published, registry }: { published: readonly PublishedIdentity[]; registry: string },
): Promise<void> {
  // Only our scope: everything else comes from where this machine gets it.
  await writeFile(join(place, '.npmrc'), `@qcvm:registry=${registry}\n`);
  await writeFile(join(place, 'package.json'), '{ "private": true, "type": "module" }\n');
  const names = published.map(({ identity }) => splitIdentity(identity)[0]);
  await runOrThrow('npm', ['install', '--no-audit', '--no-fund', ...names], { cwd: place });
  const lockfile = await readFile(join(place, 'package-lock.json'), 'utf8');
  const wrong = differences(published, JSON.parse(lockfile) as Lockfile);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** The programs of README.md, which continue nothing and are given nothing. */
async function readmePrograms(): Promise<readonly Block[]> {
  const blocks = readBlocks('README.md', await readFile(join(root, 'README.md'), 'utf8'));
  return blocks.filter((block) => block.language === 'ts' && checkOf(block) === 'run');
}

async function runProgram(
  block: Block,
  { place, service, say }: { place: string; service: RunningEmulator; say: Say },
): Promise<void> {
  const program = `README.md:${block.line} ${block.heading}`;
  const { code, stdout, stderr } = await execute(block, {
    source: block.code,
    place,
    service,
    files: new Map(),
  });
  if (code !== 0 || (block.prints !== undefined && !prints(block.prints, stdout)))
    throw new Error(`${program} ended with ${code}\n${stdout}\n${stderr}`);
  say(`${program}\n${stdout}`);
}

/** Installs what was published into an empty directory, as a user would, and uses it. */
export async function useAsUser(
  published: readonly PublishedIdentity[],
  { registry, say }: { registry: string; say: Say },
): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'qcvm-user-'));
  const qcvm = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const options = { cwd: place, env: { ...process.env, ...env }, timeout: 60_000 };
    const { stdout } = await runOrThrow('npx', ['--no', '--', 'qcvm', ...args], options);
    say(`npx qcvm ${args.join(' ')}\n${stdout}`);
    return stdout.trim();
  };
  try {
    await install(place, { published, registry });
    say(`Installed ${published.map(({ identity }) => identity).join(', ')}\n`);
    const version = await qcvm(['--version']);
    if (!published.every(({ identity }) => splitIdentity(identity)[1] === version))
      throw new Error(`qcvm says that it is ${version}`);

    const programs = await readmePrograms();
    const ids = mentionedIds(programs.map(({ code }) => code).join('\n'));
    await using service = await startEmulator(place, ids);
    for (const program of programs) await runProgram(program, { place, service, say });
    const listed = await qcvm(['describe', '--output', 'ids'], {
      QCVM_ENDPOINT: service.endpoint,
      QCVM_REGION: 'ap-guangzhou',
      NODE_EXTRA_CA_CERTS: service.certificateFile,
      TENCENTCLOUD_SECRET_ID: service.credentials.secretId,
      TENCENTCLOUD_SECRET_KEY: service.credentials.secretKey,
    });
    if (listed.split('\n').sort().join() !== [...ids].sort().join())
      throw new Error(`the emulator has ${ids.join(', ')}`);
  } finally {
    await rm(place, { recursive: true });
  }
}
