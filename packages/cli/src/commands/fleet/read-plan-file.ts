import type { Plan } from '@qcvm/fleet';
import { resolvePath } from '../../environment/paths.js';
import type { Context } from '../../session/context.js';
import { loadFleet, protectedHere } from './open.js';

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
  const { endpoint = settings.endpoint, allowPlainHttp = settings.allowPlainHttp, protect = [] } = document;
  return readPlan(
    {
      ...document,
      protect: [...protect, ...(await protectedHere(context))],
      ...(endpoint === undefined ? {} : { endpoint, allowPlainHttp }),
    },
    source,
  );
}
