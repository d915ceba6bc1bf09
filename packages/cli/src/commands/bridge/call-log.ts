import type { Environment } from '../../environment/environment.js';
import { counted } from '../../output/numbers.js';
import { printable } from '../../output/text.js';

/** What became of one call. It holds no secret: neither a key nor a signature. */
export interface CallRecord {
  readonly action: string;
  readonly region: string;
  readonly secretId: string;
  /** Who asked: `127.0.0.1:51234`. */
  readonly from: string;
  /** How many instances a batch call is about. */
  readonly ids?: number | undefined;
  /** `carried`: API 3.0 has answered. `refused`: by the bridge, and nothing was done. `unanswered`: see `message`. */
  readonly result: 'carried' | 'refused' | 'unanswered';
  /** The code that the program got; nothing where it got no answer. */
  readonly code?: number | string | undefined;
  readonly message?: string | undefined;
  /** Of what was no call: its method and path, as far as they could be read. */
  readonly request?: string | undefined;
  /** Of what was no call: the HTTP status that it was answered with; nothing where its connection ended without an answer. */
  readonly status?: number | undefined;
  /** Requests to API 3.0, repeated ones and those that did not reach it included. */
  readonly requests: number;
  /** With --dry-run: what would have been sent. */
  readonly wouldSend?: unknown;
  /** Milliseconds. */
  readonly duration: number;
}

export type LogFormat = 'text' | 'json' | 'off';

/** Messages are long enough to be understood, and no longer. */
const longest = 400;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** What a program calls something: none of what is documented is as long. */
const cutName = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

/** Neither cut nor written in another way: what is to be hidden is found in the whole line, too. */
const isWord = /^[\w-]{0,100}$/;

function asText(call: CallRecord): string {
  const { duration, requests } = call;
  const about = call.ids === undefined ? '' : ` (${counted(call.ids, 'instance')})`;
  const came = call.result === 'unanswered' ? 'no answer' : `${call.result}${toldOf(call)}`;
  const why = call.message ? `: ${call.message}` : '';
  const sent = requests === 1 ? '' : `, ${requests} requests`;
  const wouldSend = call.wouldSend === undefined ? '' : `; would send ${JSON.stringify(call.wouldSend)}`;
  const who = `${call.secretId || 'no SecretId'} at ${call.from}`;
  const what = call.action || (call.request ?? 'no Action');
  return printable(
    `${what}${call.request === undefined ? ` ${call.region}` : ''}${about} by ${who}: ${came} in ${Math.round(duration)}ms${sent}${why}${wouldSend}`,
  );
}

function toldOf({ code, status }: CallRecord): string {
  if (status !== undefined) return `, HTTP ${status}`;
  return code === undefined ? '' : `, code ${code}`;
}

/** A line of JSON, without the end of the line. `now`: in milliseconds since 1970. */
export const jsonLine = (told: object, now: number): string =>
  printable(JSON.stringify({ time: new Date(now).toISOString(), ...told }));

/** Milliseconds between two writes: under load, lines are written together, as a write costs more than a line. */
const pause = 50;

/** Characters that wait for a reader of stderr; what comes beyond is counted. */
const mostWaiting = 1_048_576;

/** Writes a line for each call. */
export class CallLog {
  readonly #environment: Pick<Environment, 'stderr' | 'now' | 'sleep'>;
  readonly #format: LogFormat;
  readonly #hide: (text: string) => string;
  #lines = '';
  #isPausing = false;
  /** Until it is over, lines wait. */
  #writing: Promise<void> | undefined;
  /** Lines dropped because the buffer was full. */
  #dropped = 0;

  /** `hide`: hides what no line may show. */
  constructor(
    environment: Pick<Environment, 'stderr' | 'now' | 'sleep'>,
    { format, hide }: { readonly format: LogFormat; readonly hide: (text: string) => string },
  ) {
    this.#environment = environment;
    this.#format = format;
    this.#hide = hide;
  }

  add(told: CallRecord): void {
    if (this.#format === 'off') return;
    if (this.#lines.length > mostWaiting) {
      this.#dropped += 1;
      return;
    }
    // Before it is cut, too: the half of a key is not found.
    const name = (text: string): string => (isWord.test(text) ? text : cutName(this.#hide(text)));
    const call = {
      ...told,
      action: name(told.action),
      region: name(told.region),
      secretId: name(told.secretId),
      from: cutName(told.from),
      ...(told.message && { message: cut(this.#hide(told.message)) }),
      ...(told.request && { request: cut(this.#hide(told.request)) }),
    };
    const time = new Date(this.#environment.now()).toISOString();
    const line =
      this.#format === 'json' ? jsonLine(call, this.#environment.now()) : `${time} ${asText(call)}`;
    this.#lines += `${this.#hide(line)}\n`;
    if (this.#isPausing) return;
    this.#isPausing = true;
    const resume = (): void => {
      this.#isPausing = false;
      if (!this.#writing) void this.flush();
    };
    this.#environment.sleep(pause).then(resume, resume);
    if (!this.#writing) void this.flush();
  }

  /** Writes what was not written yet: once what is being written is read, or else at once. */
  async flush({ atOnce = false } = {}): Promise<void> {
    while (this.#writing && !atOnce) await this.#writing;
    const lines = this.#lines + this.#lineOfDropped();
    if (lines === '') return;
    this.#lines = '';
    this.#dropped = 0;
    this.#writing = this.#environment.stderr.write(lines);
    await this.#writing;
    this.#writing = undefined;
    if (this.#lines !== '' && !this.#isPausing) void this.flush();
  }

  #lineOfDropped(): string {
    if (this.#dropped === 0) return '';
    const time = new Date(this.#environment.now()).toISOString();
    return this.#format === 'json'
      ? `${JSON.stringify({ time, dropped: this.#dropped })}\n`
      : `${time} ${counted(this.#dropped, 'line')} left out: nothing has read stderr\n`;
  }
}

/** What a bridge has done since it started. */
export class Counters {
  /** Calls that API 3.0 has answered. */
  carried = 0;
  /** Calls that the bridge refused: nothing was done. */
  refused = 0;
  /** Calls whose programs got no answer. */
  unanswered = 0;
  /** Of the others, those whose programs had closed their side of the connection before the answer. */
  left = 0;
  /** Requests to API 3.0 that were sent again. */
  retried = 0;

  note({ result, hasLeft }: Pick<CallRecord, 'result'> & { readonly hasLeft?: true }): void {
    this[result] += 1;
    if (hasLeft) this.left += 1;
  }
}
