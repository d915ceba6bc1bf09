import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A server of this test run: its own port, its own directory. */
export interface Server {
  readonly url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again with what it has on its disk. */
  start(): Promise<void>;
  /** Everything that is in it, as text. */
  dump(): Promise<string>;
  /** Ends it, and removes what it has. */
  remove(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Whether something answers on the port. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly ready: () => Promise<boolean> | boolean;
}

async function launch({ program, args, user, ready }: Command): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], ...user });
  let output = '';
  child.stderr?.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-2000)));
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`);
    if (await ready()) return child;
    await wait(50);
  }
  throw new Error(`${program} does not answer: ${output}`);
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `qcvm-fleet-${name}-`));

/** Redis, as a fleet needs it unless options say otherwise: `{ appendonly: 'no' }`. */
export async function startRedis(options: Readonly<Record<string, string>> = {}): Promise<Server> {
  const directory = temporary('redis');
  const port = await freePort();
  const all = { appendonly: 'yes', save: '', bind: '127.0.0.1', ...options };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = await launch({
      program: 'redis-server',
      args: ['--port', String(port), '--dir', directory, ...args],
      ready: () => isOpen(port),
    });
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill: () => end(child, 'SIGKILL'),
    // The append-only file has every command with its values.
    async dump() {
      const files = readdirSync(directory, { recursive: true, withFileTypes: true });
      const texts = files
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
      return texts.join('\n');
    },
    async remove() {
      await end(child, 'SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Where Debian has the programs of PostgreSQL. */
function postgresPrograms(): string {
  const root = '/usr/lib/postgresql';
  const [newest] = readdirSync(root).sort((one, other) => Number(other) - Number(one));
  if (newest === undefined) throw new Error(`${root} is empty: apt-get install postgresql`);
  return join(root, newest, 'bin');
}

const numberOf = (flag: string): number =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

/** PostgreSQL. It refuses to run as root. */
export async function startPostgres(): Promise<Server> {
  const programs = postgresPrograms();
  const directory = temporary('postgres');
  const port = await freePort();
  const user = process.getuid?.() === 0 ? { uid: numberOf('-u'), gid: numberOf('-g') } : undefined;
  if (user) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'qcvm', '-E', 'UTF8', '--no-sync'],
    {
      stdio: 'ignore',
      ...user,
    },
  );
  const isReady = (): boolean => {
    try {
      execFileSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
      return true;
    } catch {
      return false;
    }
  };
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = await launch({
      program: join(programs, 'postgres'),
      args: [
        '-D',
        data,
        '-p',
        String(port),
        '-k',
        directory,
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'fsync=off',
      ],
      user,
      ready: isReady,
    });
  };
  await start();
  return {
    url: `postgres://qcvm@127.0.0.1:${port}/postgres`,
    start,
    // What a crash of the server is to its clients: all connections end, and it recovers from its log.
    kill: () => end(child, 'SIGQUIT'),
    async dump() {
      const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'qcvm', '--data-only', 'postgres'];
      return execFileSync(join(programs, 'pg_dump'), args, { encoding: 'utf8', maxBuffer: 1e9 });
    },
    async remove() {
      await end(child, 'SIGQUIT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Both stores. */
export const stores = [
  ['Redis', () => startRedis()],
  ['PostgreSQL', () => startPostgres()],
] as const;
