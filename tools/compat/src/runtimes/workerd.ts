import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { bundleProgram } from '../bundle.js';
import { compatibilityDate, workerd as pinned } from '../pinned.js';
import { patience } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import type { ScenarioInput, ScenarioReport } from '../scenario/scenario-types.js';
import { obtainProgram } from './program.js';

const program = `import { runScenario } from './scenario.js';
export default { fetch: async (request) => Response.json(await runScenario(await request.json())) };
`;

/** No flags of compatibility with Node: what a worker has by itself must be enough. */
const configuration = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${compatibilityDate}",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

interface ListenEvent {
  readonly event: string;
  readonly port?: number;
}

/** The port that it says it listens on; what it complained about when it ends before that. */
async function listeningPort(child: ChildProcess): Promise<number> {
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const { event, port } = JSON.parse(line) as ListenEvent;
    if (event === 'listen' && port !== undefined) return port;
  }
  throw new Error(`workerd ended before it listened\n${complaints}`);
}

export const workerd: Runtime = {
  name: pinned.name,
  pinned: pinned.version,
  transport: 'fetch',
  resends: 'a GET',
  async start({ place, cache }) {
    const obtained = await obtainProgram(pinned, cache);
    if (obtained.missing !== undefined) return obtained;
    const { path, version } = obtained;
    // As Cloudflare's own tool bundles a worker.
    const conditions = ['workerd', 'worker', 'browser'];
    await writeFile(join(place, 'worker.js'), await bundleProgram(program, { place, conditions }));
    await writeFile(join(place, 'worker.capnp'), configuration);
    const child = spawn(path, ['serve', 'worker.capnp', '--control-fd=3'], {
      cwd: place,
      timeout: 3 * patience,
      stdio: ['ignore', 'inherit', 'pipe', 'pipe'],
    });
    const url = `http://127.0.0.1:${await listeningPort(child)}/`;
    const ask = async (input: ScenarioInput): Promise<ScenarioReport> => {
      const body = JSON.stringify(input);
      const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patience) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`the worker answered with ${answer.status}: ${text}`);
      return JSON.parse(text) as ScenarioReport;
    };
    return {
      version,
      run: ask,
      async close() {
        child.kill();
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      },
    };
  },
};
