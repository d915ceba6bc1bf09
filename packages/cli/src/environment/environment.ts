import type { ClientConfig } from '@qcvm/client';

/** A stream that a person or a program reads. Writing never rejects: what went wrong is noted. */
export interface OutputStream {
  /** Resolves once everything so far is written, or nothing more can be. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal at this moment; `undefined` when it is none. */
  readonly columns: number | undefined;
  /** Aborted when nothing more can be written: the reader has gone (EPIPE), or writing has failed. */
  readonly gone: AbortSignal;
  /** Why what was written is not all there: a full disk, for one. A reader that has gone is no failure. */
  readonly failure?: Error | undefined;
}

export interface InputStream {
  readonly isTerminal: boolean;
  /** The whole of it, in pieces of any size. */
  text(signal?: AbortSignal): AsyncIterable<string>;
}

/** Questions on the terminal. All throw `InterruptedError` when answered with Ctrl-C. */
export interface Prompts {
  confirm(message: string): Promise<boolean>;
  text(message: string, options?: { initial?: string; validate?: Validate }): Promise<string>;
  secret(message: string, options?: { validate?: Validate }): Promise<string>;
  select(
    message: string,
    choices: readonly { value: string; label: string; hint?: string }[],
  ): Promise<string>;
}
/** Says what is wrong with an answer; `undefined` when nothing is. */
export type Validate = (answer: string) => string | undefined;

/** Lines on the terminal that are drawn anew in the same place. */
export interface LiveDisplay {
  draw(text: string): void;
  /** Removes what was drawn. */
  clear(): void;
}

/** A file that only grows. Rejections are `CliError`s that name it. */
export interface AppendFile {
  append(text: string): Promise<void>;
  /** Returns when everything appended is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A path that no other process works with until it is released. */
export interface FileLock {
  /** `false` once another process has it, or the file of the lock was removed. */
  isHeld(): boolean;
  release(): Promise<void>;
}

export interface Files {
  /** `undefined` when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** The file in pieces, for lists of any length. Rejects when there is none. */
  readPieces(path: string): AsyncIterable<string>;
  /** Replaces the file in one step, readable by its owner alone (0600), in directories of the owner alone. */
  writePrivate(path: string, text: string): Promise<void>;
  /**
   * The same, unless there is such a file already: of several processes that try at once, one writes it.
   *
   * @returns whether this one did
   */
  createPrivate(path: string, text: string): Promise<boolean>;
  /** The same as `writePrivate` for what everyone may read (0644). */
  writePublic(path: string, text: string): Promise<void>;
  /** A regular file in pieces, as it is at this moment. Rejects when there is none, or when it is a pipe or a device. */
  readBytes(path: string): AsyncIterable<Uint8Array>;
  /** Opens a regular file to append to (0600). `truncateTo`, in bytes, cuts a torn tail off. */
  openAppend(path: string, options: { mustBeNew: boolean; truncateTo?: number }): Promise<AppendFile>;
  /**
   * Locks a path against other processes. Rejects when one of them has it; what a dead one left behind does not count.
   * `advice`: what is to be done then.
   */
  lock(path: string, advice?: string): Promise<FileLock>;
  /** Names in a directory; empty when there is none. */
  list(directory: string): Promise<string[]>;
  remove(path: string): Promise<void>;
  /** Whether it is a pipe that has a name, so that reading it waits for a writer. */
  isNamedPipe(path: string): Promise<boolean>;
  /** Permission bits, for warning about secrets that others can read; `undefined` when there is no such file. */
  mode(path: string): Promise<number | undefined>;
}

/** What `doctor` looks at below HTTP. */
export interface NetworkProbe {
  lookup(host: string): Promise<readonly string[]>;
  /** Connects, verifies the certificate, hangs up. */
  tls(host: string, port: number): Promise<{ protocol: string; validTo: string; issuer: string }>;
}

/** Everything outside the program: one object, so that a test is `run(argv, environment)`. */
export interface Environment {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly variable: (name: string) => string | undefined;
  readonly homeDirectory: string;
  readonly workingDirectory: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Calls back again and again, without keeping the process alive, until the returned function is called. */
  every(milliseconds: number, callback: () => void): () => void;
  /** Calls back at Ctrl-C, SIGTERM and SIGHUP, until the returned function is called. */
  onInterrupt(callback: () => void): () => void;
  /** A positive integer that is as good as never used before. */
  nonce(): number;
  /** Ends the process at once. */
  exitNow(code: number): void;
  readonly prompts: Prompts;
  liveDisplay(): Promise<LiveDisplay>;
  readonly files: Files;
  readonly network: NetworkProbe;
  readonly version: string;
  /** For tests: an emulator in place of the network, pinned runtime. */
  readonly client?: Partial<Pick<ClientConfig, 'transport' | 'runtime'>>;
}
