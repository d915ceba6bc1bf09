import { cpuOf } from '../harness/workload.js';
import type { SigningOptions } from '../candidates/signing.js';
import { installed, type Peer } from '../peers.js';
import type { Candidate, Row } from '../row.js';

const hand = 'sort, join, encode, HMAC by hand';

interface Signer {
  readonly name: string;
  /** Relative to this folder. */
  readonly module: string;
  readonly peer?: Peer;
}

const signers: readonly Signer[] = [
  { name: hand, module: '../baselines/hand-signing.js' },
  { name: 'qcvm', module: '../candidates/qcvm-signing.js' },
  { name: 'createHmac alone', module: '../baselines/hmac.js' },
  { name: 'qcloudapi-sdk', module: '../candidates/qcloudapi-sdk-signing.js', peer: 'qcloudapi-sdk' },
];

const candidate = ({ name, module, peer }: Signer, count: number): Candidate => ({
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
  candidates: signers.map((signer) => candidate(signer, count)),
});

export const signOne = row(1, 0.65);
export const signHundred = row(100, 0.35);
