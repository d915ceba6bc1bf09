import { cpuOf } from '../harness/workload.js';
import type { SigningOptions } from '../candidates/signing.js';
import { installed, isPeer } from '../peers.js';
import type { Candidate, Row } from '../row.js';

const hand = 'sort, join, encode, HMAC by hand';

const signers = [hand, 'qcvm', 'createHmac alone', 'qcloudapi-sdk'];

const candidate = (name: string, count: number): Candidate => ({
  name,
  open: cpuOf<SigningOptions>({
    module: new URL('../candidates/signing.js', import.meta.url),
    candidate: name,
    options: async () => ({ count, ...(isPeer(name) && { directory: await installed(name) }) }),
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
