import { usageError } from '../cli-error.js';
import type { Environment } from '../environment.js';
import { join, journalDirectory, shortPath } from '../paths.js';
import type { FleetCommand } from './event.js';
import { readJournal, type JournalContents } from './journal.js';

/** Journals that are kept in the default directory, however they ended. */
const kept = 50;

const nameShape = /^(\d{8}T\d{9}Z)-(stop|start|restart)\.jsonl$/;

/** A new name in the default directory: sorts by time, says what it is about. */
export function newJournalPath(environment: Environment, command: FleetCommand): string {
  const stamp = new Date(environment.now()).toISOString().replace(/[-:.]/g, '');
  return join(journalDirectory(environment), `${stamp}-${command}.jsonl`);
}

/** Names of journals in the default directory, newest first. */
async function journals(environment: Environment): Promise<string[]> {
  const names = await environment.files.list(journalDirectory(environment));
  return names
    .filter((name) => nameShape.test(name))
    .sort()
    .reverse();
}

/** The latest run of this command, if it was interrupted. */
export async function findInterrupted(
  environment: Environment,
  command: FleetCommand,
): Promise<{ path: string; contents: JournalContents } | undefined> {
  for (const name of await journals(environment)) {
    if (nameShape.exec(name)?.[2] !== command) continue;
    const path = join(journalDirectory(environment), name);
    const contents = await readJournal(environment.files, path).catch(() => undefined);
    // A run that was interrupted before it sent anything is as if it had never been.
    if (contents === undefined) continue;
    return contents.finished ? undefined : { path, contents };
  }
  return undefined;
}

/** Reads the journal of a named path, and checks that it is of this command. */
export async function readNamed(
  environment: Environment,
  path: string,
  command: FleetCommand,
): Promise<JournalContents> {
  const contents = await readJournal(environment.files, path);
  if (contents.header.command !== command) {
    throw usageError(
      `${shortPath(environment, path)} is the journal of \`qcvm ${contents.header.command}\``,
      `Go on with: qcvm ${contents.header.command} --resume --journal ${shortPath(environment, path)}`,
    );
  }
  return contents;
}

/** Removes the oldest journals of the default directory. */
export async function pruneJournals(environment: Environment): Promise<void> {
  for (const name of (await journals(environment)).slice(kept)) {
    await environment.files.remove(join(journalDirectory(environment), name));
  }
}
