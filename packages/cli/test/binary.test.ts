import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { openSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmulator, fleet, type Emulator, type EmulatorServer } from '@qcvm/mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCommand, root } from './built.js';
import { World } from './harness.js';

const binary = join(root, 'packages/cli/dist/main.node.js');

// The one suite about the built program: what only a process of its own can show.
beforeAll(buildCommand, 180_000);

let world: World;
let emulator: Emulator;
let server: EmulatorServer;
beforeAll(async () => {
  world = await World.create();
  emulator = createEmulator({
    clock: { mode: 'accelerated', factor: 20 },
    instances: fleet('ap-guangzhou').running(400),
    quota: false,
  });
  server = await emulator.listen();
});
afterAll(async () => {
  await server.close();
  await world[Symbol.asyncDispose]();
});

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: world.home,
  QCVM_ENDPOINT: `${server.url}/v2/index.php`,
  QCVM_REGION: 'ap-guangzhou',
  TENCENTCLOUD_SECRET_ID: emulator.credentials.secretId,
  TENCENTCLOUD_SECRET_KEY: emulator.credentials.secretKey,
});

function start(...argv: string[]): {
  child: ChildProcessWithoutNullStreams;
  ended: Promise<{ code: number | null; out: string; err: string }>;
} {
  const child = spawn(process.execPath, [binary, ...argv], { env: environment(), cwd: world.home });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}
const shell = (line: string) =>
  spawnSync('bash', ['-c', line], {
    env: { ...environment(), QCVM: `${process.execPath} ${binary}` },
    cwd: world.home,
    encoding: 'utf8',
  });

it('the built program prints its version without loading other modules', async () => {
  const { code, out } = await start('--version').ended;
  const { version } = JSON.parse(await readFile(join(root, 'packages/cli/package.json'), 'utf8')) as {
    version: string;
  };
  expect({ code, out }).toEqual({ code: 0, out: `${version}\n` });
  const source = await readFile(join(root, 'packages/cli/src/main.node.ts'), 'utf8');
  expect([...source.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from)).toEqual([
    './environment/node/version.node.js',
  ]);
});

it('the built program ends quietly when the reader has gone', async () => {
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `"${process.execPath}" "${binary}" describe --all -o jsonl | head -n 1; echo "codes \${PIPESTATUS[*]}"`,
    ],
    // The server lives in this process, so nothing here may block it: a small list would fit the pipe anyway.
    { env: { ...environment(), QCVM_ENDPOINT: 'http://127.0.0.1:1/' }, encoding: 'utf8', timeout: 30_000 },
  );
  expect(stdout).toContain('codes 4 0');
  expect(stderr).toContain('error:');
  const { child, ended } = start('describe', '--all', '-o', 'jsonl');
  child.stdout.once('data', () => child.stdout.destroy());
  const { code, err } = await ended;
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('the built program stops cleanly at Ctrl-C, and at once at the second', async () => {
  const { child, ended } = start('stop', '--all', '--wait', '--yes', '--json');
  child.stdout.once('data', () => child.kill('SIGINT'));
  const { code, out } = await ended;
  expect(code).toBe(130);
  const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as { type: string; exitCode: number };
  expect(last).toMatchObject({ type: 'end', exitCode: 130 });
  expect((await start('stop', '--resume', '--yes', '--quiet').ended).code).toBe(0);
});

it.each([
  ['2.0', '/v2/index.php', 'night-2.jsonl'],
  ['3.0', '/', 'night-3.jsonl'],
])(
  'the built program goes on after a kill -9 over API %s, also when the lock is still there',
  async (_api, path, journal) => {
    const endpoint = ['--endpoint', `${server.url}${path}`];
    const started = start('start', '--all', '--wait', '--yes', '--quiet', '--no-journal', ...endpoint);
    expect((await started.ended).code).toBe(0);
    const after = emulator.requests.total;
    const { child, ended } = start(
      ...['stop', '--all', '--wait', '--yes', '--journal', journal, '--json', ...endpoint],
    );
    child.stdout.on('data', (data: Buffer) => {
      if (data.toString().includes('"accepted"')) child.kill('SIGKILL');
    });
    await ended;
    expect(await readdir(world.home)).toContain(`${journal}.lock`);
    const { code, out, err } = await start('stop', '--resume', '--journal', journal, '--yes', ...endpoint)
      .ended;
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toMatch(/400 {2}stopped/);
    expect(await readdir(world.home)).not.toContain(`${journal}.lock`);
    const accepted = emulator.requests
      .list({ action: 'StopInstances', after })
      .flatMap(({ outcome, input }) => {
        if (outcome.kind !== 'answered') return [];
        const ids = outcome.code === 0 ? (input?.['InstanceIds'] as string[] | undefined) : undefined;
        return ids ?? Object.keys(outcome.results ?? {}).filter((id) => outcome.results?.[id] === 0);
      });
    expect(accepted).toHaveLength(400);
    expect(new Set(accepted).size).toBe(400);
  },
);

