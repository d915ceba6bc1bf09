import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Emulator } from '../../emulator/emulator.js';

/** Thrown by `listen` for a state file that cannot be read or written. The file is left as it is. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
  readonly file: string;
  constructor(message: string, options: { file: string; cause: unknown }) {
    super(message, { cause: options.cause });
    this.file = options.file;
  }
}

/** A file that follows the emulator's state. */
export interface Persistence {
  /** Stops following; resolves when the last change is written. */
  close(): Promise<void>;
}

/** Continues from the file if it exists, and writes it after every change. */
export async function persistTo(
  path: string,
  { emulator, onProblem }: { emulator: Emulator; onProblem: (problem: Error) => void },
): Promise<Persistence> {
  const file = resolve(path);
  await restoreFrom(file, emulator);
  // The first write fails at once if the file cannot be written.
  await writeState(file, emulator);

  let pending = false;
  let writing: Promise<void> | undefined;
  // Changes that come while a write is under way are written together by the next one: no timer decides.
  const writeAll = async (): Promise<void> => {
    while (pending) {
      pending = false;
      await writeState(file, emulator).catch(onProblem);
    }
    writing = undefined;
  };
  const stop = emulator.subscribe(() => {
    pending = true;
    writing ??= Promise.resolve().then(writeAll);
  });
  return {
    close: async () => {
      stop();
      await writing;
    },
  };
}

async function restoreFrom(file: string, emulator: Emulator): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    throw new StateFileError(`The state file ${file} cannot be read: ${messageOf(cause)}`, { file, cause });
  }
  try {
    emulator.restore(JSON.parse(text));
  } catch (cause) {
    throw new StateFileError(
      `The state file ${file} is not a snapshot that can be restored: ${describe(cause)}. ` +
        'It was left as it is: repair it, or move it away to start afresh.',
      { file, cause },
    );
  }
}

/** A crash leaves the old file or the new one, never a part: write aside, force to disk, rename. */
async function writeState(file: string, emulator: Emulator): Promise<void> {
  const aside = `${file}.tmp`;
  try {
    const text = JSON.stringify(emulator.snapshot());
    await rm(aside, { force: true });
    // `wx`: never through a link that another user has put there. Secrets are inside: for the owner only.
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, file);
    await syncDirectory(dirname(file));
  } catch (cause) {
    throw new StateFileError(`The state file ${file} cannot be written: ${messageOf(cause)}`, {
      file,
      cause,
    });
  }
}

/** Makes the rename itself durable. Not every system can open a directory; then the rename is as safe as it gets. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync();
  } catch {
    // Windows and some file systems refuse.
  } finally {
    await handle.close();
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** The parser's message quotes the text, which contains secrets: only its kind is reported. */
const describe = (cause: unknown): string =>
  cause instanceof SyntaxError ? 'it is not JSON' : messageOf(cause);
