import { usageError } from '../cli-error.js';
import type { AppendFile, Environment } from '../environment.js';
import { targetKey, linesOf, type Target } from '../targets/target.js';
import type { FleetEvent } from './event.js';
import { isJournalLine, type JournalHeader, type JournalLine } from './journal-lines.js';
import { isOutcomeKind, type Outcome } from './outcome.js';

/** What an interrupted run left behind. */
export interface JournalContents {
  readonly header: JournalHeader;
  readonly targets: readonly Target[];
  /** By `targetKey`: instances that are done with. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** When the service accepted an ordinary shutdown (or start, or restart), by `targetKey`. */
  readonly accepted: ReadonlyMap<string, number>;
  /** Instances for which a request was about to be sent, by `targetKey`, and whether by force: it may have been. */
  readonly sent: ReadonlyMap<string, 'ordinary' | 'forced'>;
  /** When the latest calls were sent, by Action: they count for the quota. */
  readonly calls: ReadonlyMap<string, readonly number[]>;
  /** The last run came to its end with nothing left over. */
  readonly finished: boolean;
  /** Bytes up to the end of the last whole line: a kill in the middle of a write leaves a torn one behind. */
  readonly wholeBytes: number;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Ids to a `targets` line: few lines to write, none too long to read. */
const idsPerLine = 500;

/** No window of the quota holds more calls of one Action. */
const quotaCalls = 100;

/** Reads a journal. A torn last line is left out; anything else that is not understood is an error. */
export async function readJournal(files: Environment['files'], path: string): Promise<JournalContents> {
  let header: JournalHeader | undefined;
  const targets: Target[] = [];
  const outcomes = new Map<string, Outcome>();
  const accepted = new Map<string, number>();
  const sent = new Map<string, 'ordinary' | 'forced'>();
  const calls = new Map<string, number[]>();
  let ready: number | undefined;
  let finished = false;
  let wholeBytes = 0;
  let number = 0;

  const take = (line: JournalLine): void => {
    switch (line.type) {
      case 'begin':
        header = line;
        break;
      case 'targets':
        for (const instanceId of line.instanceIds) targets.push({ region: line.region, instanceId });
        break;
      case 'ready':
        ready = line.count;
        break;
      case 'sending':
        for (const instanceId of line.instanceIds) {
          sent.set(targetKey({ region: line.region, instanceId }), line.force ? 'forced' : 'ordinary');
        }
        break;
      case 'accepted':
        for (const instanceId of line.instanceIds) {
          if (!line.force) accepted.set(targetKey({ region: line.region, instanceId }), Date.parse(line.at));
        }
        break;
      case 'outcome': {
        if (!isOutcomeKind(line.outcome)) throw broken(path, number);
        const { region, instanceId, outcome, code, reason, requestIds = [], at } = line;
        outcomes.set(targetKey(line), {
          region,
          instanceId,
          kind: outcome,
          ...(code === undefined ? {} : { code }),
          ...(reason === undefined ? {} : { reason }),
          requestIds,
          at: Date.parse(at),
        });
        break;
      }
      case 'call':
        calls.set(line.action, [...(calls.get(line.action) ?? []).slice(-quotaCalls), Date.parse(line.at)]);
        break;
      case 'resumed':
        finished = false;
        break;
      case 'end':
        finished = line.unfinished === 0;
        break;
    }
  };

  // A kill in the middle of a write leaves a line without its end behind.
  for await (const text of linesOf(files.readPieces(path), { whole: true })) {
    number += 1;
    const line = parsed(text);
    if (line === undefined) throw broken(path, number);
    take(line);
    wholeBytes += bytesOf(text) + 1;
  }
  if (header === undefined) throw usageError(`${path} is not a journal of qcvm`);
  if (ready === undefined || ready !== targets.length) {
    throw usageError(
      `${path}: the run was interrupted before it sent anything`,
      'There is nothing to resume: give the command again, without --resume.',
    );
  }
  return { header, targets, outcomes, accepted, sent, calls, finished, wholeBytes };
}

function parsed(text: string): JournalLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJournalLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const broken = (path: string, line: number): Error =>
  usageError(
    `${path}, line ${line}: not a line of a qcvm journal`,
    'The file was changed by something else. Give the command again, without --resume: it does only the rest.',
  );

/** One call, as the quota counts it. */
export interface SentCall {
  readonly action: string;
  readonly at: number;
}

/** Writes down what happens to a fleet, so that a kill -9 at any moment loses nothing that matters. */
export interface Journal {
  readonly path: string;
  record(event: FleetEvent): Promise<void>;
  /** A call is being sent. */
  call(call: SentCall): Promise<void>;
  /** The run is over, with so many instances left to do. */
  end(exitCode: number, unfinished: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * How long a line may wait to be on the disk. Only a crash of the whole machine loses it then, not a kill; and a
 * resumed run finds out by looking what a lost line would have told.
 */
const syncInterval = 1000;

/** Begins a journal: the whole plan is on the disk when this returns. */
export async function beginJournal(
  environment: Pick<Environment, 'files' | 'now'>,
  path: string,
  plan: { header: Omit<JournalHeader, 'type' | 'journal' | 'at'>; targets: readonly Target[] },
): Promise<Journal> {
  const file = await environment.files.openAppend(path, { mustBeNew: true });
  const at = new Date(environment.now()).toISOString();
  const write = (line: JournalLine): Promise<void> => file.append(`${JSON.stringify(line)}\n`);
  await write({ type: 'begin', journal: 1, at, ...plan.header });
  const byRegion = new Map<string, string[]>();
  const flush = async (region: string): Promise<void> => {
    const instanceIds = byRegion.get(region) ?? [];
    byRegion.delete(region);
    if (instanceIds.length > 0) await write({ type: 'targets', region, instanceIds });
  };
  for (const { region, instanceId } of plan.targets) {
    const ids = byRegion.get(region) ?? [];
    byRegion.set(region, ids);
    if (ids.push(instanceId) >= idsPerLine) await flush(region);
  }
  for (const region of [...byRegion.keys()]) await flush(region);
  await write({ type: 'ready', count: plan.targets.length });
  await file.sync();
  return journalOn(environment, path, file);
}

/** Goes on with a journal that was read before; a torn last line is cut off. */
export async function continueJournal(
  environment: Pick<Environment, 'files' | 'now'>,
  path: string,
  wholeBytes: number,
): Promise<Journal> {
  const file = await environment.files.openAppend(path, { mustBeNew: false, truncateTo: wholeBytes });
  const at = new Date(environment.now()).toISOString();
  await file.append(`${JSON.stringify({ type: 'resumed', at } satisfies JournalLine)}\n`);
  return journalOn(environment, path, file);
}

function journalOn(environment: Pick<Environment, 'now'>, path: string, file: AppendFile): Journal {
  let syncedAt = environment.now();
  let last: Promise<void> = Promise.resolve();
  /** One after the other: two writes at once could mix their bytes. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const write = (line: JournalLine, sync: boolean): Promise<void> =>
    inTurn(async () => {
      await file.append(`${JSON.stringify(line)}\n`);
      if (!sync && environment.now() - syncedAt < syncInterval) return;
      syncedAt = environment.now();
      await file.sync();
    });
  const time = (): string => new Date(environment.now()).toISOString();
  return {
    path,
    async record(event) {
      if (event.type === 'sending' || event.type === 'accepted') {
        const { type, region, instanceIds, force } = event;
        // What may have been sent must be known afterwards, whatever happens: a restart is not sent twice.
        await write({ type, at: time(), region, instanceIds, force }, type === 'sending');
      } else if (event.type === 'outcome') {
        const { kind, at, requestIds, ...rest } = event.outcome;
        await write(
          {
            type: 'outcome',
            at: new Date(at).toISOString(),
            outcome: kind,
            ...rest,
            ...(requestIds.length > 0 ? { requestIds } : {}),
          },
          false,
        );
      }
    },
    call: ({ action, at }) => write({ type: 'call', at: new Date(at).toISOString(), action }, false),
    end: (exitCode, unfinished) => write({ type: 'end', at: time(), exitCode, unfinished }, true),
    close: () => inTurn(() => file.close()),
  };
}
