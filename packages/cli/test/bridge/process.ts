import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Emulator, EmulatorServer } from '@qcvm/mock';

/** The built command. */
export const binary = fileURLToPath(new URL('../../dist/main.node.js', import.meta.url));

/** A bridge that is a process of its own. */
export interface BridgeProcess extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Its home directory. */
  readonly home: string;
  readonly stderr: () => string;
  /** Ends it with a signal, and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the built `qcvm bridge` over an emulator, and waits until it listens. `home`: that of an earlier one. */
export async function startBridge(
  { emulator, server }: { readonly emulator: Emulator; readonly server: EmulatorServer },
  options: readonly string[] = [],
  home?: string,
): Promise<BridgeProcess> {
  const directory = home ?? (await mkdtemp(join(tmpdir(), 'qcvm-bridge-')));
  const { secretId, secretKey } = emulator.credentials;
  const child = spawn(process.execPath, [binary, 'bridge', '--port', '0', '--json', ...options], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      QCVM_ENDPOINT: server.url,
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
    },
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const { url, port } = await new Promise<{ url: string; port: number }>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.includes('\n')) resolve(JSON.parse(out) as { url: string; port: number });
    });
    void ended.then((code) => reject(new Error(`the bridge ended with ${code}: ${stderr}`)));
  });
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return {
    ...{ url, port, child, home: directory, stderr: () => stderr, end },
    [Symbol.asyncDispose]: async () => {
      await end('SIGKILL');
      if (home === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}
