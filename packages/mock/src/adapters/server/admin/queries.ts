import type { Emulator } from '../../../emulator/emulator.js';
import type { LoggedRequest } from '../../../core/log/entry.js';
import type { InstanceFilter } from '../../../services/cvm/instances/instances.js';
import type { InstanceView } from '../../../services/cvm/instances/view.js';
import type { StatusLike } from '../../../services/cvm/states.js';
import { newerWords } from '../../../services/cvm/values.gen.js';
import { AdminError } from './admin-error.js';
import type { InstancesBody, RequestsBody } from './bodies.js';

/** Instances and requests that one answer holds unless `limit` says otherwise. */
const defaultLimit = 100;

/** A part of the fleet: `region`, `account`, `status`, `search`, `offset`, `limit`. */
export function instancesBody({ instances, clock }: Emulator, query: URLSearchParams): InstancesBody {
  const place: InstanceFilter = {
    ...optional('account', query.get('account')),
    ...optional('region', query.get('region')),
  };
  const all = instances.list(place);
  const counts: Record<string, number> = {};
  for (const { statusName } of all) counts[statusName] = (counts[statusName] ?? 0) + 1;
  const status = statusOf(query.get('status'));
  const listed = status === undefined ? all : instances.list({ ...place, status });
  const found = matching(listed, query.get('search'), textOfInstance);
  const { offset, limit } = partOf(query);
  return {
    now: clock.now(),
    total: found.length,
    counts,
    instances: found.slice(offset, offset + limit),
  };
}

/** A part of the log, counted from its end: `action`, `account`, `code`, `after`, `search`, `offset`, `limit`. */
export function requestsBody({ requests }: Emulator, query: URLSearchParams): RequestsBody {
  const listed = requests.list({
    ...optional('action', query.get('action')),
    ...optional('account', query.get('account')),
    ...optional('code', codeOf(query.get('code'))),
    ...optional('after', integerIn(query, 'after')),
  });
  const found = matching(listed, query.get('search'), textOfRequest);
  const { offset, limit } = partOf(query);
  const end = Math.max(found.length - offset, 0);
  return {
    total: requests.total,
    found: found.length,
    requests: found.slice(Math.max(end - limit, 0), end),
  };
}

function partOf(query: URLSearchParams): { offset: number; limit: number } {
  return {
    offset: integerIn(query, 'offset') ?? 0,
    limit: integerIn(query, 'limit') ?? defaultLimit,
  };
}

/** Those in whose text every word occurs, in any case. */
function matching<Item>(
  items: readonly Item[],
  search: string | null,
  textOf: (item: Item) => string,
): readonly Item[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter((item) => {
    const text = textOf(item).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What API 3.0 calls a status. */
const newerWord = (status: number): string | undefined =>
  (newerWords.status as Readonly<Record<number, string>>)[status];

const textOfInstance = (view: InstanceView): string =>
  [
    view.unInstanceId,
    view.instanceId,
    view.instanceName,
    view.statusName,
    newerWord(view.status) ?? '',
    view.region,
    view.account,
    view.lanIp,
    ...view.wanIpSet,
  ].join(' ');

/** Requests and their outcomes; secrets are redacted in the log already. */
const textOfRequest = ({ action, region, account, parameters, outcome, faults }: LoggedRequest): string =>
  [action, region, account, ...Object.values(parameters), JSON.stringify(outcome), ...faults].join(' ');

const optional = <Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): Partial<Record<Name, Value>> =>
  value === null || value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);

function integerIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new AdminError(400, `${name}: give an integer from 0 up.`);
  return Number(text);
}

/** A code: a number, or a word that begins with a letter. */
function codeOf(text: string | null): number | string | undefined {
  if (text === null) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  if (/^[A-Za-z][\w.]*$/.test(text)) return text;
  throw new AdminError(400, 'code: give an integer from 0 up, or a word.');
}

/** A status by its number or its name, as in seeds. The engine refuses a name that it does not know. */
const statusOf = (text: string | null): StatusLike | undefined =>
  text === null ? undefined : /^-?\d+$/.test(text) ? Number(text) : (text as StatusLike);
