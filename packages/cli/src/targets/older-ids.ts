import { usageError } from '../environment/cli-error.js';
import type { Api } from '../configuration/api.js';
import { counted } from '../output/numbers.js';

/** What API 2.0 called an instance before there were ids such as `ins-09dx96dg`. */
export const isOlderId = (instanceId: string): boolean => instanceId.startsWith('qcvm');

const few = 3;

/**
 * Refuses older ids where API 3.0 is asked, which has no way from one to its instance: a protection list with one would protect
 * less than it seems.
 *
 * @throws CliError that names them, and where they stand.
 */
export function refuseOlderIds(
  api: Api,
  named: readonly { readonly instanceId: string; readonly source?: string }[],
): void {
  if (api !== '3.0') return;
  const older = named.filter(({ instanceId }) => isOlderId(instanceId));
  if (older.length === 0) return;
  const shown = older
    .slice(0, few)
    .map(({ instanceId, source }) => (source === undefined ? instanceId : `${instanceId} (${source})`));
  const more = older.length > few ? `, and ${counted(older.length - few, 'other')}` : '';
  throw usageError(
    `API 3.0 does not know older ids: ${shown.join(', ')}${more}`,
    'Give the newer ids, which begin with ins-, or add --api 2.0.',
  );
}
