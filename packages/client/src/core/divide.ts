import { ApiError, isQcvmError } from '../model/errors/errors.js';

/** What a look at the resources of a refused call came to. */
export interface Looked<Verdict> {
  /** On those that are not to be asked again. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** `denied`: the caller may not look, or not at all of them. `failed`: because of `end`. */
  readonly came: 'through' | 'denied' | 'failed';
  readonly end?: unknown;
}

/** How a change of many resources is asked for, of a service that accepts or refuses a call as a whole. */
export interface Division<Verdict> {
  /** Asks for it for all of these. Gives the verdict on each, and throws what the call throws. */
  readonly send: (ids: readonly string[]) => Promise<Verdict>;
  /** Looks at the resources of a refused call. */
  readonly look: (ids: readonly string[], refusal: ApiError) => Promise<Looked<Verdict>>;
  /** A refusal that is about some of the resources, not about the call. */
  readonly isAboutSome: (error: unknown) => error is ApiError;
  /** The verdict on a resource that was refused. */
  readonly refused: (error: ApiError) => Verdict;
  /** Whether the request that failed last may have arrived. */
  readonly mayHaveArrived: () => boolean;
}

/** What became of each resource: it is in exactly one of these. */
export interface Divided<Verdict> {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Asked for, and it is not known what came of it. */
  readonly lost: string[];
  /** Not asked for again after the call was refused. */
  readonly unsent: string[];
  /** What ended the dividing early. */
  readonly end: unknown;
}

/**
 * Parts of a refused batch: those that the refusal names for themselves, or else halves.
 *
 * @param named - Some of the ids, or none.
 */
export function cut(ids: readonly string[], named: readonly string[] = []): readonly (readonly string[])[] {
  const blamed = ids.filter((id) => named.includes(id));
  if (blamed.length > 0 && blamed.length < ids.length)
    return [ids.filter((id) => !named.includes(id)), blamed];
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
}

/**
 * Divides a change of many resources that was refused because of some of them, until there is a verdict on each: asks once more
 * for those that a look shows to be fit; after another refusal, for ever smaller parts. A resource on which there is a verdict
 * is never asked for again. What fails otherwise, or an abort, ends it.
 */
export async function divide<Verdict>(
  ids: readonly string[],
  refusal: ApiError,
  how: Division<Verdict>,
): Promise<Divided<Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const lost: string[] = [];
  const unsent: string[] = [];
  const divided = (end: unknown): Divided<Verdict> => ({ verdicts, lost, unsent, end });
  const [only = '', another] = ids;
  if (another === undefined) {
    verdicts.set(only, how.refused(refusal));
    return divided(undefined);
  }

  /** Gives a refusal because of which these have to be divided further. */
  const ask = async (batch: readonly string[]): Promise<ApiError | undefined> => {
    try {
      const verdict = await how.send(batch);
      for (const id of batch) verdicts.set(id, verdict);
    } catch (error) {
      if (!how.isAboutSome(error)) throw error;
      if (batch.length > 1) return error;
      for (const id of batch) verdicts.set(id, how.refused(error));
    }
    return undefined;
  };

  const { verdicts: seen, came, end } = await how.look(ids, refusal);
  for (const [id, verdict] of seen) verdicts.set(id, verdict);
  const fit = ids.filter((id) => !verdicts.has(id));
  // Nothing is under way for those that the refused call was about.
  if (came === 'failed') {
    unsent.push(...fit);
    return divided(end);
  }
  // The same call was refused just now.
  const isSame = came === 'denied' && fit.length === ids.length;
  let parts = isSame ? cut(ids, refusal.namedIds) : fit.length > 0 ? [fit] : [];
  while (parts.length > 0) {
    const [part = [], ...rest] = parts;
    try {
      const again = await ask(part);
      parts = again ? [...cut(part, again.namedIds), ...rest] : rest;
    } catch (end) {
      const isRefusal = end instanceof ApiError && !end.ambiguous;
      if (isRefusal) for (const id of part) verdicts.set(id, how.refused(end));
      else if (isQcvmError(end) ? end.ambiguous : how.mayHaveArrived()) lost.push(...part);
      else unsent.push(...part);
      unsent.push(...rest.flat());
      return divided(end);
    }
  }
  return divided(undefined);
}
