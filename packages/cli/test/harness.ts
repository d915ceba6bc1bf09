import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transport } from '@qcvm/client';
import type { Emulator } from '@qcvm/mock';
import { InterruptedError } from '../src/environment/cli-error.js';
import type { Environment, Files, OutputStream, Prompts } from '../src/environment/environment.js';
import { nodeFiles } from '../src/environment/node/files.node.js';
import { run } from '../src/run.js';

/** A stream that keeps what is written to it. */
export class Captured implements OutputStream {
  text = '';
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly #gone = new AbortController();
  /** Writes after which the reader has gone, as `head` does. */
  closesAfter = Infinity;
  #writes = 0;

  constructor(columns?: number) {
    this.isTerminal = columns !== undefined;
    this.columns = columns;
  }
  async write(text: string): Promise<void> {
    this.#writes += 1;
    if (this.#writes > this.closesAfter) this.#gone.abort();
    if (!this.#gone.signal.aborted) this.text += text;
  }
  get gone(): AbortSignal {
    return this.#gone.signal;
  }
  get lines(): string[] {
    return this.text.split('\n').filter((line) => line !== '');
  }
}

export interface WorldOptions {
  readonly emulator?: Emulator;
  readonly variables?: Readonly<Record<string, string>>;
  /** What comes through a pipe on stdin. Absent: stdin is a terminal if `terminal` says so, and empty otherwise. */
  readonly stdin?: string;
  /** Columns of the terminal that stdout and stderr are. Absent: they are pipes. */
  readonly terminal?: number | undefined;
  /** Where stdout goes, in place of being kept. */
  readonly stdout?: Captured;
  readonly answers?: readonly (boolean | string)[];
  /** What happens while a question waits for its answer. */
  readonly asked?: () => Promise<void>;
  readonly files?: (real: Files) => Files;
  /** What appending to a journal does, in place of appending to the file: it may kill the process, or be a full disk. */
  readonly append?: (path: string, text: string) => void;
  /** Hears that everything appended to a journal is on the disk. */
  readonly synced?: (path: string) => void;
  /** What stands between the client and the emulator. */
  readonly transport?: (real: Transport) => Transport;
  /** Aborted: the process was killed. Nothing that it began goes on. */
  readonly death?: AbortSignal;
}

const never = new Promise<never>(() => undefined);

/** What a process does until it dies; after that, nothing. */
async function alive<Value>(death: AbortSignal | undefined, work: () => Promise<Value>): Promise<Value> {
  if (death?.aborted) return never;
  const result = await work().catch((error: unknown) => {
    if (death?.aborted) return never;
    throw error;
  });
  return death?.aborted ? never : result;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly frames: readonly string[];
  readonly questions: readonly string[];
}

const mortalTransport = (real: Transport, death: AbortSignal | undefined): Transport => ({
  send: (request) => alive(death, () => real.send(request)),
});

/**
 * Appends at once: while a real write is under way the emulated clock, which moves when nothing else can run, would
 * run ahead of it.
 */
const mortalFiles = (real: Files, options: WorldOptions): Files => ({
  ...real,
  openAppend: async (path, how) => {
    const { death, append = appendFileSync, synced } = options;
    const file = await real.openAppend(path, how);
    return {
      append: (text) => alive(death, async () => append(path, text)),
      sync: () => alive(death, async () => synced?.(path)),
      close: () => alive(death, () => file.close()),
    };
  },
});

/** One machine to run commands on: a home directory of its own, and an emulator for a service. */
export class World {
  readonly home: string;
  readonly #options: WorldOptions;
  #interrupt: (() => void) | undefined;
  exited: number | undefined;
  stdout = new Captured();
  stderr = new Captured();

  private constructor(home: string, options: WorldOptions) {
    this.home = home;
    this.#options = options;
  }

  static async create(options: WorldOptions = {}): Promise<World> {
    return new World(await mkdtemp(join(tmpdir(), 'qcvm-cli-')), options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    this.#interrupt?.();
  }

  path(name: string): string {
    return join(this.home, name);
  }

  async run(line: string | readonly string[], changes: WorldOptions = {}): Promise<Ran> {
    const options = { ...this.#options, ...changes };
    const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
    const frames: string[] = [];
    const questions: string[] = [];
    this.stdout = options.stdout ?? new Captured(options.terminal);
    this.stderr = new Captured(options.terminal);
    const environment = this.#environment(options, { frames, questions });
    const code = await run(argv, environment);
    return { code, out: this.stdout.text, err: this.stderr.text, frames, questions };
  }

  #environment(options: WorldOptions, seen: { frames: string[]; questions: string[] }): Environment {
    const { emulator, answers = [], stdin, terminal, death } = options;
    const { files = (real) => real, transport = (real) => real } = options;
    const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
      alive(death, async () => {
        const signals = [signal, death].filter((each) => each !== undefined);
        await emulator?.clock.sleep(milliseconds, AbortSignal.any(signals));
      });
    const credentials = emulator?.credentials;
    const variables: Readonly<Record<string, string | undefined>> = {
      LANG: 'C.UTF-8',
      // What is tested of API 3.0 says so.
      QCVM_API: '2.0',
      ...(credentials === undefined
        ? {}
        : {
            QCVM_REGION: 'ap-guangzhou',
            TENCENTCLOUD_SECRET_ID: credentials.secretId,
            TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
          }),
      ...options.variables,
    };
    const left = [...answers];
    const answer = (question: string): boolean | string => {
      seen.questions.push(question);
      const next = left.shift();
      if (next === undefined) throw new InterruptedError();
      return next;
    };
    const prompts: Prompts = {
      confirm: async (message) => {
        await options.asked?.();
        return answer(message) === true;
      },
      text: async (message, { validate } = {}) => {
        const given = String(answer(message));
        const wrong = validate?.(given);
        if (wrong !== undefined) throw new Error(`${message}: ${wrong}`);
        return given;
      },
      secret: async (message) => String(answer(message)),
      select: async (message) => String(answer(message)),
    };
    let nonce = 70_000;
    return {
      stdin: {
        isTerminal: stdin === undefined && terminal !== undefined,
        async *text() {
          // In pieces, as pipes give it.
          for (let start = 0; start < (stdin ?? '').length; start += 7)
            yield (stdin ?? '').slice(start, start + 7);
        },
      },
      stdout: this.stdout,
      stderr: this.stderr,
      variable: (name) => variables[name],
      homeDirectory: this.home,
      workingDirectory: this.home,
      now: () => emulator?.clock.now() ?? Date.UTC(2026, 0, 1),
      sleep,
      every: () => () => undefined,
      onInterrupt: (callback) => {
        this.#interrupt = callback;
        return () => undefined;
      },
      nonce: () => (nonce += 1),
      exitNow: (code) => {
        this.exited = code;
      },
      prompts,
      liveDisplay: async () => ({ draw: (text) => void seen.frames.push(text), clear: () => undefined }),
      files: mortalFiles(files(nodeFiles), options),
      network: {
        lookup: async () => ['192.0.2.1'],
        tls: async () => ({ protocol: 'TLSv1.3', validTo: 'Jan  1 00:00:00 2027 GMT', issuer: 'Test CA' }),
      },
      version: '0.1.0',
      ...(emulator === undefined
        ? {}
        : {
            client: {
              transport: mortalTransport(transport(emulator), death),
              runtime: { now: emulator.runtime.now, sleep },
            },
          }),
    };
  }
}
