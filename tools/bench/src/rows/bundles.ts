import { bundle, type BundlePlatform } from '@qcvm-tools/checks/sizes/bundle';
import { stopOnlyProgram } from '@qcvm-tools/checks/sizes/budgets';
import { peerPrograms, type ContenderProgram } from '../contenders/programs.js';
import { packedClient } from '../harness/place.js';
import { constant, Unavailable, type Contender, type Row } from '../row.js';

const service = new URL('https://cvm.api.qcloud.com');

interface Bundled {
  readonly program: string;
  readonly directory: () => Promise<string>;
  readonly platform: BundlePlatform;
}

/** kB, of 1,000 bytes, minified and compressed. */
const size = ({ program, directory, platform }: Bundled): Contender['open'] =>
  constant(async () => {
    const installation = await directory();
    try {
      return (await bundle({ program, directory: installation, platform })).compressed / 1000;
    } catch (error) {
      throw new Unavailable(`cannot be bundled for this platform: ${String(error).split('\n')[0]}`);
    }
  });

const peer = (
  { name, installation, imports, call }: ContenderProgram,
  platform: BundlePlatform,
): Contender => ({
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
  contenders: [
    { name: 'qcvm', open: size({ program: stopOnlyProgram, directory: packedClient, platform }) },
    ...peerPrograms.map((program) => peer(program, platform)),
  ],
});

export const nodeBundle = row('node', 'Node');
export const browserBundle = row('browser', 'browsers');
