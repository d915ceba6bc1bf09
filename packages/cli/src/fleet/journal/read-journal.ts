import { CliError, usageError } from '../../environment/cli-error.js';
import type { ChangeMark } from '@qcvm/client';
import type { Files } from '../../environment/environment.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { targetKey, type Target } from '../../targets/target.js';
import type { Outcome } from '../terms/outcome.js';
import type { Plan } from '../plan/plan.js';
import {
  journalVersion,
  parseLine,
  type JournalHeader,
  type JournalLine,
  type LineOf,
} from './journal-lines.js';
import { isWholeLine, Seals } from './seal.node.js';

/** What an interrupted run left behind. */
export interface JournalContents {
  readonly plan: Plan;
  /** When the run began. */
  readonly begunAt: string;
  /** By `targetKey`: instances that are done with. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** When the service accepted the latest request, by `targetKey`, and whether that was by force. */
  readonly accepted: ReadonlyMap<string, { readonly at: number; readonly force: boolean }>;
  /** Instances for which a request was about to be sent, by `targetKey`, and whether by force: it may have been. */
  readonly sent: ReadonlyMap<string, 'ordinary' | 'forced'>;
  /** What was known of the last change of an instance before a request for it was sent, by `targetKey`; of a restart. */
  readonly before: ReadonlyMap<string, ChangeMark>;
  /** When the latest calls were sent, by Action: they count for the quota. */
  readonly calls: ReadonlyMap<string, readonly number[]>;
  /** The last run ended with nothing left over. */
  readonly finished: boolean;
  /** Bytes up to the end of the last whole line: a kill in the middle of a write leaves a torn one behind. */
  readonly wholeBytes: number;
  /** Goes on with the checksums behind the last whole line. */
  readonly seals: Seals;
}

/** No window of the quota holds more calls of one Action. */
const quotaCalls = 100;

/** A journal line by line, and what the lines come to. */
class Reading {
  header: JournalHeader | undefined;
  ready: LineOf<'ready'> | undefined;
  finished = false;
  readonly targets: Target[] = [];
  readonly decided: Outcome[] = [];
  readonly protect: string[] = [];
  readonly outcomes = new Map<string, Outcome>();
  readonly accepted = new Map<string, { at: number; force: boolean }>();
  readonly sent = new Map<string, 'ordinary' | 'forced'>();
  /** What was in `sent` before the latest `sending`. */
  readonly #sentBefore = new Map<string, 'ordinary' | 'forced' | undefined>();
  readonly before = new Map<string, ChangeMark>();
  readonly calls = new Map<string, number[]>();

  take(line: JournalLine): void {
    switch (line.type) {
      case 'begin':
        this.header = line;
        break;
      case 'targets':
        this.targets.push(...keysOf(line).map(([, target]) => target));
        break;
      case 'decided':
        this.decided.push(outcomeOf(line));
        break;
      case 'protect':
        for (const instanceId of line.instanceIds) this.protect.push(instanceId);
        break;
      case 'ready':
        this.ready = line;
        break;
      case 'sending':
        for (const [index, [key]] of keysOf(line).entries()) {
          this.#sentBefore.set(key, this.sent.get(key));
          this.sent.set(key, line.force ? 'forced' : 'ordinary');
          const mark = line.before?.[index] ?? undefined;
          if (mark !== undefined) this.before.set(key, mark);
        }
        break;
      case 'unsent':
        for (const [key] of keysOf(line)) {
          const before = this.#sentBefore.get(key);
          if (before === undefined) this.sent.delete(key);
          else this.sent.set(key, before);
        }
        break;
      case 'accepted':
        for (const [key] of keysOf(line)) {
          this.accepted.set(key, { at: Date.parse(line.at), force: line.force });
        }
        break;
      case 'outcome':
        this.outcomes.set(targetKey(line), outcomeOf(line));
        break;
      case 'call':
        this.calls.set(line.action, [
          ...(this.calls.get(line.action) ?? []).slice(-quotaCalls),
          Date.parse(line.at),
        ]);
        break;
      case 'resumed':
        this.finished = false;
        break;
      case 'end':
        this.finished = line.unfinished === 0;
        break;
    }
  }
}

const keysOf = ({
  region,
  instanceIds,
}: {
  region: string;
  instanceIds: readonly string[];
}): [string, Target][] =>
  instanceIds.map((instanceId) => [targetKey({ region, instanceId }), { region, instanceId }]);

