import { fstatSync, writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import { CliError } from '../cli-error.js';
import type { InputStream, OutputStream } from '../environment.js';
import { exitCodes } from '../exit-codes.js';

type ProcessStream = NodeJS.WriteStream & { readonly fd: number };

/** Whether a descriptor is a file or a device, and no pipe, socket or terminal. */
function isFile({ fd, isTTY }: ProcessStream): boolean {
  if (isTTY) return false;
  // As big integers: Node's loader takes a pipe that was looked at as plain numbers for a part of the next path, does not follow
  // its links any more, and loads packages a second time by another path (`realpathSync` of Node 20).
  const found = fstatSync(fd, { bigint: true });
  return found.isFile() || found.isCharacterDevice();
}

/** Writes all of it. Node's own stream for files takes a part for the whole, which is what a full disk gives. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}

/** A process stream that notes what goes wrong instead of killing the process. */
export function outputStream(stream: ProcessStream): OutputStream {
  const gone = new AbortController();
  let failure: Error | undefined;
  let last: Promise<void> = Promise.resolve();
  const note = (error: NodeJS.ErrnoException): void => {
    if (gone.signal.aborted) return;
    // A closed pipe is a reader that has seen enough, and so is a terminal that was closed.
    if (error.code !== 'EPIPE' && !(stream.isTTY && error.code === 'EIO')) failure = error;
    gone.abort(error);
  };
  stream.on('error', note);
  const toFile = isFile(stream);
  const terminal = (): WriteStream | undefined => (stream.isTTY ? stream : undefined);

  /** Resolves when the text is out, or cannot be. */
  const send = (text: string): Promise<void> =>
    new Promise((resolve) => void stream.write(text, () => resolve()));
  return {
    async write(text) {
      if (gone.signal.aborted) return;
      if (toFile) {
        try {
          writeAll(stream.fd, text);
        } catch (error) {
          note(error as NodeJS.ErrnoException);
        }
        return;
      }
      if (text !== '') {
        const mine = send(text);
        last = Promise.all([last, mine]).then(() => undefined);
      }
      await last;
    },
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return terminal()?.columns;
    },
    gone: gone.signal,
    get failure() {
      return failure;
    },
  };
}

/** Decodes across pieces, so that a character that two reads share stays whole. */
export async function* textOf(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of bytes) {
    yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

const inputError = (why: string, cause?: unknown): CliError =>
  new CliError(`cannot read standard input: ${why}`, { exitCode: exitCodes.local, cause });

export function inputStream(stream: NodeJS.ReadStream & { readonly fd: number }): InputStream {
  const terminal: Pick<ReadStream, 'isTTY'> = stream;
  return {
    get isTerminal() {
      return terminal.isTTY === true;
    },
    async *text(signal) {
      // Node takes a directory for an empty file.
      if (fstatSync(stream.fd, { bigint: true }).isDirectory()) throw inputError('it is a directory');
      // Reading waits for the writer; Ctrl-C must not.
      const stop = (): void => void stream.destroy();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        yield* textOf(stream);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw inputError(error instanceof Error ? error.message : String(error), error);
      } finally {
        signal?.removeEventListener('abort', stop);
      }
      signal?.throwIfAborted();
    },
  };
}
