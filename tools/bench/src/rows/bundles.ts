import { bundle, type BundlePlatform } from '@qcvm-tools/checks/sizes/bundle';
import { stopOnlyProgram } from '@qcvm-tools/checks/sizes/budgets';
import { peerPrograms, v3Program, type CandidateProgram } from '../candidates/programs.js';
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

const goals = { node: 15.7, browser: 14.8 } as const;

const row = (platform: BundlePlatform, where: string): Row => ({
  name: `bundle-${platform}`,
  title: `A program that only stops instances, bundled for ${where}: kB, minified and compressed`,
  unit: 'kB',
  rounds: 1,
  goal: { kind: 'value', of: 'qcvm', atMost: goals[platform] },
  candidates: [
    { name: 'qcvm', open: size({ program: stopOnlyProgram, directory: packedClient, platform }) },
    ...peerPrograms.map((program) => peer(program, platform)),
  ],
});

const v3Row = (platform: BundlePlatform, where: string): Row => ({
  name: `bundle-v3-${platform}`,
  title: `A program that only stops instances over API 3.0, bundled for ${where}: kB, minified and compressed`,
  unit: 'kB',
  rounds: 1,
  goal: { kind: 'value', of: v3Program.name, atMost: 15 },
  candidates: [v3Program, ...peerPrograms.filter(({ name }) => name === 'tencentcloud-sdk-nodejs-cvm')].map(
    (program) => peer(program, platform),
  ),
});

export const v3NodeBundle = v3Row('node', 'Node');
export const v3BrowserBundle = v3Row('browser', 'browsers');
export const nodeBundle = row('node', 'Node');
export const browserBundle = row('browser', 'browsers');