it('the built program outlasts a hangup when no stream of it is a terminal, as under nohup', async () => {
  expect((await start('start', '--all', '--wait', '--yes', '--quiet', '--no-journal').ended).code).toBe(0);
  const { child, ended } = start('stop', '--all', '--wait', '--yes', '--json');
  child.stdout.once('data', () => child.kill('SIGHUP'));
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ outcomes: { stopped: 400 } });
});

it.each(['/proc/x/y/run.jsonl', '/proc/kmsg', '/dev/null', 'fifo', '.'])(
  'the built program says that %s cannot be a journal, and does not wait for it',
  async (path) => {
    shell('test -e fifo || mkfifo fifo');
    for (const line of [`stop --all --yes --journal ${path}`, `stop --resume --yes --journal ${path}`]) {
      const { code, err } = await start(...line.split(' ')).ended;
      expect(code).toBe(2);
      expect(err).toMatch(/^error: (cannot use|\S+ is not a journal)/);
    }
  },
);

it.each(['describe --all -o ids', 'describe --all', '--help'])(
  'the built program ends with 5 where the file that it writes into cannot take all of qcvm %s',
  async (line) => {
    // 1 KiB: a file that may not become larger takes what a full disk takes.
    const child = spawn('bash', ['-c', `ulimit -f 1; "${process.execPath}" "${binary}" ${line} > list`], {
      env: environment(),
      cwd: world.home,
    });
    let err = '';
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({
      code: 5,
      err: expect.stringContaining('cannot write standard output: EFBIG') as string,
    });
  },
);

it('the built program exits with 5 when the journal cannot be written, and continues later', async () => {
  expect((await start('start', '--all', '--wait', '--yes', '--quiet', '--no-journal').ended).code).toBe(0);
  const line = 'stop --all --wait --yes --quiet --journal small.jsonl';
  const child = spawn('bash', ['-c', `ulimit -f 9; exec "${process.execPath}" "${binary}" ${line}`], {
    env: environment(),
    cwd: world.home,
  });
  let err = '';
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(5);
  expect(err).toContain('small.jsonl: it would become larger than it may');
  expect(err).toContain('qcvm stop --resume --journal ~/small.jsonl');
  expect(await readdir(world.home)).not.toContain('small.jsonl.lock');
  const { code, out } = await start('stop', '--resume', '--journal', 'small.jsonl', '--yes').ended;
  expect(code).toBe(0);
  expect(out).toMatch(/400 {2}stopped/);
});

it('the built program reports a directory given as the file of ids', async () => {
  const child = spawn(process.execPath, [binary, 'stop', '-', '--yes'], {
    env: environment(),
    stdio: [openSync(world.home, 'r'), 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(5);
  expect(err).toContain('cannot read standard input');
});

it('the built program reads ids from a pipe', async () => {
  await writeFile(
    world.path('ids'),
    emulator.instances
      .list()
      .slice(0, 3)
      .map(({ unInstanceId }) => unInstanceId)
      .join('\n'),
  );
  const { child, ended } = start('start', '-', '--yes');
  child.stdin.end(await readFile(world.path('ids')));
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(3);
});

it('the built program is completed by the script that it prints', () => {
  const { stdout, status } = shell('source <($QCVM completion bash) && complete -p qcvm');
  expect({ stdout, status }).toEqual({ stdout: 'complete -F _qcvm qcvm\n', status: 0 });
});
