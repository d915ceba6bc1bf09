import { bad, good, Skipped, type Run } from '../../check.js';
import { isJsonObject } from '../../../core/json.js';
import type { SessionV3 } from '../session.js';
import { askPage } from './page.js';

/** The first item of a list, as an operation without parameters answers it. */
async function firstOf(
  session: SessionV3,
  { action, items, id }: { action: string; items: string; id: string },
): Promise<string> {
  const { response, inWords } = await session.ask({ action, parameters: {} });
  const list: unknown = response?.[items];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const value = isJsonObject(first) ? first[id] : undefined;
  if (typeof value === 'string') return value;
  throw new Skipped(`${action} names no ${id} to try with (${inWords})`);
}

const makesNone: Run<SessionV3> = async (session) => {
  const ImageId = await firstOf(session, { action: 'DescribeImages', items: 'ImageSet', id: 'ImageId' });
  const Zone = await firstOf(session, { action: 'DescribeZones', items: 'ZoneSet', id: 'Zone' });
  const before = await askPage(session, { Limit: 1 });
  if (typeof before === 'string') return bad(before);
  const parameters = { DryRun: true, ImageId, Placement: { Zone }, InstanceCount: 1 };
  const answer = await session.ask({ action: 'RunInstances', parameters });
  const made: unknown = answer.response?.['InstanceIdSet'];
  if (Array.isArray(made) && made.length > 0) return bad(`it has made ${made.join(', ')}`);
  const after = await askPage(session, { Limit: 1 });
  if (typeof after === 'string') return bad(after);
  if (after.total !== before.total)
    return bad(`${before.total} instances before, ${after.total} afterwards: ${answer.inWords}`);
  session.note(`a dry run is answered with ${answer.code ?? 'a success'}`);
  return good(answer.inWords);
};

const isRefused: Run<SessionV3> = async (session) => {
  const parameters = { DryRun: true, ImageId: 'img-00000000', Placement: { Zone: 'ap-nowhere-1' } };
  const { succeeded, code, inWords } = await session.ask({ action: 'RunInstances', parameters });
  return succeeded || code === 'DryRunOperation' ? bad(`accepted: ${inWords}`) : good(inWords);
};

/** Calls that are only tried. */
export const dryRun = { 'dry-run/run-instances': makesNone, 'dry-run/refused': isRefused };
