import { once } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import type { InputStream, OutputStream } from '../environment.js';

/** A process stream that notes a reader that has gone (EPIPE) instead of killing the process. */
export function outputStream(stream: NodeJS.WriteStream): OutputStream {
  const gone = new AbortController();
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A closed pipe is a reader who has seen enough. Anything else on a standard stream (a full disk) leaves
    // no way to tell anybody either; the work itself and its exit code must not depend on it.
    gone.abort(error);
  });
  const terminal = (): WriteStream | undefined => (stream.isTTY ? stream : undefined);
  return {
    async write(text) {
      if (gone.signal.aborted || text === '') return;
      if (stream.write(text)) return;
      // Waiting for `drain` must end when the reader goes, too.
      await Promise.race([once(stream, 'drain', { signal: gone.signal }).catch(() => undefined)]);
    },
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return terminal()?.columns;
    },
    gone: gone.signal,
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

export function inputStream(stream: NodeJS.ReadStream): InputStream {
  const terminal: Pick<ReadStream, 'isTTY'> = stream;
  return {
    get isTerminal() {
      return terminal.isTTY === true;
    },
    async *text(signal) {
      // Reading waits for whoever writes; Ctrl-C must not wait for him.
      const stop = (): void => void stream.destroy();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        yield* textOf(stream);
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      } finally {
        signal?.removeEventListener('abort', stop);
      }
      signal?.throwIfAborted();
    },
  };
}
