import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEmulator, fleet } from '../../src/index.js';
import type { Emulator } from '../../src/index.js';

const run = promisify(execFile);

/** What a foreign client prints of the scenario, in any language. */
export const linesAfterDescribing = [
  'instances: 5',
  'stop two: 0',
  'stop one that runs and one that does not: 5400',
  'stop one that is shut down: 5100',
  'three are shut down',
  'stop a stubborn one: 0',
  'it runs again',
  'stop it by force: 0',
  'it is shut down',
  'start one: 0',
  'it runs',
  'sign with another key: 4100',
];

export interface ScenarioRun {
  readonly lines: readonly string[];
  readonly emulator: Emulator;
}

/**
 * Has a program of this directory run the scenario against a server with TLS, whose clock stands at the machine's
 * time: foreign clients take their Timestamp from the machine, and move the clock through the admin API.
 */
export async function runScenario(
  [command, ...given]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
  { tls = true }: { tls?: boolean } = {},
): Promise<ScenarioRun> {
  const emulator = createEmulator({
    clock: { mode: 'manual', start: Date.now() },
    instances: fleet('ap-guangzhou').running(3, { instanceName: '网站-1' }).stubborn().shutDown(),
  });
  const directory = await mkdtemp(join(tmpdir(), 'qcvm-foreign-'));
  const certificateAuthorityFile = join(directory, 'authority.pem');
  try {
    await using server = await emulator.listen(tls ? { tls: { certificateAuthorityFile } } : {});
    const { stdout } = await run(command, [...given], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      timeout: 55_000,
      env: {
        PATH: process.env['PATH'],
        PYTHONIOENCODING: 'utf-8',
        PORT: String(server.port),
        ORIGIN: server.url,
        ...(tls
          ? { AUTHORITY: certificateAuthorityFile, NODE_EXTRA_CA_CERTS: certificateAuthorityFile }
          : {}),
        SECRET_ID: emulator.credentials.secretId,
        SECRET_KEY: emulator.credentials.secretKey,
        ...environment,
      },
    });
    return { lines: stdout.trim().split('\n'), emulator };
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Whether a program is on this machine. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
