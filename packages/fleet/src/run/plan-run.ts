import { FleetError } from '../model/errors.js';
import type { Plan } from '../plan/plan.js';
import type { Runtime } from '../model/runtime.js';
import type { ItemOutcome, NewBatch, Place, RunRecord, Store } from '../store/store.js';
import { accountsOf, decisionsOf, type DecideOptions, type Decision } from './decide.js';
import type { Terms } from '../model/terms.js';

/** Ids of one batch: what one call takes. */
const batchSize = 100;

export interface PlanRunOptions extends DecideOptions {
  readonly store: Store;
  readonly runtime: Pick<Runtime, 'now' | 'unique'>;
}

const termsOf = (plan: Plan, accounts: Terms['accounts']): Terms => ({
  plan: plan.name,
  action: plan.action,
  force: plan.force,
  wait: plan.wait,
  timeout: plan.timeout,
  settle: plan.settle,
  api: plan.api,
  stoppedMode: plan.stoppedMode,
  endpoint: plan.endpoint,
  allowPlainHttp: plan.allowPlainHttp,
  accounts,
});

/** `nightly-20261129T220000` */
export const runIdOf = (plan: Pick<Plan, 'name'>, at: number): string =>
  `${plan.name}-${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`;

/** What is gathered for the batches of one place. */
interface Gathered {
  readonly place: Place;
  readonly open: string[];
  readonly decided: ItemOutcome[];
}

/**
 * Writes a run into the store: every id, and what is decided of it, before the first request. A run that is there already stays
 * as it is; one whose planning was interrupted is planned anew, as nothing was sent for it.
 */
export async function planRun(id: string, plan: Plan, options: PlanRunOptions): Promise<RunRecord> {
  const { store, runtime } = options;
  const token = runtime.unique();
  const accounts = await accountsOf(plan, options);
  const run = { id, terms: termsOf(plan, accounts), createdAt: runtime.now() };
  if ((await store.beginPlanning(run, token)) === 'ready') return store.readRun(id);
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
  if (batches === 0) {
    await store.removeRun(id);
    throw new FleetError('plan-invalid', `${plan.name}: no instance fits the plan. Nothing was sent.`);
  }
  await store.finishPlanning(id, token, batches);
  return store.readRun(id);
}

function gather({ open, decided }: Gathered, { instanceId, kind, reason }: Decision, at: number): void {
  if (kind === 'open') open.push(instanceId);
  else decided.push({ instanceId, kind, requestIds: [], at, ...(reason !== undefined && { reason }) });
}
