import { isJsonObject, type JsonObject } from '../../../core/json.js';
import type { Page } from '../../listing.js';
import type { Answer, SessionV3 } from '../session.js';

/** A page of DescribeInstances or DescribeInstancesStatus. */
export interface Instances extends Page {
  readonly items: readonly JsonObject[];
}

/** Reads a page; a text with what is wrong where it cannot be read. */
export function readPage(
  { response, succeeded, inWords }: Answer,
  items = 'InstanceSet',
): Instances | string {
  if (!succeeded) return inWords;
  const { TotalCount: total, [items]: set } = response ?? {};
  if (typeof total !== 'number' || !Array.isArray(set)) return `an answer without TotalCount and ${items}`;
  const objects = set.map((item: unknown) => (isJsonObject(item) ? item : {}));
  // Without these two no other check can say what it has seen.
  const missing = ['InstanceId', 'InstanceState'].find((name) =>
    objects.some(({ [name]: value }) => typeof value !== 'string'),
  );
  return missing === undefined
    ? { total, ids: objects.map(({ InstanceId }) => String(InstanceId)), items: objects }
    : `an instance without ${missing}`;
}

export const askPage = async (
  session: SessionV3,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Instances | string> => readPage(await session.ask({ parameters }));
