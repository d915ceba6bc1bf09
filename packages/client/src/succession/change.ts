import { divide, type Divided } from '../core/divide.js';
import { BatchError, type ApiError, type ResourceResult } from '../model/errors/errors.js';
import type { CarriedCall, Carry } from './carried.js';
import {
  accepted,
  isAboutSome,
  isOfMissing,
  refusedResult,
  requestIdOf,
  verdict,
  type Accepted,
  type Reported,
} from './codes.js';
import { look } from './look.js';
import { itemMeaning, translator } from './parameters.js';
import type { CarriedChange, SuccessionTable } from './table.js';

/** What is known of a call that did not succeed for all. */
interface Ended {
  readonly operation: CarriedChange['operation'];
  readonly requested: readonly string[];
  readonly reported: ReadonlyMap<string, Reported>;
  readonly divided: Divided<Reported>;
  /** The last refusal because of some of the resources. */
  readonly refusal: ApiError | undefined;
  /** Of the last request that was accepted. */
  readonly requestId: string | undefined;
}

function batchError(
  call: CarriedCall,
  { operation, requested, reported, divided: { lost, unsent, end }, refusal, requestId }: Ended,
): BatchError {
  const { batch } = call.table;
  const all = requested.flatMap((resourceId): ResourceResult[] => {
    const result = reported.get(resourceId);
    return result ? [{ resourceId, ...result }] : [];
  });
  const succeeded = all.filter(({ code }) => code === 0);
  return new BatchError(
    {
      ...(succeeded.length > 0 ? batch.some : batch.all),
      serviceMessage: refusal?.serviceMessage ?? '',
      succeeded,
      failed: all.filter(({ code }) => code !== 0),
      unreported: requested.filter((id) => !reported.has(id)),
      ...(unsent.length > 0 && { unsent }),
      unexpected: [],
      contradictions: [],
    },
    {
      ...call.context,
      requestId: requestId ?? (refusal && requestIdOf(refusal)),
      ambiguous: lost.length > 0,
      ...(unsent.length > 0 && {
        advice:
          lost.length > 0
            ? 'Look at the resources without a result before you call again; for those in `unsent` nothing was asked any more.'
            : 'Call again for those in `unsent`, for which nothing was asked any more.',
      }),
      ...(end !== undefined && { cause: call.failure(end, operation) }),
    },
  );
}

/** A result that all resources of a call have. */
function sameForAll(ids: readonly string[], result: Reported): Readonly<Record<string, Reported>> {
  // To define a property takes several times as long as to assign it, which does the same where nothing is inherited by that name.
  if (Object.getOwnPropertyNames(Object.prototype).some((name) => ids.includes(name)))
    return Object.fromEntries(ids.map((id) => [id, result]));
  const all: Record<string, Reported> = {};
  for (const id of ids) all[id] = result;
  return all;
}

/** How a change of many resources is carried: with a result for each, although API 3.0 accepts or refuses a call as a whole. */
export function carryChange(table: SuccessionTable, { operation, parameters }: CarriedChange): Carry {
  const idsName = operation.batch?.ids ?? '';
  const translate = translator(parameters);
  const isOlder = (id: string): boolean => id.startsWith(table.olderIds);

  /** Results of ids that are not sent, as API 3.0 does not know them. */
  const refuseOlder = (ids: readonly string[]): Map<string, Reported> => {
    const meaning = itemMeaning(operation, idsName);
    return new Map(
      ids.filter(isOlder).map((id) => {
        const message = `API 3.0 does not support the old id ${id}: it takes ${meaning}`;
        return [id, verdict(table, 'oldId', { message })];
      }),
    );
  };

  return async (call, fixed) => {
    const { given, input } = call;
    const { ids: own = '', results = '' } = given.batch ?? {};
    const requested = input[own] as readonly string[];
    const hasOlder = requested.some(isOlder);
    const known = hasOlder ? requested.filter((id) => !isOlder(id)) : requested;
    const common = { ...translate(input), ...fixed };
    const ask = (ids: readonly string[]) => call.send(operation, { ...common, [idsName]: ids });

    let divided: Divided<Reported> = { verdicts: new Map(), lost: [], unsent: [], end: undefined };
    let whole: Accepted | undefined;
    let refusal: ApiError | undefined;
    const refusedBy = new Set<unknown>();
    const isAbout = (error: unknown): error is ApiError => {
      if (!isAboutSome(table, error)) return false;
      refusal = error;
      const refusedAs = requestIdOf(error);
      if (refusedAs !== undefined) refusedBy.add(refusedAs);
      return true;
    };
    let requestId: string | undefined;
    try {
      if (known.length > 0) {
        ({ requestId } = (await ask(known)).meta);
        whole = accepted(requestId);
        if (!hasOlder && call.relayed) return { shared: whole, ...call.result({}) };
        if (!hasOlder) return call.result({ [results]: sameForAll(known, whole) });
      }
    } catch (error) {
      if (!isAbout(error)) throw error;
      divided = await divide(known, error, {
        async send(part) {
          ({ requestId } = (await ask(part)).meta);
          return accepted(requestId);
        },
        look: (part, last) => look(call, part, { operation, refusedBy, refusal: last }),
        isAboutSome: isAbout,
        isOfMissing: (error) => isOfMissing(table, error),
        refused: (again) => refusedResult(table, again),
        mayHaveArrived: () => call.underWay,
        isRepeatable: operation.repeatability === 'idempotent',
      });
    }
    const reported = hasOlder ? refuseOlder(requested) : new Map<string, Reported>();
    if (whole) for (const id of known) reported.set(id, whole);
    for (const [id, result] of divided.verdicts) reported.set(id, result);
    if (reported.size === requested.length && [...reported.values()].every(({ code }) => code === 0))
      return call.result({ [results]: Object.fromEntries(requested.map((id) => [id, reported.get(id)])) });
    throw batchError(call, { operation, requested, reported, divided, refusal, requestId });
  };
}
