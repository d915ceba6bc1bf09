import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Unavailable } from './row.js';

/** Who we are compared with. Exact versions, the newest that say they run on the oldest Node that we support. */
export const peers = {
  'qcloudapi-sdk': '0.2.1',
  'tencentcloud-sdk-nodejs-cvm': '4.1.316',
  '@alicloud/pop-core': '1.8.0',
  '@aws-sdk/client-ec2': '3.1169.0',
  openai: '6.49.0',
} as const;

export type Peer = keyof typeof peers;

/** Outside the repository: a peer never becomes a dependency of ours, and stays installed between runs. */
export const cache =
  process.env['QCVM_BENCH_CACHE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'qcvm-bench');

const execute = promisify(execFile);

async function install(peer: Peer, directory: string): Promise<void> {
  const version = peers[peer];
  console.error(`Installing ${peer}@${version} into ${directory}`);
  const draft = `${directory}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
    const options = ['--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await execute('npm', ['install', ...options, `${peer}@${version}`], { cwd: draft, timeout: 300_000 });
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new Unavailable(`${peer}@${version} could not be installed: ${String(error).split('\n')[0]}`);
  }
}

/** The directory in which a peer is installed, with nothing but its own dependencies beside it. */
export async function installed(peer: Peer): Promise<string> {
  const directory = join(cache, `${peer.replace('/', '+')}@${peers[peer]}`);
  if (!existsSync(directory)) await install(peer, directory);
  return directory;
}
