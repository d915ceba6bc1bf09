import { CliError, usageError } from '../../environment/cli-error.js';
import type { AppendFile, Environment, FileLock } from '../../environment/environment.js';
import { exitCodes } from '../../environment/exit-codes.js';
import type { FleetEvent } from '../terms/event.js';
import type { Outcome } from '../terms/outcome.js';
import type { Plan } from '../plan/plan.js';
import { journalVersion, type JournalLine, type LineOf } from './journal-lines.js';
import { isUnready, readJournal, type JournalContents } from './read-journal.js';
import { Seals } from './seal.node.js';

/** One call, as the quota counts it. */
export interface SentCall {
  readonly action: string;
  readonly at: number;
}

/**
 * Writes down what happens to a fleet, so that a kill -9 at any moment loses nothing that matters. Nothing here
 * rejects: a journal that cannot be written any more aborts `failure`, and takes nothing more.
 */
export interface Journal {
  readonly path: string;
  /** Aborted with a `CliError` when a line could not be written, or another process took the journal over. */
  readonly failure: AbortSignal;
  /** Returns when the event is written down; `sending`, when it is on the disk. */
  record(event: FleetEvent): Promise<void>;
  /** What was recorded as `sending` is not sent after all. */
  unsent(event: { readonly region: string; readonly instanceIds: readonly string[] }): Promise<void>;
  /** A call is being sent. */
  call(call: SentCall): Promise<void>;
  /** Returns when all of it is on the disk. */
  sync(): Promise<void>;
  /** The run is over, with so many instances left to do. */
  end(exitCode: number, unfinished: number): Promise<void>;
  /** Lets others have it. */
  close(): Promise<void>;
}

/** A journal of an earlier run, locked and then read: what it says stays true until it is released. */
export interface OpenedJournal {
  readonly path: string;
  readonly contents: JournalContents;
  /** Goes on with it; a torn last line is cut off. `protect`: ids that are protected now, in addition to those of the plan. */
  resume(protect: readonly string[]): Promise<Journal>;
  /** Lets others have it; nothing after `resume`, whose journal is closed instead. */
  release(): Promise<void>;
}

/**
 * How long a line may wait to be on the disk. Only a crash of the whole machine loses it then, not a kill; and a
 * resumed run finds out by looking what a lost line would have told.
 */
const syncInterval = 1000;

/** Ids to a line: few lines to write, none too long to read. */
const idsPerLine = 500;

type Place = Pick<Environment, 'files' | 'now'>;

/**
 * Begins a journal: the whole plan is on the disk when this returns.
 *
 * @throws CliError when the file exists already, or cannot be written.
 */
export async function beginJournal(environment: Place, path: string, plan: Plan): Promise<Journal> {
  const { files, now } = environment;
  const lock = await files.lock(path);
  let file: AppendFile | undefined;
  try {
    if (await isUnready(files, path)) await files.remove(path);
    file = await files.openAppend(path, { mustBeNew: true });
    const seals = new Seals();
    const lines = [...planLines(plan, isoTime(now()))];
    await file.append(lines.map((line) => seals.seal(line)).join(''));
    await file.sync();
    return new JournalWriter({ environment, path, lock, file, seals });
  } catch (error) {
    await file?.close().catch(() => undefined);
    // Without its plan it is of no use, and in the way of the next attempt.
    if (file !== undefined) await files.remove(path).catch(() => undefined);
    await lock.release();
    throw error;
  }
}

/**
 * Locks a journal and reads it.
 *
 * @throws CliError when another process has it, or when it cannot be resumed.
 */
