import { homedir } from 'node:os';
import { join } from 'node:path';
import { obtain } from '@qcvm-tools/checks/cache';
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

export const isPeer = (name: string): name is Peer => Object.hasOwn(peers, name);

/** Outside the repository: a peer never becomes a dependency of ours, and stays installed between runs. */
const cache =
  process.env['QCVM_BENCH_CACHE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'qcvm-bench');

/** The directory in which a peer is installed, with nothing but its own dependencies beside it. */
export async function installed(peer: Peer): Promise<string> {
  const version = peers[peer];
  const obtained = await obtain(`${peer}-${version}`.replace(/[^\w.]+/g, '-'), {
    packages: { [peer]: version },
    cache,
  });
  if (obtained.missing !== undefined)
    throw new Unavailable(`${peer}@${version} could not be installed: ${obtained.missing}`);
  return obtained.directory;
}
