import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Service } from '../documents/execute.js';

/** Milliseconds until it has to listen. */
const patience = 60_000;

export interface RunningEmulator extends Service, AsyncDisposable {
  /** `https://127.0.0.1:…/v2/index.php` */
  readonly endpoint: string;
  /** The file with the certificate to trust. */
  readonly certificateFile: string;
}

/** Starts `npx qcvm emulate`, as it is installed in a directory, with these instances running. */
export async function startEmulator(place: string, ids: readonly string[]): Promise<RunningEmulator> {
  const credentials = { secretId: 'AKIDrehearsal', secretKey: 'not-a-secret' };
  const scenario = {
    accounts: [{ keys: [credentials] }],
    instances: ids.map((unInstanceId) => ({ unInstanceId })),
  };
  await writeFile(join(place, 'scenario.json'), JSON.stringify(scenario));
  const certificateFile = join(place, 'authority.pem');
  const options = ['--tls', '--ca-file', certificateFile, '--scenario', 'scenario.json', '--port', '0'];
  // With a process group of its own: npx starts it through a shell, and all of them have to end.
  const emulator = spawn('npx', ['--no', '--', 'qcvm', 'emulate', ...options, '--json'], {
    cwd: place,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaint: string[] = [];
  emulator.stderr.on('data', (text: Buffer) => complaint.push(text.toString()));
  const ended = once(emulator, 'close');
  const close = async (): Promise<void> => {
    if (emulator.pid !== undefined && emulator.exitCode === null) process.kill(-emulator.pid, 'SIGINT');
    await ended;
  };
  const lines = createInterface({ input: emulator.stdout });
  try {
    const [line] = (await Promise.race([
      once(lines, 'line', { signal: AbortSignal.timeout(patience) }),
      ended.then(() => {
        throw new Error(`qcvm emulate ended\n${complaint.join('')}`);
      }),
    ])) as [string];
    const { endpoint } = JSON.parse(line) as { endpoint: string };
    return {
      endpoint,
      port: Number(new URL(endpoint).port),
      certificateFile,
      certificateAuthority: await readFile(certificateFile, 'utf8'),
      credentials,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
