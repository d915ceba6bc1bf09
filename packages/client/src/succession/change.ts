import type { CallResult } from '../core/call/call.js';
import { divide, type Divided, type Division } from '../core/divide.js';
import type { OperationDescriptor } from '../model/descriptor.js';
import { ApiError, BatchError, type ResourceResult } from '../model/errors/errors.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall } from './carried.js';
import { isAboutSome, refusedResult, verdict, type Reported } from './codes.js';
import { hasForm, parametersOf } from './parameters.js';
import type { CarriedChange } from './table.js';

const accepted = (requestId: string | undefined): Reported => ({
  code: 0,
  message: '',
  ...(requestId !== undefined && { requestId }),
});

/** What the look at an instance of a refused call shows: `undefined` if it may be asked for. */
function judge(
  { table, given, region }: CarriedCall,
  { id, item }: { readonly id: string; readonly item: unknown },
  {
    operation,
    refusal: { requestId },
  }: { readonly operation: OperationDescriptor; readonly refusal: ApiError },
): Reported | undefined {
  const { look } = table;
  const state = ownField(item, look.state);
  if (item === undefined || look.gone.includes(state as string))
    return verdict(table, 'missing', { message: `instance ${id} does not exist in ${region}`, requestId });
  // The service had done it for this one when it refused the call, whatever has become of it since.
  if (requestId !== undefined && ownField(item, look.lastRequest) === requestId) return accepted(requestId);
  const { from = [] } = operation.transition ?? {};
  if (from.includes(state as string)) return undefined;
  const is = typeof state === 'string' && state !== '' ? `is ${state}` : 'has no state that can be read';
  const message = `instance ${id} ${is}; ${given.action} needs it ${from.join(' or ')}`;
  return verdict(table, 'unfit', { message, requestId });
}

/** Looks once at all instances of a refused call. */
async function look(
  call: CarriedCall,
  ids: readonly string[],
  about: { readonly operation: OperationDescriptor; readonly refusal: ApiError },
): Promise<ReadonlyMap<string, Reported> | undefined> {
  const { list, ids: name, id: idField, items, limit, maxLimit } = call.table.look;
  try {
    const { output } = await call.send(list, { [name]: ids, [limit]: maxLimit });
    const listed = ownField(output, items);
    const byId = new Map<unknown, unknown>();
    for (const item of Array.isArray(listed) ? (listed as readonly unknown[]) : [])
      byId.set(ownField(item, idField), item);
    const judged = new Map<string, Reported>();
    for (const id of ids) {
      const reported = judge(call, { id, item: byId.get(id) }, about);
      if (reported) judged.set(id, reported);
    }
    return judged;
  } catch (error) {
    if (error instanceof ApiError && error.category === 'authorization') return undefined;
    throw error;
  }
}

/** The same result for each. */
function detailOf(ids: readonly string[], result: Reported): Readonly<Record<string, Reported>> {
  const detail: Record<string, Reported> = {};
  for (const id of ids) detail[id] = result;
  return detail;
}

/** Carries a change of many resources: a result for each, although API 3.0 accepts or refuses a call as a whole. */
export async function carryChange(
  call: CarriedCall,
  { operation, parameters }: CarriedChange,
  fixed: Parameters,
): Promise<CallResult> {
  const { table, given, input } = call;
  const { ids: own = '', results = '' } = given.batch ?? {};
  const requested = input[own] as readonly string[];
  const ids = operation.batch?.ids ?? '';
  const common = { ...parametersOf(parameters, input), ...fixed };
  const { test: isNew, meaning } = hasForm(operation, ids);
  const reported = new Map<string, Reported>();
  const known: string[] = [];
  for (const id of requested)
    if (isNew(id)) known.push(id);
    else {
      const message = `API 3.0 does not know the older id ${id}: it takes ${meaning}`;
      reported.set(id, verdict(table, 'oldId', { message }));
    }

  let refusal: ApiError | undefined;
  let requestId: string | undefined;
  const division: Division<Reported> = {
    async send(part) {
      const { meta } = await call.send(operation, { ...common, [ids]: part });
      ({ requestId } = meta);
      return accepted(requestId);
    },
    look: (part, refused) => look(call, part, { operation, refusal: refused }),
    isAboutSome: (error): error is ApiError => {
      if (!isAboutSome(table, error)) return false;
      refusal = error;
      return true;
    },
    refused: (error) => refusedResult(table, error),
    mayHaveArrived: () => call.underWay,
  };
  const divided: Divided<Reported> =
    known.length > 0 ? await divide(known, division) : { verdicts: new Map(), lost: [], unsent: [] };
  const { whole, lost, unsent } = divided;
  if (whole && known.length === requested.length) return call.result({ [results]: detailOf(known, whole) });
  if (whole) for (const id of known) reported.set(id, whole);
  for (const [id, verdictOn] of divided.verdicts) reported.set(id, verdictOn);

  const detail: Record<string, Reported> = {};
  let done = 0;
  for (const [id, result] of reported) {
    detail[id] = result;
    if (result.code === 0) done++;
  }
  if (done === requested.length) return call.result({ [results]: detail });

  const all = requested.flatMap((resourceId): ResourceResult[] => {
    const found = reported.get(resourceId);
    return found ? [{ resourceId, ...found }] : [];
  });
  const succeeded = all.filter(({ code }) => code === 0);
  const end = 'end' in divided ? divided.end : undefined;
  throw new BatchError(
    {
      ...(succeeded.length > 0 ? table.batch.some : table.batch.all),
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
      requestId: requestId ?? refusal?.requestId,
      ambiguous: lost.length > 0,
      ...(unsent.length > 0 && {
        advice:
          lost.length > 0
            ? 'Look at the state of the resources without a result before you call again; for those in `unsent` nothing was asked any more.'
            : 'Call again for those in `unsent`, for which nothing was asked any more.',
      }),
      ...(end !== undefined && { cause: call.failure(end, operation) }),
    },
  );
}
