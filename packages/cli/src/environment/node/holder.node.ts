import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { errorCode } from '../error-code.js';

/** The process that holds a lock, described so that another process can tell whether it still runs. */
export interface Holder {
  /** Changes when the machine starts anew; empty where the system has none. */
  readonly boot: string;
  /** The PID namespace: in every container there is a process 1. */
  readonly namespace: string;
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the system writes it: a PID is given again, a PID with its start is not. */
  readonly start: string;
  /** Random: distinguishes two locks of one process. */
  readonly token: string;
}

/** `elsewhere`: in another container or on another machine, where its PID says nothing to this process. */
export type HolderState = 'running' | 'gone' | 'elsewhere';

const textOr = (promise: Promise<string>): Promise<string> =>
  promise.then((text) => text.trim()).catch(() => '');

/** The PID and the start time from `/proc`; `undefined` for a process that does not run. */
async function readStat(process: number | 'self'): Promise<{ pid: string; start: string } | undefined> {
  const stat = await textOr(readFile(`/proc/${process}/stat`, 'latin1'));
  // The name of the program, in parentheses, may hold anything. Behind it are the state and the other fields.
  const [state = 'X', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [pid = ''] = stat.split(' ', 1);
  const start = fields[18];
  // A zombie does not run: it waits to be collected.
  return start === undefined || state === 'Z' || state === 'X' ? undefined : { pid, start };
}

/** The start of a process; `undefined` when it does not run. */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return (await readStat(pid))?.start;
  if (process.platform !== 'win32') {
    const told = promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).then(({ stdout }) => stdout);
    return (await textOr(told)) || undefined;
  }
  try {
    process.kill(pid, 0);
    return '';
  } catch (error) {
    return errorCode(error) === 'EPERM' ? '' : undefined;
  }
}

/** This process, with a new token. */
export async function thisProcess(): Promise<Holder> {
  const start = process.platform === 'linux' ? (await readStat('self'))?.start : await startOf(process.pid);
  return {
    boot: await textOr(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    namespace: await textOr(readlink('/proc/self/ns/pid')),
    host: hostname(),
    pid: process.pid,
    start: start ?? '',
    token: randomBytes(16).toString('hex'),
  };
}

/** Whether `/proc` is that of this process's PID namespace: a container may show that of its machine. */
async function seesPids(): Promise<boolean> {
  return process.platform !== 'linux' || (await readStat('self'))?.pid === String(process.pid);
}

/** What `mine`, this process, can tell about another holder. */
export async function stateOf(other: Holder, mine: Holder): Promise<HolderState> {
  if (other.boot !== mine.boot) return other.host === mine.host ? 'gone' : 'elsewhere';
  if (other.namespace !== mine.namespace || !(await seesPids())) return 'elsewhere';
  // Without a boot id, only their names distinguish two machines that share a directory.
  if (other.boot === '' && other.host !== mine.host) return 'elsewhere';
  return (await startOf(other.pid)) === other.start ? 'running' : 'gone';
}

/** Reads what `JSON.stringify` made of a holder; `undefined` when it is something else. */
export function parseHolder(text: string): Holder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { boot, namespace, host, pid, start, token } = value as Partial<Record<string, unknown>>;
  const texts = [boot, namespace, host, start, token];
  if (!texts.every((each) => typeof each === 'string') || !Number.isSafeInteger(pid)) return undefined;
  return /^[0-9a-f]{32}$/.test(String(token)) ? (value as Holder) : undefined;
}
