import type { Plan } from '@qcvm/fleet';
import { resolvePath } from '../../environment/paths.js';
import type { Context } from '../../session/context.js';
import { protectionList } from '../../targets/protection.js';
import { loadFleet } from './open.js';

/**
 * Reads a plan from a file or stdin. What protects instances in the configuration protects them here, too; and where the
 * plan names no endpoint, the one of the configuration counts.
 */
export async function readPlanFile(context: Context, file: string): Promise<Plan> {
  const { environment, signal } = context;
  const { parsePlan, readPlan } = await loadFleet();
  let text = '';
  const pieces =
    file === '-'
      ? environment.stdin.text(signal)
      : environment.files.readPieces(resolvePath(environment, file));
  for await (const piece of pieces) text += piece;
  const source = file === '-' ? 'stdin' : file;
  const { document } = parsePlan(text, source);
  const settings = await context.settings();
  const ids = (await protectionList(environment, settings)).map(({ instanceId }) => instanceId);
  const { endpoint = settings.endpoint, allowPlainHttp = settings.allowPlainHttp, protect = [] } = document;
  return readPlan(
    {
      ...document,
      protect: ids.length > 0 ? [...protect, { ids }] : protect,
      ...(endpoint === undefined ? {} : { endpoint, allowPlainHttp }),
    },
    source,
  );
}
