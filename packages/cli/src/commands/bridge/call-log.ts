import type { Environment } from '../../environment/environment.js';
import { counted } from '../../output/numbers.js';
import { printable } from '../../output/printable.js';

/** What became of one call. It holds no secret: neither a key nor a signature. */
export interface CallRecord {
  readonly action: string;
  readonly region: string;
  readonly secretId: string;
  /** Who asked: `127.0.0.1:51234`. */
  readonly from: string;
  /** How many instances a batch call is about. */
  readonly ids?: number | undefined;
  /** `carried`: API 3.0 was asked. `refused`: by the bridge, and nothing was sent. `unanswered`: see `message`. */
  readonly result: 'carried' | 'refused' | 'unanswered';
  /** The code that the program got; nothing where it got no answer. */
  readonly code?: number | string | undefined;
  readonly message?: string | undefined;
  /** Requests that were sent to API 3.0, repeated ones included. */
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

function asText({ duration, requests, ...call }: CallRecord): string {
  const about = call.ids === undefined ? '' : ` (${counted(call.ids, 'instance')})`;
  const came = call.result === 'unanswered' ? 'no answer' : `${call.result}, code ${call.code}`;
  const why = call.message ? `: ${cut(call.message)}` : '';
  const sent = requests === 1 ? '' : `, ${requests} requests`;
  const wouldSend = call.wouldSend === undefined ? '' : `; would send ${JSON.stringify(call.wouldSend)}`;
  const who = `${call.secretId || 'no SecretId'} at ${call.from}`;
  return printable(
    `${call.action || 'no Action'} ${call.region}${about} by ${who}: ${came} in ${Math.round(duration)}ms${sent}${why}${wouldSend}`,
  );
}

/** Writes a line for each call. */
export function callLog(
  { stderr, now }: Pick<Environment, 'stderr' | 'now'>,
  format: LogFormat,
): (call: CallRecord) => void {
  if (format === 'off') return () => undefined;
  return (call) => {
    const time = new Date(now()).toISOString();
    const line =
      format === 'json'
        ? JSON.stringify({ time, ...call, ...(call.message && { message: cut(call.message) }) })
        : `${time} ${asText(call)}`;
    void stderr.write(`${line}\n`);
  };
}

/** What a bridge has done since it started. */
export class Counters {
  /** Calls for which API 3.0 was asked. */
  carried = 0;
  /** Calls that the bridge refused: nothing was sent. */
  refused = 0;
  /** Calls whose programs got no answer. */
  unanswered = 0;
  /** Requests to API 3.0 that were sent again. */
  retried = 0;
  underWay = 0;

  note({ result }: Pick<CallRecord, 'result'>): void {
    this[result] += 1;
  }
}
