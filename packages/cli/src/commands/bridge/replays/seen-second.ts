import { usageError } from '../../../environment/cli-error.js';
import { seenSecondPath, shortPath } from '../../../environment/paths.js';
import type { Environment, FileLock } from '../../../environment/environment.js';

type Place = Pick<Environment, 'files' | 'variable' | 'homeDirectory' | 'workingDirectory'>;

/** A moment of this century or the next, in seconds since 1970. */
const isSecond = /^[1-9]\d{8,9}\n$/;

const onlyOne =
  'A bridge runs already with this state directory, and neither would know what the other one has carried out. End that one, or give this one a state directory and programs of its own: XDG_STATE_HOME.';

/**
 * The last second whose requests were let through, on disk: a bridge that starts again knows by it what was sent to an earlier one, also
 * where the clock was set back in between. It is of one bridge at a time.
 */
export class SeenSecond {
  readonly #place: Place;
  readonly #path: string;
  readonly #lock: FileLock;
  #written = 0;
  #writing: Promise<void> | undefined;

  private constructor(place: Place, path: string, lock: FileLock) {
    this.#place = place;
    this.#path = path;
    this.#lock = lock;
  }

  /**
   * Reads it, and writes it once, so that an unwritable path is reported at the start. It is of this bridge until it is closed.
   *
   * @throws CliError when another bridge has it, when the file holds something else, or when it cannot be read or written.
   */
  static async open(place: Place, startedAt: number): Promise<SeenSecond> {
    const path = seenSecondPath(place);
    const seen = new SeenSecond(place, path, await place.files.lock(path, onlyOne));
    try {
      await removeUnfinished(place, path);
      await seen.#replace((await read(place, path)) ?? Math.floor(startedAt / 1000));
    } catch (error) {
      await seen.close();
      throw error;
    }
    return seen;
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
   * @throws CliError (as a rejection) when it cannot be written, or is of another bridge by now: the request must not be sent.
   */
  note(second: number): Promise<void> | undefined {
    return second <= this.#written ? undefined : this.#write(second);
  }

  /** Leaves it to the next bridge. */
  close(): Promise<void> {
    return this.#lock.release();
  }

  async #write(second: number): Promise<void> {
    while (second > this.#written) {
      this.#writing ??= this.#replace(second).finally(() => (this.#writing = undefined));
      await this.#writing;
    }
  }

  async #replace(second: number): Promise<void> {
    if (!this.#lock.isHeld()) throw usageError(`the lock of ${this.shortPath} was removed or taken over`);
    await this.#place.files.writePrivate(this.#path, `${second}\n`);
    this.#written = second;
  }
}

/** Removes what a bridge that was killed while it wrote has left beside the file. */
async function removeUnfinished({ files }: Place, path: string): Promise<void> {
  const [, directory = '.', name = path] = /^(.*)[\\/]([^\\/]+)$/.exec(path) ?? [];
  for (const each of await files.list(directory))
    if (each.startsWith(`${name}.`) && /^[0-9a-f]{12}\.tmp$/.test(each.slice(name.length + 1)))
      await files.remove(`${directory}/${each}`);
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
