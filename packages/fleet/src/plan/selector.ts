import { instanceStatus, paginate, type Cvm, type Instance } from '@qcvm/client';
import type { TaggedIds } from './tags.js';
import type { Selector } from './schema.js';

/** Where instances are looked for. */
export interface Lookup {
  readonly cvm: Cvm;
  readonly region: string;
  readonly tagged: TaggedIds;
  readonly signal: AbortSignal;
}

/** An instance has one id, or that and an old one. */
export const idsOf = ({ unInstanceId, instanceId }: Instance): readonly string[] =>
  instanceId === undefined ? [unInstanceId] : [unInstanceId, instanceId];

/** `db-*` as an expression for whole names. */
const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

/** Tells whether an instance fits a selector. Tags are looked up once, in this region. */
export async function matcherOf(
  selector: Selector,
  lookup: Lookup,
): Promise<(instance: Instance) => boolean> {
  const { ids, name, status, project, tag } = selector;
  const idSet = ids && new Set(ids);
  const pattern = name === undefined ? undefined : patternOf(name);
  const number = status === undefined ? undefined : statusNumber(status);
  const tagged = tag && (await lookup.tagged(tag, lookup));
  return (instance) =>
    (idSet === undefined || idsOf(instance).some((id) => idSet.has(id))) &&
    (pattern === undefined || pattern.test(instance.instanceName ?? '')) &&
    (number === undefined || Number(instance.status) === number) &&
    (project === undefined || instance.projectId === project) &&
    (tagged === undefined || tagged.has(instance.unInstanceId));
}

const statusNumber = (name: string): number => instanceStatus[name as keyof typeof instanceStatus];

/** Most ids of one call. */
const most = 100;

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += most) yield items.slice(from, from + most);
}

/** The instances of one region that fit a selector, page by page. */
export async function* instancesOf(selector: Selector, lookup: Lookup): AsyncGenerator<readonly Instance[]> {
  const { cvm, region, signal } = lookup;
  const fits = await matcherOf(selector, lookup);
  const named = selector.ids ?? (selector.tag && [...(await lookup.tagged(selector.tag, lookup))]);
  if (named !== undefined) {
    for (const instanceIds of chunks(named)) {
      const { instanceSet } = await cvm.describeInstances({ instanceIds, limit: most }, { region, signal });
      yield instanceSet.filter(fits);
    }
    return;
  }
  const { name, status, project } = selector;
  // The longest piece of the name without a star: the service narrows the list down by it.
  const searchWord = name
    ?.split('*')
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  const input = {
    ...(status === undefined ? {} : { status: statusNumber(status) }),
    ...(project === undefined ? {} : { projectId: project }),
    ...(searchWord ? { searchWord } : {}),
  };
  for await (const { items } of paginate(cvm.describeInstances, input, { region, signal }).pages())
    yield items.filter(fits);
}
