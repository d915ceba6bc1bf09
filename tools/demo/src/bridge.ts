import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(import.meta.resolve('@qcvm/cli/package.json')).replace(
  /package\.json$/,
  'bin/qcvm.js',
);

/** `qcvm bridge` as a process of its own. */
export interface Bridge extends AsyncDisposable {
  /** Where it answers API 2.0. */
  readonly endpoint: string;
}

/** Starts the command over an endpoint of API 3.0, and waits until it listens. */
export async function startBridge(
  endpoint: string,
  { secretId, secretKey }: { readonly secretId: string; readonly secretKey: string },
): Promise<Bridge> {
  const child = spawn(process.execPath, [command, 'bridge', '--port', '0', '--json'], {
    env: {
      PATH: process.env['PATH'],
      QCVM_ENDPOINT: endpoint,
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for await (const line of createInterface(child.stdout)) {
    const { endpoint: own } = JSON.parse(line) as Bridge;
    return {
      endpoint: own,
      [Symbol.asyncDispose]: async () => {
        child.kill();
        await ended;
      },
    };
  }
  throw new Error(`qcvm bridge has ended: ${stderr}`);
}
