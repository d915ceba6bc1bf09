import { bundle, type BundlePlatform } from '@qcvm-tools/checks/sizes/bundle';
import { stopOnlyProgram } from '@qcvm-tools/checks/sizes/budgets';
import { peerPrograms, type CandidateProgram } from '../candidates/programs.js';
import { packedClient } from '../harness/place.js';
import { constant, Unavailable, type Candidate, type Row } from '../row.js';

const service = new URL('https://cvm.api.qcloud.com');

interface Bundled {
  readonly program: string;
  readonly directory: () => Promise<string>;
  readonly platform: BundlePlatform;
}

/** kB, of 1,000 bytes, minified and compressed. */
const size = ({ program, directory, platform }: Bundled): Candidate['open'] =>
  constant(async () => {
    const installation = await directory();
    try {
      return (await bundle({ program, directory: installation, platform })).compressed / 1000;
    } catch (error) {
      throw new Unavailable(`cannot be bundled for this platform: ${String(error).split('\n')[0]}`);
    }
  });

const peer = (
  { name, installation, imports, call }: CandidateProgram,
  platform: BundlePlatform,
): Candidate => ({
  name,
  open: size({
    program: imports + call(service),
    directory: async () => (await installation?.()) ?? '.',
    platform,
  }),
});

const row = (platform: BundlePlatform, where: string): Row => ({
  name: `bundle-${platform}`,
  title: `A program that only stops instances, bundled for ${where}: kB, minified and compressed`,
  unit: 'kB',
  rounds: 1,
  goal: { kind: 'value', of: 'qcvm', atMost: 8 },
  candidates: [
    { name: 'qcvm', open: size({ program: stopOnlyProgram, directory: packedClient, platform }) },
    ...peerPrograms.map((program) => peer(program, platform)),
  ],
});

export const nodeBundle = row('node', 'Node');
export const browserBundle = row('browser', 'browsers');
