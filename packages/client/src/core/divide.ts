import { ApiError, isQcvmError } from '../model/errors/errors.js';
import { member, own } from '../model/own.js';

/** The result of a look at the resources of a refused call. The state of resources in neither list is unknown. */
export interface Looked<Verdict> {
  /** On those that are not to be asked again; `undefined`: what the refused call has done for it does not show. */
  readonly verdicts: ReadonlyMap<string, Verdict | undefined>;
  /** Those for which the refused call has done nothing, and which may be asked for again. */
  readonly fit: readonly string[];
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
  /** A refusal because resources do not exist: for them, no earlier request has done anything. */
  readonly isOfMissing: (error: ApiError) => boolean;
  /** The verdict on a resource that was refused. */
  readonly refused: (error: ApiError) => Verdict;
  /** Whether the request that failed last may have arrived. */
  readonly mayHaveArrived: () => boolean;
  /** What was done may be asked for once more: it is done once all the same. */
  readonly isRepeatable: boolean;
}

/** What became of each resource: it is in exactly one of these. */
export interface Divided<Verdict> {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Asked for, and it is not known what came of it. */
  readonly lost: readonly string[];
  /** Not asked for again after the call was refused, which has done nothing for them. */
  readonly unsent: readonly string[];
  /** What ended the dividing early. */
  readonly end: unknown;
}

/** What follows from the refusal of a call. */
interface Settled {
  /** To be asked for in its place. */
  readonly parts: readonly (readonly string[])[];
  /** It ends there. */
  readonly failed?: { readonly end: unknown };
}

/** Those of the requested ids that a refusal names. */
export const namedBy = (refusal: ApiError): readonly string[] =>
  (member(refusal, 'namedIds') as ApiError['namedIds']) ?? [];

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
 * Divides a change of many resources that was refused because of some of them, until there is a verdict on each: looks at them,
 * and asks once more for those that are fit; after another refusal, for ever smaller parts. A resource on which there is a verdict
 * is never asked for again. What fails otherwise, or an abort, ends it.
 *
 * That a refused call has done nothing is not documented. So nothing is assumed of a resource that no look has shown since: it is
 * asked for again only where that does no harm. If it is refused then, that may be because of what the first request has done,
 * unless that was refused because of it.
 */
export async function divide<Verdict>(
  ids: readonly string[],
  refusal: ApiError,
  how: Division<Verdict>,
): Promise<Divided<Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const lost: string[] = [];
  const unsent: string[] = [];
  /** A refused call may have done something for these: it has not named them, and no look has shown them since. */
  const open = new Set<string>();
  /** A refused call was refused because of these, as it has said. */
  const blamed = new Set<string>();
  let mayLook = true;

  const refuse = (these: readonly string[], error: ApiError): void => {
    const isKnown = these.length === 1 && how.isOfMissing(error);
    for (const id of these)
      if (open.has(id) && !isKnown) lost.push(id);
      else verdicts.set(id, how.refused(error));
  };
  const leave = (these: readonly string[]): void => {
    for (const id of these) (open.has(id) ? lost : unsent).push(id);
  };

  /** Finds out what a refused call has done, and gives the parts to ask for in its place; `end`: what kept it from looking. */
  const settle = async (batch: readonly string[], error: ApiError): Promise<Settled> => {
    if (batch.length === 1) {
      refuse(batch, error);
      return { parts: [] };
    }
    const looked = mayLook ? await how.look(batch, error) : undefined;
    mayLook = looked?.came === 'through';
    const hasFailed = looked?.came === 'failed';
    const namedIds = namedBy(error);
    const again: string[] = [];
    for (const id of batch) {
      const verdict = looked?.verdicts.get(id);
      if (verdict !== undefined) verdicts.set(id, verdict);
      else if (looked?.verdicts.has(id)) lost.push(id);
      if (looked?.verdicts.has(id)) continue;
      const isFit = looked?.fit.includes(id) === true;
      if (isFit) open.delete(id);
      // A message that names all of them identifies none.
      else if (namedIds.includes(id) && (namedIds.length < batch.length || blamed.has(id))) blamed.add(id);
      else open.add(id);
      if (isFit || (how.isRepeatable && !hasFailed)) again.push(id);
      else lost.push(id);
    }
    if (hasFailed) {
      unsent.push(...again);
      return { parts: [], failed: { end: looked.end } };
    }
    if (again.length === 0) return { parts: [] };
    // What was under way for one of them at the first request may be over.
    const isOther = again.length < batch.length || (batch === ids && mayLook);
    return { parts: isOther ? [again] : cut(again, namedIds) };
  };

  let { parts, failed } = own(await settle(ids, refusal));
  while (parts.length > 0) {
    const [part = [], ...rest] = parts;
    try {
      const verdict = await how.send(part);
      for (const id of part) verdicts.set(id, verdict);
      parts = rest;
    } catch (error) {
      if (how.isAboutSome(error)) {
        const settled = own(await settle(part, error));
        ({ failed } = settled);
        parts = [...settled.parts, ...rest];
      } else {
        if (error instanceof ApiError && !error.ambiguous) refuse(part, error);
        else if (isQcvmError(error) ? error.ambiguous : how.mayHaveArrived()) lost.push(...part);
        else leave(part);
        failed = { end: error };
        parts = rest;
      }
    }
    if (failed) {
      leave(parts.flat());
      break;
    }
  }
  return { verdicts, lost, unsent, end: failed?.end };
}
