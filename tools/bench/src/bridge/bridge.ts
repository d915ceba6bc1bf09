import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '@qcvm-tools/checks/repository';
import { credentials } from '../candidates/shared-fleet.js';
import { answer, type Child } from '../harness/child.js';

const binary = join(root, 'packages/cli/dist/main.node.js');

/** `qcvm bridge` in a process of its own, as a user starts it. Its messages are about its CPU time. */
export async function startBridge({
  apiPort,
}: {
  /** Where API 3.0 is on this machine. */
  readonly apiPort: number;
}): Promise<{ readonly child: Child; readonly port: number }> {
  const home = await mkdtemp(join(tmpdir(), 'qcvm-bench-bridge-'));
  const hook = new URL('tell-cpu.js', import.meta.url).href;
  const bridge = spawn(
    process.execPath,
    ['--import', hook, binary, 'bridge', '--port', '0', '--json', '--to', `http://127.0.0.1:${apiPort}`],
    {
      cwd: home,
      env: {
        HOME: home,
        TENCENTCLOUD_SECRET_ID: credentials.secretId,
        TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
      },
      // Its log is written, and goes nowhere.
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    },
  );
  const ended = new Promise((resolve) => bridge.once('exit', resolve));
  if (!bridge.stdout) throw new Error('The bridge has no output');
  for await (const line of createInterface(bridge.stdout)) {
    const { port } = JSON.parse(line) as { readonly port: number };
    return {
      port,
      child: {
        ask: (message) => {
          const answered = answer(bridge);
          bridge.send(message);
          return answered;
        },
        close: async () => {
          bridge.kill();
          await ended;
          await rm(home, { recursive: true, force: true });
        },
      },
    };
  }
  throw new Error('The bridge has ended before it listened');
}