function outcomeOf(line: LineOf<'outcome' | 'decided'>): Outcome {
  const { region, instanceId, outcome: kind, code, reason, charging, requestIds = [], at } = line;
  return {
    region,
    instanceId,
    kind,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(charging === undefined ? {} : { charging }),
    requestIds,
    at: Date.parse(at),
  };
}

const lineFeed = 0x0a;

/** Whole lines as bytes, without their end; what is left behind the last one is the last item. */
async function* byteLines(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Uint8Array; whole: boolean }> {
  let rest: Uint8Array[] = [];
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, from)) {
      yield { bytes: joined([...rest, piece.subarray(from, end)]), whole: true };
      rest = [];
      from = end + 1;
    }
    if (from < piece.length) rest.push(piece.subarray(from));
  }
  if (rest.length > 0) yield { bytes: joined(rest), whole: false };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What to do in place of `--resume`. */
const anew = 'To do the rest, look at the instances, and give the command again without --resume.';

function damaged(path: string, line: number): Error {
  return new CliError(
    `${path}, line ${line} is damaged: it is not what qcvm wrote there${line === 1 ? ', or this is not a journal of qcvm' : ''}`,
    {
      exitCode: exitCodes.local,
      hint: `What the run did cannot be told from it any more. ${anew}`,
    },
  );
}

/** The first line of an earlier version, which had no checksums; or damage, of which only the position is known. */
function notOurs(path: string, first: Uint8Array): Error {
  const text = new TextDecoder().decode(first);
  const version = text.includes('"check":') ? undefined : /^\{"type":"begin","journal":(\d+)/.exec(text)?.[1];
  return version === undefined || Number(version) >= journalVersion
    ? damaged(path, 1)
    : usageError(`${path} is a journal of format ${version}, this qcvm reads ${journalVersion}`, anew);
}

/** The run was killed before its plan was whole: it has sent nothing, and there is nothing to go on with. */
class UnreadyJournal extends CliError {
  constructor(path: string) {
    super(`${path}: this run was interrupted before it sent anything`, {
      exitCode: exitCodes.usage,
      hint: 'There is nothing to resume: give the command again, without --resume.',
    });
  }
}

/** Whether bytes are the beginning of a first line, whose end was never written. */
function isFirstLine(bytes: Uint8Array): boolean {
  const start = '{"type":"begin",';
  const text = new TextDecoder().decode(bytes.subarray(0, start.length));
  return start.startsWith(text);
}

/** Whether a file is what a run has left that was killed before it sent anything: another run may take its place. */
export async function isUnready(files: Pick<Files, 'readBytes'>, path: string): Promise<boolean> {
  try {
    await readJournal(files, path);
    return false;
  } catch (error) {
    return error instanceof UnreadyJournal;
  }
}

/**
 * Reads a journal; the caller holds its lock. A torn last line is left out.
 *
 * @throws CliError for anything that qcvm did not write, with the number of the line.
 */
export async function readJournal(files: Pick<Files, 'readBytes'>, path: string): Promise<JournalContents> {
  const reading = new Reading();
  const seals = new Seals();
  let wholeBytes = 0;
  let number = 0;
  for await (const { bytes, whole } of byteLines(files.readBytes(path))) {
    number += 1;
    if (!whole) {
      if (isWholeLine(bytes)) throw damaged(path, number);
      if (number === 1 && !isFirstLine(bytes)) throw damaged(path, number);
      break;
    }
    const json = seals.open(bytes);
    const line = json === undefined ? undefined : parseLine(json);
    if (line === undefined || (line.type === 'begin') !== (number === 1)) {
      throw number === 1 ? notOurs(path, bytes) : damaged(path, number);
    }
    reading.take(line);
    wholeBytes += bytes.length + 1;
  }
  const { header, ready, targets, decided, protect, ...rest } = reading;
  if (header === undefined || ready === undefined) throw new UnreadyJournal(path);
  if (ready.targets !== targets.length || ready.decided !== decided.length) throw damaged(path, number);
  const { type: _type, journal: _journal, at, ...terms } = header;
  const plan: Plan = { ...terms, targets, decided, protect };
  const { outcomes, accepted, sent, before, calls, finished } = rest;
  return { plan, begunAt: at, outcomes, accepted, sent, before, calls, finished, wholeBytes, seals };
}
