import { cpuOf } from '../harness/workload.js';
import type { SigningOptions } from '../contenders/signing.js';
import { installed, type Peer } from '../peers.js';
import type { Contender, Row } from '../row.js';

const hand = 'sort, join, encode, HMAC by hand';

interface Signer {
  readonly name: string;
  /** Relative to this folder. */
  readonly module: string;
  readonly peer?: Peer;
}

const signers: readonly Signer[] = [
  { name: hand, module: '../baselines/hand-signing.js' },
  { name: 'qcvm', module: '../contenders/qcvm-signing.js' },
  { name: 'createHmac alone', module: '../baselines/hmac.js' },
  { name: 'qcloudapi-sdk', module: '../contenders/qcloudapi-sdk-signing.js', peer: 'qcloudapi-sdk' },
];

const contender = ({ name, module, peer }: Signer, count: number): Contender => ({
  name,
  open: cpuOf<SigningOptions>({
    module: new URL(module, import.meta.url),
    options: async () => ({ count, ...(peer && { directory: await installed(peer) }) }),
  }),
});

const row = (count: number, atMost: number): Row => ({
  name: `sign-${count}`,
  title: `From parameters to a signed request for ${count} instance${count === 1 ? '' : 's'}, against the same by hand`,
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: hand, atMost },
  contenders: signers.map((signer) => contender(signer, count)),
});

export const signOne = row(1, 0.65);
export const signHundred = row(100, 0.35);
