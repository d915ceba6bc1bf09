import { readFileSync } from 'node:fs';
import {
  constants,
  copyFile,
  link,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { usageError } from '../cli-error.js';
import type { FileLock } from '../environment.js';
import { errorCode } from '../error-code.js';
import { parseHolder, stateOf, thisProcess, type Holder } from './holder.node.js';

/** Milliseconds between two signs of life of a holder: for processes that cannot see its PID. */
const beat = 2_000;
/** Milliseconds without one after which a holder elsewhere counts as gone. */
const silence = 5 * beat;

/** File systems without hard links say one of these. */
const noLinks = new Set<string | undefined>(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Makes `target` with the text of `source`, whole from the start; `false` when there is such a file already. */
async function createFrom(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target).catch((error: unknown) => {
      if (!noLinks.has(errorCode(error))) throw error;
      return copyFile(source, target, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A lock or a claim that was found. Without a holder: it is there, and cannot be understood. */
interface Found {
  readonly path: string;
  readonly holder: Holder | undefined;
  readonly isFile: boolean;
}

async function look(path: string): Promise<Found | undefined> {
  try {
    // Reading a pipe would wait for a writer.
    const isFile = (await stat(path)).isFile();
    return { path, holder: isFile ? parseHolder(await readFile(path, 'utf8')) : undefined, isFile };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where the process is written that takes over from a holder that is gone: there is one such file for each token, and one for none. */
const claimPath = (lockPath: string, holder: Holder | undefined): string =>
  `${lockPath}.after-${holder?.token ?? 'damaged'}`;

/** The lock, the claim to take over from its holder, the claim to take over from that one, and so on. */
async function chainOf(lockPath: string): Promise<Found[]> {
  const chain: Found[] = [];
  let next = await look(lockPath);
  while (next !== undefined) {
    chain.push(next);
    next = next.isFile ? await look(claimPath(lockPath, next.holder)) : undefined;
  }
  return chain;
}

const isSame = (one: readonly Found[], other: readonly Found[]): boolean =>
  one.every(({ holder }, index) => holder?.token === other[index]?.holder?.token);

const moment = async (path: string): Promise<number> => (await stat(path)).mtimeMs;

/** Whether a file was given no sign of life for long. Both times are of the clock of one file system, regardless of the clocks of the machines. */
const isOld = async (path: string, mine: string): Promise<boolean> =>
  (await moment(mine)) - (await moment(path)) > 10 * silence;

/** Whether a holder that this process cannot see has given no sign of life, for so long as to count as gone. */
async function isSilent(path: string, mine: string): Promise<boolean> {
  try {
    const last = await moment(path);
    if (await isOld(path, mine)) return true;
    for (let waited = 0; waited < silence; waited += beat) {
      await wait(beat);
      if ((await moment(path)) !== last) return false;
    }
    return true;
  } catch (error) {
    // Released meanwhile: to be looked at again.
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Takes the lock from a holder that is gone. The claim is the one file for that holder's token, so that of all
 * processes that try only one goes on; a late one finds another lock behind its claim, and leaves it alone.
 */
async function takeOver(lockPath: string, own: string, gone: readonly Found[]): Promise<boolean> {
  const last = gone.at(-1);
  if (last === undefined) return false;
  const claim = claimPath(lockPath, last.holder);
  if (!(await createFrom(own, claim))) return false;
  try {
    if (!isSame(gone, await chainOf(lockPath))) return false;
    await rename(own, lockPath);
    return true;
  } finally {
    await rm(claim, { force: true });
    // Claims of processes that were gone before they took over; valid only as long as the lock is the old one.
    const [lock, ...claims] = gone;
    const still = (await look(lockPath))?.holder?.token === lock?.holder?.token;
    if (!still) for (const { path } of claims) await rm(path, { force: true });
  }
}

interface Wanted {
  readonly path: string;
  readonly lockPath: string;
  /** What is to be done while another process holds it. */
  readonly advice: string;
}

function inUse({ path, lockPath, advice }: Wanted, by: Holder | undefined): Error {
  const who = by === undefined ? '' : ` (process ${by.pid} on ${by.host})`;
  return usageError(
    `${path} is in use by another qcvm${who}`,
    `${advice} When none runs any more, remove ${lockPath}.`,
  );
}

async function acquire(wanted: Wanted, { own, mine }: { own: string; mine: Holder }): Promise<void> {
  const { lockPath } = wanted;
  for (;;) {
    if (await createFrom(own, lockPath)) return;
    const chain = await chainOf(lockPath);
    const last = chain.at(-1);
    // Released between the two.
    if (last === undefined) continue;
    const { holder, isFile } = last;
    // A damaged claim stands where another would be made; and what is no file gives no sign of life.
    if (!isFile || (holder === undefined && chain.length > 1)) throw inUse(wanted, undefined);
    const state = holder && (await stateOf(holder, mine));
    const gone =
      state === undefined
        ? await isOld(last.path, own).catch(() => false)
        : state === 'gone' || (state === 'elsewhere' && (await isSilent(last.path, own)));
    if (gone) {
      if (await takeOver(lockPath, own, chain)) return;
      continue;
    }
    if (isSame(chain, await chainOf(lockPath))) throw inUse(wanted, holder);
  }
}

/** Removes what processes have left that were killed while they took the lock. */
async function removeLeftOvers(lockPath: string, mine: Holder): Promise<void> {
  const directory = dirname(lockPath);
  const begin = `${basename(lockPath)}.`;
  for (const name of await readdir(directory)) {
    if (!name.startsWith(begin) || !/^[0-9a-f]{32}$/.test(name.slice(begin.length))) continue;
    const left = await look(join(directory, name));
    if (left?.holder && (await stateOf(left.holder, mine)) === 'gone') await rm(left.path, { force: true });
  }
}

/**
 * Locks a path against every other process that does the same, by a file beside it that names its holder. A lock
 * whose holder is gone (a kill -9, a crash of the machine) is taken over, and so is one that cannot be understood and has given no sign of life for long.
 *
 * @throws CliError when another process holds it.
 */
export async function lockPath(path: string, advice = 'Wait until it has ended.'): Promise<FileLock> {
  const target = `${path}.lock`;
  const mine = await thisProcess();
  const own = `${target}.${mine.token}`;
  try {
    const file = await open(own, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(mine)}\n`);
    } finally {
      await file.close();
    }
    await acquire({ path, lockPath: target, advice }, { own, mine });
  } finally {
    await rm(own, { force: true });
  }
  await removeLeftOvers(target, mine).catch(() => undefined);
  const isHeld = (): boolean => {
    try {
      return parseHolder(readFileSync(target, 'utf8'))?.token === mine.token;
    } catch {
      return false;
    }
  };
  const timer = setInterval(() => {
    if (!isHeld()) return clearInterval(timer);
    const now = new Date();
    utimes(target, now, now).catch(() => undefined);
  }, beat);
  timer.unref();
  return {
    isHeld,
    async release() {
      clearInterval(timer);
      if (isHeld()) await rm(target, { force: true });
    },
  };
}
