import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEmulator, fleet, type Emulator, type EmulatorServer } from '@qcvm/mock';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, linesAfterDescribing } from '../../../mock/test/foreign/scenario.js';
import { buildCommand } from '../built.js';
import { binary, startBridge } from './process.js';
import { program } from './program.js';

const programs = fileURLToPath(new URL('../../../mock/test/foreign/', import.meta.url));

beforeAll(buildCommand, 180_000);

let emulator: Emulator;
let server: EmulatorServer;
beforeEach(async () => {
  emulator = createEmulator({
    clock: { mode: 'manual', start: Date.now() },
    instances: fleet('ap-guangzhou').running(3, { instanceName: '网站-1' }).stubborn().shutDown(),
  });
  server = await emulator.listen();
});
afterEach(() => server.close());

const inTheEnd = ['running', 'shutDown', 'shutDown', 'shutDown', 'shutDown'];
const states = (): string[] => emulator.instances.list().map(({ statusName }) => statusName);

/** Has a program that knows nothing of us do its work through a bridge. */
async function linesOf(
  [command, ...given]: readonly [string, ...string[]],
  { tls }: { readonly tls: boolean },
): Promise<readonly string[]> {
  await using bridge = await startBridge({ emulator, server }, tls ? ['--tls', '--ca-file', 'ca.pem'] : []);
  const { stdout } = await promisify(execFile)(command, given, {
    cwd: programs,
    timeout: 55_000,
    env: {
      PATH: process.env['PATH'],
      PYTHONIOENCODING: 'utf-8',
      ...{ PORT: `${bridge.port}`, ADMIN: server.url },
      ...{ SECRET_ID: emulator.credentials.secretId, SECRET_KEY: emulator.credentials.secretKey },
      ...(tls && { AUTHORITY: `${bridge.home}/ca.pem` }),
    },
  });
  return stdout.trim().split('\n');
}

const from = (...offsets: readonly number[]): string[] =>
  offsets.map((offset) => `describe from ${offset}: 0`);

describe('a program of API 2.0 does its whole work through the bridge', () => {
  it.skipIf(!isInstalled('python3')).each([{ tls: true }, { tls: false }])(
    'in Python, with its standard library, TLS: $tls',
    async ({ tls }) => {
      expect(await linesOf(['python3', 'scenario.py'], { tls })).toEqual([
        ...from(0, 2, 4),
        ...linesAfterDescribing,
        'say something in Chinese: 0',
      ]);
      expect(states()).toEqual(inTheEnd);
      expect(emulator.requests.list().filter(({ path }) => path !== '/')).toEqual([]);
    },
  );

  it.skipIf(!['bash', 'curl', 'openssl'].every(isInstalled))('in shell, with curl and openssl', async () => {
    expect(await linesOf(['bash', 'scenario.sh'], { tls: true })).toEqual([
      ...from(0, 2, 4, 6),
      ...linesAfterDescribing,
    ]);
    expect(states()).toEqual(inTheEnd);
  });
});

describe('a bridge that is killed', () => {
  it('leaves a program without an answer, and the next bridge never repeats its call', async () => {
    const [{ unInstanceId: id = '' } = {}] = emulator.instances.list();
    // The answer is on its way for as long as the clock stands still.
    emulator.faults.add({
      action: 'StopInstances',
      fault: { kind: 'latency', milliseconds: 60_000, when: 'after' },
    });
    const bridge = await startBridge({ emulator, server });
    const sent = {
      ...{ action: 'StopInstances', parameters: { 'instanceIds.0': id } },
      ...{ timestamp: Math.floor(Date.now() / 1000), nonce: 77 },
    };
    const program1 = program(bridge, { credentials: emulator.credentials, runtime: emulator.runtime });
    const hearing = program1(sent).then(
      () => 'an answer',
      () => 'no answer',
    );
    while (emulator.requests.list({ action: 'StopInstances' }).length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    await bridge.end('SIGKILL');
    expect(await hearing).toBe('no answer');
    emulator.faults.clear();
    await using next = await startBridge({ emulator, server }, [], bridge.home);
    const again = program(next, { credentials: emulator.credentials, runtime: emulator.runtime });
    expect((await again(sent)).body.code).toBe(4500);
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(1);
    await bridge[Symbol.asyncDispose]();
  });
});

describe('a bridge that is stopped', () => {
  it('answers the calls in progress first', async () => {
    const [{ unInstanceId: id = '' } = {}] = emulator.instances.list();
    emulator.faults.add({
      action: 'StopInstances',
      fault: { kind: 'latency', milliseconds: 1000, when: 'after' },
    });
    await using bridge = await startBridge({ emulator, server });
    const call = program(bridge, {
      credentials: emulator.credentials,
      runtime: { ...emulator.runtime, now: () => Date.now() },
    });
    const hearing = call({ action: 'StopInstances', parameters: { 'instanceIds.0': id } });
    while (emulator.requests.list({ action: 'StopInstances' }).length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    const ended = bridge.end('SIGTERM');
    emulator.clock.advance(1000);
    expect((await hearing).body.code).toBe(0);
    expect(await ended).toBe(0);
    expect(bridge.stderr()).toContain('1 call carried');
  });
});

describe('other commands', () => {
  it('load neither the bridge nor its server', async () => {
    await using bridge = await startBridge({ emulator, server });
    const hook = `${bridge.home}/hook.mjs`;
    await writeFile(
      hook,
      `import { register } from 'node:module';
       register('data:text/javascript,' + encodeURIComponent(\`
         import { writeSync } from 'node:fs';
         export const load = (url, context, next) => { writeSync(2, 'loads ' + url + '\\\\n'); return next(url, context); };
       \`));`,
    );
    for (const command of [['--help'], ['bridge', '--help'], ['describe', '--region', 'ap-guangzhou']]) {
      const { status, stderr } = spawnSync(process.execPath, ['--import', hook, binary, ...command], {
        encoding: 'utf8',
        env: {
          HOME: bridge.home,
          ...{ TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b' },
          QCVM_ENDPOINT: 'http://127.0.0.1:9',
        },
        timeout: 60_000,
      });
      const loaded = stderr.split('\n').filter((line) => line.startsWith('loads '));
      expect(loaded.some((url) => url.endsWith('/bridge-command.js'))).toBe(true);
      expect(
        loaded.filter((url) => /commands\/bridge\/(?!bridge-command\.js)|\/packages\/mock\//.test(url)),
      ).toEqual([]);
      expect(status).toBe(command[0] === 'describe' ? 4 : 0);
    }
  });
});
