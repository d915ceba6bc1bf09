import { FleetError, isFleetError } from '../model/errors.js';
import type { Plan } from '../plan/plan.js';
import type { FleetRuntime } from '../model/runtime.js';
import type { ItemOutcome, NewBatch, Place, RunRecord, Store } from '../store/store.js';
import { fingerprintOf } from '../model/fingerprint.js';
import type { Terms } from '../plan/terms.js';
import { accountsOf, decisionsOf, type DecideOptions, type Decision } from './decide.js';
import { readOwn, type ReadProtection } from './guard.js';

/** Ids of one batch: what one call takes. */
const batchSize = 100;

export interface PlanRunOptions extends DecideOptions {
  readonly store: Store;
  readonly runtime: Pick<FleetRuntime, 'now' | 'unique'>;
  /** In addition to what the plan protects. */
  readonly protect: ReadProtection;
}

function termsOf(plan: Plan, { accounts, fields }: Pick<Terms, 'accounts' | 'fields'>): Terms {
  const {
    name,
    accounts: _planned,
    select: _select,
    schedule: _schedule,
    document: _document,
    ...terms
  } = plan;
  return { ...terms, plan: name, fields, accounts };
}

/** `nightly-20261129T220000` */
export const runIdOf = (plan: Pick<Plan, 'name'>, at: number): string =>
  `${plan.name}-${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`;

/** A part of keys in Redis and of names of jobs; long enough for a plan's name and a time. */
const runId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Checks an id that a run is to be given: letters, digits, `.`, `-` and `_`, at most 100, a letter or a digit first.
 *
 * @throws FleetError with `run-id`.
 */
export function checkRunId(id: string): void {
  // A list of one would be taken for its item.
  if (typeof id !== 'string' || !runId.test(id))
    throw new FleetError(
      'run-id',
      'The id of a run must be letters, digits, dots, dashes and _, at most 100, a letter or a digit first. Nothing was planned.',
    );
}

/** A hash of each field of a plan as it was written. */
async function fieldsOf({ document }: Plan): Promise<Terms['fields']> {
  const entries = Object.entries(document).map(
    async ([name, value]) => [name, await fingerprintOf(JSON.stringify(value))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Throws `run-id` when the run was planned from another plan. */
function mustBeOf({ id, terms }: RunRecord, plan: Plan, fields: Terms['fields']): void {
  const names = [...new Set([...Object.keys(terms.fields), ...Object.keys(fields)])];
  const others = names.filter((name) => terms.fields[name] !== fields[name]);
  if (others.length === 0) return;
  const from = terms.plan === plan.name ? `another version of ${plan.name}` : `the plan ${terms.plan}`;
  throw new FleetError(
    'run-id',
    `The run ${id} was planned from ${from}, which differs in ${others.join(', ')}. Nothing was planned. Give this one another id.`,
  );
}

/** What is gathered for the batches of one place. */
interface Gathered {
  readonly place: Place;
  readonly open: string[];
  readonly decided: ItemOutcome[];
}

/**
 * Writes a run into the store: every id, and what is decided of it, before the first request. A run of this plan that is there
 * already stays as it is; one whose planning was interrupted is planned anew, as nothing was sent for it.
 *
 * @throws FleetError with `run-id` when there is a run of another plan. A run that could not be planned to the end is removed.
 */
export async function planRun(id: string, given: Plan, options: PlanRunOptions): Promise<RunRecord> {
  const { store, runtime, protect } = options;
  checkRunId(id);
  const fields = await fieldsOf(given);
  const earlier = await findRun(store, id);
  if (earlier) mustBeOf(earlier, given, fields);
  if (earlier && earlier.state !== 'planning') return earlier;
  const plan = { ...given, protect: [...given.protect, ...(await readOwn(protect))] };
  const token = runtime.unique();
  const accounts = await accountsOf(plan, options);
  const run = { id, terms: termsOf(plan, { accounts, fields }), createdAt: runtime.now() };
  if ((await store.beginPlanning(run, token)) === 'ready') {
    const other = await store.readRun(id);
    mustBeOf(other, given, fields);
    return other;
  }
  try {
    await writeRun({ id, token, plan }, options);
  } catch (error) {
    // Where it stays after all, as the store is away or full, it is listed as abandoned.
    await store.abandonPlanning(id, token).catch(() => undefined);
    throw error;
  }
  return store.readRun(id);
}

async function findRun(store: Store, id: string): Promise<RunRecord | undefined> {
  try {
    return await store.readRun(id);
  } catch (error) {
    if (isFleetError(error, 'run-unknown')) return undefined;
    throw error;
  }
}

/** Writes what is decided of every instance of a plan. */
async function writeRun(
  { id, token, plan }: { readonly id: string; readonly token: string; readonly plan: Plan },
  options: PlanRunOptions,
): Promise<void> {
  const { store, runtime } = options;
  let batches = 0;
  let gathered: Gathered | undefined;
  const cut = async (least: number): Promise<void> => {
    if (gathered === undefined) return;
    const { place, open, decided } = gathered;
    const write = (batch: Pick<NewBatch, 'open' | 'decided'>): Promise<void> =>
      store.addBatch(id, token, { number: batches++, ...place, ...batch });
    while (open.length >= least) await write({ open: open.splice(0, batchSize), decided: [] });
    while (decided.length >= least) await write({ open: [], decided: decided.splice(0, batchSize) });
  };
  for await (const page of decisionsOf(plan, options)) {
    const [first] = page;
    if (first === undefined) continue;
    // A page is of one place, and a page of another one means that the place before is complete.
    const place = { account: first.account, region: first.region };
    if (gathered?.place.account !== place.account || gathered.place.region !== place.region) {
      await cut(1);
      gathered = { place, open: [], decided: [] };
    }
    const ids = [...new Set(page.map(({ instanceId }) => instanceId))];
    const fresh = new Set(await store.claimIds(id, token, { ...place, ids }));
    for (const decision of page)
      if (fresh.delete(decision.instanceId)) gather(gathered, decision, runtime.now());
    await cut(batchSize);
  }
  await cut(1);
  if (batches === 0)
    throw new FleetError('plan-invalid', `${plan.name}: no instance fits the plan. Nothing was sent.`);
  await store.finishPlanning(id, token, batches);
}

function gather({ open, decided }: Gathered, { instanceId, kind, reason }: Decision, at: number): void {
  if (kind === 'open') open.push(instanceId);
  else decided.push({ instanceId, kind, requestIds: [], at, ...(reason !== undefined && { reason }) });
}
