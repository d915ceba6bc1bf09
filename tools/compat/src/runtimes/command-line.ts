import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@qcvm-tools/checks/run';
import { bun, deno, nodes } from '../pinned.js';
import type { PinnedProgram } from '../pinned.js';
import { patience } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import type { ScenarioReport } from '../scenario/scenario-types.js';
import { obtainProgram } from './program.js';

const program = `import { runScenario } from './scenario.js';
import { input } from './input.js';
console.log(JSON.stringify(await runScenario(input)));
`;

/** A runtime that is started with a file and prints. */
const commandLine = (
  pinned: PinnedProgram,
  { options, ...expected }: Pick<Runtime, 'transport' | 'resends'> & { readonly options: readonly string[] },
): Runtime => ({
  name: pinned.name,
  pinned: pinned.version,
  ...expected,
  async start({ place, cache }) {
    const obtained = await obtainProgram(pinned, cache);
    if (obtained.missing !== undefined) return obtained;
    const { path, version } = obtained;
    return {
      version,
      async run(input) {
        await writeFile(join(place, 'program.js'), program);
        await writeFile(join(place, 'input.js'), `export const input = ${JSON.stringify(input)};\n`);
        const { code, stdout, stderr } = await run(path, [...options, 'program.js'], {
          cwd: place,
          timeout: patience,
          // Nothing of the person's own settings; caches of the runtime go where they do not stay.
          env: {
            HOME: place,
            PATH: process.env['PATH'],
            NO_COLOR: '1',
            DO_NOT_TRACK: '1',
            DENO_NO_UPDATE_CHECK: '1',
          },
        });
        if (code !== 0) throw new Error(`it ended with ${code}\n${stdout}${stderr}`);
        return JSON.parse(stdout) as ScenarioReport;
      },
      close: async () => undefined,
    };
  },
});

export const commandLineRuntimes: readonly Runtime[] = [
  ...nodes.map((pinned) => commandLine(pinned, { transport: 'node:https', options: [] })),
  // Its `fetch` sends a GET again; what it has of `node:https` does not.
  commandLine(bun, { transport: 'node:https', options: ['run'] }),
  // What it has of `node:https` does not let go of a kept connection whose call was aborted: a program would not end.
  commandLine(deno, {
    transport: 'fetch',
    resends: 'a GET',
    // The permission that a client needs, and no other.
    options: ['run', '--no-prompt', '--no-remote', '--allow-net=127.0.0.1'],
  }),
];
