import type { Environment } from '../../environment/environment.js';
import { join, journalDirectory } from '../../environment/paths.js';
import type { FleetCommand } from '../terms/event.js';

/** Journals that are kept in the default directory, however they ended. */
const kept = 50;

const nameShape = /^(\d{8}T\d{9}Z)-(stop|start|restart)\.jsonl$/;

/** A name in the default directory that no file has: sorts by time, says what it is about. */
export async function newJournalPath(environment: Environment, command: FleetCommand): Promise<string> {
  const directory = journalDirectory(environment);
  const taken = new Set(await environment.files.list(directory).catch(() => []));
  for (let time = environment.now(); ; time += 1) {
    const name = `${new Date(time).toISOString().replace(/[-:.]/g, '')}-${command}.jsonl`;
    if (!taken.has(name) && !taken.has(`${name}.lock`)) return join(directory, name);
  }
}

/** Names of journals in the default directory, newest first. */
const newestFirst = (names: readonly string[]): string[] =>
  names
    .filter((name) => nameShape.test(name))
    .sort()
    .reverse();

/** The journal of the latest run of this command, however it ended; `undefined` when there is none. */
export async function newestJournal(
  environment: Environment,
  command: FleetCommand,
): Promise<string | undefined> {
  const directory = journalDirectory(environment);
  const names = newestFirst(await environment.files.list(directory));
  const newest = names.find((name) => nameShape.exec(name)?.[2] === command);
  return newest === undefined ? undefined : join(directory, newest);
}

/** Removes the oldest journals of the default directory, except those that a run is writing. */
export async function pruneJournals({ files, ...place }: Environment): Promise<void> {
  const directory = journalDirectory(place);
  const names = await files.list(directory);
  for (const old of newestFirst(names).slice(kept)) {
    const lock = await files.lock(join(directory, old)).catch(() => undefined);
    if (lock === undefined) continue;
    await files.remove(join(directory, old));
    await lock.release();
    const left = names.filter((name) => name.startsWith(`${old}.lock.`));
    for (const name of left) await files.remove(join(directory, name));
  }
}
