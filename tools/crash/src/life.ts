import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stop } from './schedule.js';
import { isChange, type Seen } from './world.js';

/** The built command. Nothing else of it is known here. */
const binary = fileURLToPath(new URL('../../../packages/cli/dist/main.node.js', import.meta.url));

/** Longer than a run waits for the quota, and then for its instances. */
const patience = 180_000;

/** One line of what a run prints with `--json`. */
export type ReportLine = Readonly<Record<string, unknown>>;

/** One process of the command, from its start to its end. */
export interface Life {
  /** Twins have the same. */
  readonly number: number;
  readonly args: readonly string[];
  readonly resumes: boolean;
  readonly startedAt: number;
  readonly endedAt: number;
  /** `died`: by a signal that the schedule did not send, or because it did not end in time. */
  readonly end: 'itself' | 'killed' | 'died';
  /** A signal was sent that it can answer. */
  readonly isInterrupted: boolean;
  readonly code: number | null;
  readonly lines: readonly ReportLine[];
  /** What is on standard output and is no JSON line: a piece of one. */
  readonly torn: string;
  readonly stderr: string;
  /** Its standard output could not be written. */
  readonly outputIsFull: boolean;
}

export interface LifeOptions {
  readonly number: number;
  readonly args: readonly string[];
  readonly resumes: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly stop?: Stop | undefined;
  /** Where journals are, for a stop at a write to one. */
  readonly journals: string;
  readonly outputIsFull?: boolean;
  /** Kibibytes beyond which no file can grow. */
  readonly fileLimit?: number | undefined;
  /** Sets who hears of requests. */
  readonly listen: (listener: (seen: Seen) => void) => void;
}

/** Calls `fire` once, at the moment; the result ends the waiting for it. */
function atMoment(stop: Stop, { journals, listen }: LifeOptions, fire: () => void): () => void {
  let left = 'nth' in stop ? stop.nth : 0;
  const count = (): void => {
    left -= 1;
    if (left === 0) fire();
  };
  switch (stop.at) {
    case 'time': {
      const timer = setTimeout(fire, stop.milliseconds);
      return () => clearTimeout(timer);
    }
    case 'journal': {
      const watcher = watch(journals, (_event, name) => {
        if (name !== null && !name.endsWith('.lock')) count();
      });
      return () => watcher.close();
    }
    case 'change':
    case 'request':
      listen((seen) => {
        if (stop.at === 'request' || isChange(seen)) count();
      });
      return () => listen(() => undefined);
  }
}

function readLines(text: string): { lines: ReportLine[]; torn: string } {
  const lines: ReportLine[] = [];
  let torn = '';
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'object' && value !== null) lines.push(value as ReportLine);
    } catch {
      torn += line;
    }
  }
  return { lines, torn };
}

/** Runs the command once, in a process of its own. */
export async function live(options: LifeOptions): Promise<Life> {
  const { args, stop, fileLimit, outputIsFull = false } = options;
  const command = [process.execPath, binary, ...args];
  // A limit gives EFBIG where a full disk gives ENOSPC; the signal that comes with it is ignored.
  const limited = ['bash', '-c', `trap '' XFSZ; ulimit -f ${fileLimit}; exec "$@"`, 'bash', ...command];
  const [program = '', ...rest] = fileLimit === undefined ? command : limited;
  const full = outputIsFull ? openSync('/dev/full', 'w') : undefined;
  const startedAt = Date.now();
  const child = spawn(program, rest, {
    env: options.environment,
    cwd: options.directory,
    stdio: ['ignore', full ?? 'pipe', 'pipe'],
  });
  if (full !== undefined) closeSync(full);
  let output = '';
  let stderr = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  let isHit = false;
  const fire = (): void => {
    if (child.exitCode !== null || stop === undefined) return;
    isHit = child.kill(stop.signal) && stop.signal !== 'SIGHUP';
  };
  const disarm = stop === undefined ? () => undefined : atMoment(stop, options, fire);
  const ended = new AbortController();
  void wait(patience, undefined, { signal: ended.signal }).then(
    () => {
      isHit = false;
      child.kill('SIGKILL');
    },
    () => undefined,
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  ended.abort();
  disarm();
  return {
    number: options.number,
    args,
    resumes: options.resumes,
    startedAt,
    endedAt: Date.now(),
    end: code !== null ? 'itself' : isHit ? 'killed' : 'died',
    isInterrupted: isHit && stop?.signal === 'SIGTERM',
    code,
    ...readLines(output),
    stderr,
    outputIsFull,
  };
}

/** Gives a directory a small file system of its own; `undefined` where that is not permitted. */
export function mountSmall(
  directory: string,
  kibibytes: number,
): { readonly grow: () => void; readonly remove: () => void } | undefined {
  const run = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${kibibytes}k,mode=700`, 'tmpfs', directory)) return undefined;
  return {
    grow: () => void run('mount', '-o', 'remount,size=16m', directory),
    remove: () => void run('umount', '--lazy', directory),
  };
}
