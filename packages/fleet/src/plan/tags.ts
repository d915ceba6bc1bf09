import { createCvm as createCvm3, paginate, type ClientConfig } from '@qcvm/client/v3';
import type { Selector } from './schema.js';

type Tag = NonNullable<Selector['tag']>;

/** The ids of the instances of one region that have a tag. */
export type TaggedIds = (
  tag: Tag,
  where: { readonly region: string; readonly signal: AbortSignal },
) => Promise<ReadonlySet<string>>;

/** Most instances of one page. */
const limit = 100;

/** Looks tags up through API 3.0, as API 2.0 knows none. */
export function taggedIdsOf(config: Omit<ClientConfig, 'region'>): TaggedIds {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return (tag, { region, signal }) => {
    const key = JSON.stringify([region, tag.key, tag.value]);
    let ids = known.get(key);
    if (ids === undefined) known.set(key, (ids = lookUp(config, tag, { region, signal })));
    return ids;
  };
}

/** Reads the tags of these instances; no others are looked at. */
export function taggedAmong(config: Omit<ClientConfig, 'region'>, ids: readonly string[]): TaggedIds {
  let tags: Promise<ReadonlyMap<string, readonly Tag[]>> | undefined;
  return async ({ key, value }, where) => {
    tags ??= tagsOf(config, ids, where);
    const fits = (tag: Tag): boolean => tag.key === key && (value === undefined || tag.value === value);
    return new Set([...(await tags)].flatMap(([id, all]) => (all.some(fits) ? [id] : [])));
  };
}

async function tagsOf(
  config: Omit<ClientConfig, 'region'>,
  ids: readonly string[],
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const cvm = createCvm3({ ...config, region });
  const input = { InstanceIds: ids, Limit: limit };
  const { InstanceSet = [] } = await cvm.describeInstances(input, { region, signal });
  return new Map(
    InstanceSet.map(({ InstanceId = '', Tags }) => [
      InstanceId,
      (Tags ?? []).map(({ Key: key = '', Value: value = '' }) => ({ key, value })),
    ]),
  );
}

async function lookUp(
  config: Omit<ClientConfig, 'region'>,
  { key, value }: Tag,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<ReadonlySet<string>> {
  const cvm = createCvm3({ ...config, region });
  const filter =
    value === undefined ? { Name: 'tag-key', Values: [key] } : { Name: `tag:${key}`, Values: [value] };
  const ids = new Set<string>();
  const found = paginate(cvm.describeInstances, { Filters: [filter] }, { region, signal });
  for await (const { InstanceId } of found) if (InstanceId !== undefined) ids.add(InstanceId);
  return ids;
}