export async function openJournal(environment: Place, path: string): Promise<OpenedJournal> {
  const { files, now } = environment;
  // Looked for first: a lock makes the directories of its file.
  if ((await files.mode(path)) === undefined) throw usageError(`cannot use ${path}: there is no such file`);
  const lock = await files.lock(path);
  try {
    const contents = await readJournal(files, path);
    const { wholeBytes: truncateTo, seals } = contents;
    let resumed = false;
    return {
      path,
      contents,
      async resume(protect) {
        const file = await files.openAppend(path, { mustBeNew: false, truncateTo });
        resumed = true;
        const journal = new JournalWriter({ environment, path, lock, file, seals });
        await journal.write({ type: 'resumed', at: isoTime(now()) });
        for (const line of protectLines(protect)) await journal.write(line);
        await journal.sync();
        return journal;
      },
      release: async () => (resumed ? undefined : lock.release()),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

const isoTime = (time: number): string => new Date(time).toISOString();

function* chunksOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += idsPerLine) yield items.slice(from, from + idsPerLine);
}

function* protectLines(ids: readonly string[]): Generator<JournalLine> {
  for (const instanceIds of chunksOf(ids)) yield { type: 'protect', instanceIds };
}

function* planLines(plan: Plan, at: string): Generator<JournalLine> {
  const { targets, decided, protect, ...terms } = plan;
  yield { type: 'begin', journal: journalVersion, at, ...terms };
  for (const region of new Set(targets.map((target) => target.region))) {
    const ids = targets.flatMap((target) => (target.region === region ? target.instanceId : []));
    for (const instanceIds of chunksOf(ids)) yield { type: 'targets', region, instanceIds };
  }
  for (const outcome of decided) yield outcomeLine('decided', outcome);
  yield* protectLines(protect);
  yield { type: 'ready', targets: targets.length, decided: decided.length };
}

function outcomeLine<Type extends 'outcome' | 'decided'>(
  type: Type,
  { kind, at, requestIds, ...rest }: Outcome,
): LineOf<Type> {
  const line = {
    type,
    at: isoTime(at),
    outcome: kind,
    ...rest,
    ...(requestIds.length > 0 ? { requestIds } : {}),
  };
  return line as LineOf<Type>;
}

interface Writing {
  readonly environment: Place;
  readonly path: string;
  readonly lock: FileLock;
  readonly file: AppendFile;
  readonly seals: Seals;
}

class JournalWriter implements Journal {
  readonly path: string;
  readonly #writing: Writing;
  readonly #failure = new AbortController();
  #syncedAt: number;
  #last: Promise<void> = Promise.resolve();

  constructor(writing: Writing) {
    this.path = writing.path;
    this.#writing = writing;
    this.#syncedAt = writing.environment.now();
  }

  get failure(): AbortSignal {
    return this.#failure.signal;
  }

  /** One after the other: two writes at once could mix their bytes. After a failure nothing follows a torn line. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (this.failure.aborted) return;
      try {
        await work();
      } catch (error) {
        this.#failure.abort(error);
      }
    });
    return this.#last;
  }

  write(line: JournalLine, durability: 'soon' | 'now' = 'soon'): Promise<void> {
    const { file, seals, environment, lock } = this.#writing;
    return this.#inTurn(async () => {
      // Where another process goes on with this run, this one must send nothing more.
      if (durability === 'now' && !lock.isHeld()) throw lockIsLost(this.path);
      await file.append(seals.seal(line));
      if (durability === 'soon' && environment.now() - this.#syncedAt < syncInterval) return;
      this.#syncedAt = environment.now();
      await file.sync();
    });
  }

  async record(event: FleetEvent): Promise<void> {
    if (event.type === 'sending' || event.type === 'accepted') {
      const { type, region, instanceIds, force } = event;
      const before = event.type === 'sending' && event.before ? { before: event.before } : {};
      // What may have been sent must be known afterwards, no matter what happens: a restart is not sent twice.
      const durability = type === 'sending' ? 'now' : 'soon';
      await this.write({ type, at: this.#time(), region, instanceIds, force, ...before }, durability);
    } else if (event.type === 'outcome') await this.write(outcomeLine('outcome', event.outcome));
  }

  unsent({ region, instanceIds }: { region: string; instanceIds: readonly string[] }): Promise<void> {
    return this.write({ type: 'unsent', at: this.#time(), region, instanceIds });
  }

  call({ action, at }: SentCall): Promise<void> {
    return this.write({ type: 'call', at: isoTime(at), action });
  }

  sync(): Promise<void> {
    return this.#inTurn(() => this.#writing.file.sync());
  }

  end(exitCode: number, unfinished: number): Promise<void> {
    return this.write({ type: 'end', at: this.#time(), exitCode, unfinished }, 'now');
  }

  async close(): Promise<void> {
    const { file, lock } = this.#writing;
    await this.#last;
    await file.close().catch(() => undefined);
    await lock.release();
  }

  #time(): string {
    return isoTime(this.#writing.environment.now());
  }
}

const lockIsLost = (path: string): Error =>
  new CliError(`${path} was taken over by another qcvm, or its lock was removed`, {
    exitCode: exitCodes.local,
  });
