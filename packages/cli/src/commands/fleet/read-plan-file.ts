import type { Plan } from '@qcvm/fleet';
import type { Context } from '../../session/context.js';
import { refuseUnknownRegions } from '../../configuration/refuse-unknown-regions.js';
import { longRegion } from '../../configuration/regions.js';
import { readInput } from '../../session/read-input.js';
import { loadFleet, protectedHere } from './open.js';

/**
 * Reads a plan from a file or stdin. What protects instances in the configuration protects them here, too; and where the
 * plan names no endpoint, the one of the configuration counts.
 */
export async function readPlanFile(context: Context, path: string): Promise<Plan> {
  const { parsePlan, readPlan } = await loadFleet();
  const { text, source } = await readInput(context, { command: 'fleet', path });
  const { document } = parsePlan(text, source);
  const settings = await context.settings();
  const { endpoint = settings.endpoint, allowPlainHttp = settings.allowPlainHttp, protect = [] } = document;
  const plan = readPlan(
    {
      ...document,
      protect: [...protect, ...(await protectedHere(context))],
      ...(endpoint === undefined ? {} : { endpoint, allowPlainHttp }),
    },
    source,
  );
  const regions = plan.accounts.flatMap((account) => account.regions.map(longRegion));
  refuseUnknownRegions(
    [...new Set(regions)].map((region) => ({ region, source: `fleet: ${source}: regions` })),
    { ...settings, api: plan.api, endpoint },
  );
  return plan;
}
