import { FleetError } from '../../model/errors.js';
import { refusals } from '../refusals.js';

/** What an error of Redis, or of a script, means here. */
export function redisError(error: unknown, shown: string): unknown {
  if (error instanceof FleetError || !(error instanceof Error)) return error;
  const { message } = error;
  const about = (code: FleetError['code'], text: string): FleetError =>
    new FleetError(code, text, { cause: error });
  if (/^(ERR )?FENCED/.test(message)) return refusals.fenced(error);
  if (/^(ERR )?STATE/.test(message)) return refusals.planned(error);
  const [, unknown] = /^(?:ERR )?UNKNOWN (.*)$/.exec(message) ?? [];
  if (unknown !== undefined) return refusals.unknown(shown, unknown, error);
  // What it says itself quotes the script that it was asked to run.
  if (/^(-?ERR )?(OOM|MISCONF)/.test(message)) {
    const why = /OOM/.test(message) ? 'its memory has reached maxmemory' : 'it cannot write to its disk';
    return about(
      'store-full',
      `${shown} takes no more: ${why}. Nothing is sent until it does. Give it more memory or disk space.`,
    );
  }
  if (/^(NOAUTH|WRONGPASS|NOPERM)/.test(message))
    return about('store-unusable', `${shown} refuses this user: check user, password and permissions.`);
  const isAway =
    /^(LOADING|MASTERDOWN|CLUSTERDOWN|READONLY|TRYAGAIN)/.test(message) ||
    /max retries per request|Connection is closed|Command timed out|connect E|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|Socket closed/i.test(
      `${error.name} ${message}`,
    );
  const [reason] =
    /\b(ECONN[A-Z]+|ENOTFOUND|ETIMEDOUT|EPIPE|LOADING|MASTERDOWN|CLUSTERDOWN|READONLY)\b/.exec(message) ?? [];
  const why = reason === undefined ? '' : ` (${reason})`;
  return isAway
    ? about('store-unreachable', `${shown} does not answer${why}. Nothing is sent until it does.`)
    : error;
}
