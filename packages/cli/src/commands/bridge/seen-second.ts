import { usageError } from '../../environment/cli-error.js';
import { seenSecondPath, shortPath } from '../../environment/paths.js';
import type { Environment, FileLock } from '../../environment/environment.js';

type Place = Pick<Environment, 'files' | 'sleep' | 'variable' | 'homeDirectory' | 'workingDirectory'>;

/** A moment of this century or the next, in seconds since 1970. */
const isSecond = /^[1-9]\d{8,9}\n$/;

/**
 * The last second whose requests were let through, on disk: a bridge that starts again knows by it what was sent to an earlier one, also
 * where the clock was set back in between.
 */
export class SeenSecond {
  readonly #place: Place;
  readonly #path: string;
  #written: number;
  #writing: Promise<void> | undefined;

  private constructor(place: Place, path: string, written: number) {
    this.#place = place;
    this.#path = path;
    this.#written = written;
  }

  /**
   * Reads it, and writes it once, so that a place that cannot be written is told at the start.
   *
   * @throws CliError when the file holds something else, or cannot be read or written.
   */
  static async open(place: Place, startedAt: number): Promise<SeenSecond> {
    const path = seenSecondPath(place);
    const last = await replace(place, path, (kept) => kept ?? Math.floor(startedAt / 1000));
    return new SeenSecond(place, path, last);
  }

  /** In seconds since 1970. Where no request was let through yet, it is the start of the first bridge. */
  get last(): number {
    return this.#written;
  }

  /** For messages. */
  get shortPath(): string {
    return shortPath(this.#place, this.#path);
  }

  /**
   * Notes that a request of a second is about to be sent. It gives a promise only for the first requests of a second.
   *
   * @throws CliError (as a rejection) when it cannot be written: the request must not be sent.
   */
  note(second: number): Promise<void> | undefined {
    return second <= this.#written ? undefined : this.#write(second);
  }

  async #write(second: number): Promise<void> {
    while (second > this.#written) {
      this.#writing ??= this.#replace(second).finally(() => (this.#writing = undefined));
      await this.#writing;
    }
  }

  async #replace(second: number): Promise<void> {
    // Another bridge of this user may have written a later one.
    this.#written = await replace(this.#place, this.#path, (kept = 0) => Math.max(kept, second));
  }
}

/** Replaces the second on disk by one that follows from it. Several bridges of a user do so one after the other. */
async function replace(
  place: Place,
  path: string,
  next: (kept: number | undefined) => number,
): Promise<number> {
  const lock = await locked(place, path);
  try {
    const second = next(await read(place, path));
    await place.files.writePrivate(path, `${second}\n`);
    return second;
  } finally {
    await lock.release();
  }
}

/** Milliseconds between two attempts to lock the file, and how many there are: the others hold it for a few. */
const pause = 20;
const mostAttempts = 50;

async function locked({ files, sleep }: Place, path: string): Promise<FileLock> {
  for (let attempt = 1; ; attempt++)
    try {
      return await files.lock(path);
    } catch (error) {
      if (attempt === mostAttempts) throw error;
      await sleep(pause);
    }
}

async function read(place: Place, path: string): Promise<number | undefined> {
  const text = await place.files.read(path);
  if (text === undefined) return undefined;
  if (isSecond.test(text)) return Number(text);
  throw usageError(
    `bridge: ${shortPath(place, path)} is damaged: it should hold the last second whose requests were let through, as seconds since 1970`,
    'Without it, a request of an earlier bridge could be carried out again. Remove it once 10 minutes have passed since the last call.',
  );
}
