import { isVendorHost, serviceAt, withoutPort } from '../../../core/http/hosts.js';
import { newerRegions } from '../../../core/regions.js';
import { mistakesIn, type Mistake, type Row } from '../../query/explain/mistake.js';
import { causes } from './causes.js';
import type { Plan } from './plan.js';
import { rewritten } from './rewritten.js';

type Rows = readonly Row<Plan, keyof typeof causes>[];

/** What of a request mistakes are looked for in. */
export interface Request {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secretId: string;
  /** The service in the credential scope. */
  readonly service: string;
  /** The names of the signed headers in lower case, as they are listed. */
  readonly listed: readonly string[];
  /** The same as they are written. */
  readonly written: readonly string[];
  readonly otherKeys: readonly { readonly secretId: string; readonly secretKey: string }[];
}

/** Every single mistake, the most common ones first. Those of which there are many are looked for by themselves only. */
export function mistakesOf(right: Plan, request: Request): readonly Mistake<Plan>[] {
  const hosts = hostsBeside(request);
  return [
    ...mistakesIn<Plan, keyof typeof causes>(causes, [
      ...keyRows(request),
      ...payloadRows(request),
      ...hosts.likely.map((other) => hostRow(other, request)),
      ...contentTypeRows(request),
      ...scopeRows(right, request),
      ...headerRows(right, request),
      ...lineRows(request),
    ]),
    ...mistakesIn<Plan, keyof typeof causes>(
      causes,
      [...hosts.others.map((other) => hostRow(other, request)), ...keyServiceRows(request)],
      0,
    ),
  ];
}

const keyRows = ({ otherKeys, secretId }: Request): Rows => [
  ['prefix', 'key-without-tc3', { keyPrefix: '' }],
  ['key', 'secret-id-as-key', { secretKey: secretId }],
  ['key', 'key-with-line-end', ({ secretKey }) => ({ secretKey: `${secretKey}\n` })],
  ...otherKeys.map(
    ({ secretId: other, secretKey }) => ['key', 'other-key', { secretKey }, { other, secretId }] as const,
  ),
];

const payloadRows = ({ body, method }: Request): Rows => [
  ...[...rewritten(body)].map((payload) => ['payload', 'body-serialised-again', { payload }] as const),
  ['payload', 'empty-payload', { payload: '' }],
  ...(method === 'GET' ? [['payload', 'json-payload-of-get', { payload: '{}' }] as const] : []),
  ['payload', 'unsigned-payload-not-said', { payload: 'UNSIGNED-PAYLOAD' }],
  ['payload-case', 'upper-case-hash', { upperCaseHash: true }],
];

const withHeader =
  (name: string, value: string) =>
  ({ headers }: Plan): Partial<Plan> => ({
    headers: headers.map((header) => (header[0] === name ? [name, value] : header)),
  });

/** Hosts that people sign for while the request goes to another one. */
function hostsBeside({ host, service, headers }: Request) {
  const bare = withoutPort(host).toLowerCase();
  const name = serviceAt(host) ?? service;
  const at = (place: string): string => `${name}.${place}.tencentcloudapi.com`;
  const region = headers['x-tc-region'];
  const likely = new Set([
    ...[bare, `${bare}:443`, `${bare}:80`, `${name}.tencentcloudapi.com`],
    ...(region ? [at(region)] : []),
    ...['cvm.tencentcloudapi.com', 'localhost'],
  ]);
  likely.delete(host.toLowerCase());
  const regional = isVendorHost(host) ? [...newerRegions, 'internal', 'intl'].map(at) : [];
  return {
    likely: [...likely],
    others: regional.filter((other) => !likely.has(other) && other !== host.toLowerCase()),
  };
}

function hostRow(other: string, { host }: Request): Rows[number] {
  const isNear = other.startsWith(withoutPort(host).toLowerCase()) || host.startsWith(other);
  return ['host', isNear ? 'host-or-port' : 'other-host', withHeader('host', other), { other, host }];
}

const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'text/plain; charset=utf-8',
];

const contentTypeRows = ({ headers: { 'content-type': sent = 'none' } }: Request): Rows =>
  contentTypes
    .filter((other) => other !== sent.trim().toLowerCase())
    .map((other) => ['content-type', 'content-type', withHeader('content-type', other), { other, sent }]);

function scopeRows({ timestamp, date: right }: Plan, { service, host }: Request): Rows {
  const services = new Set([withoutPort(host).split('.')[0] ?? '', 'cvm', 'tencentcloudapi', '']);
  services.delete(service);
  const time = Number(timestamp) * 1000;
  const dates = new Set(
    [8, -8, 9, -5, -12, 12].map((hours) => new Date(time + hours * 3_600_000).toISOString().slice(0, 10)),
  );
  dates.delete(right);
  return [
    ...[...services].map(
      (other) => ['service', 'service-name', { service: other }, { other, service }] as const,
    ),
    ...[...dates].map((date) => ['date', 'date-not-utc', { date }, { date, right }] as const),
    ['timestamp', 'timestamp-in-milliseconds', { timestamp: `${timestamp}000` }],
    ...[-1, 1].map(
      (off) => ['timestamp', 'other-timestamp', { timestamp: `${Number(timestamp) + off}` }] as const,
    ),
  ];
}

/** Services that keys are derived for by mistake: those that most programs use, and what stands in the place of one. */
const otherServices =
  'cvm cbs vpc cam sts clb cdb as lighthouse tke monitor tag billing cos tencentcloudapi tc3_request localhost 127';

const keyServiceRows = ({ service }: Request): Rows =>
  [...otherServices.split(' '), '']
    .filter((other) => other !== service)
    .map((other) => ['service', 'service-name/key', { keyService: other }, { other, service }]);

const mapped =
  (change: (name: string, value: string) => readonly [name: string, value: string]) =>
  ({ headers }: Plan): Partial<Plan> => ({ headers: headers.map(([name, value]) => change(name, value)) });

function headerRows(right: Plan, { headers, host, listed, written }: Request): Rows {
  const names = right.headers.map(([name]) => name);
  const asSent = (name: string): string => (name === 'host' ? host : (headers[name] ?? '')).trim();
  return [
    ['header-case', 'header-not-lower-case', mapped((name) => [name, asSent(name)])],
    ...[names, ...names.map((name) => [name])].map(
      (untrimmed) =>
        [
          'header-case',
          'header-not-trimmed',
          mapped((name, value) => [name, untrimmed.includes(name) ? ` ${value}` : value]),
          { names: untrimmed.join(', ') },
        ] as const,
    ),
    ...orders(listed).map((order) => ['header-order', 'headers-not-sorted', order] as const),
    ...otherCases(written).map((rename) => ['header-names', 'header-not-lower-case/names', rename] as const),
    ['gap', 'no-empty-line', { gap: '' }],
  ];
}

type Change = (plan: Plan) => Partial<Plan>;

/** Other orders of the signed headers: the lines reversed; where they are not listed in order, the list as it is, and the lines as well. */
function orders(listed: readonly string[]): readonly Change[] {
  const signedHeaders = listed.join(';');
  const place = (name: string): number => listed.indexOf(name);
  const isSorted = [...listed].sort().join(';') === signedHeaders;
  return [
    ({ headers }) => ({ headers: [...headers].reverse() }),
    ...(isSorted
      ? []
      : [
          ({ headers }: Plan) => ({
            signedHeaders,
            headers: [...headers].sort(([one], [other]) => place(one) - place(other)),
          }),
          () => ({ signedHeaders }),
        ]),
  ];
}

const capitalised = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`);

/** Names in other cases: as they are listed, or as HTTP libraries write them; in the lines, in the list below them, or in both. */
function otherCases(written: readonly string[]): readonly Change[] {
  const asListed = new Map(written.map((name) => [name.toLowerCase(), name]));
  const cases = [
    ...(written.some((name) => name !== name.toLowerCase())
      ? [(name: string): string => asListed.get(name.toLowerCase()) ?? name]
      : []),
    capitalised,
    (name: string): string => name.toUpperCase(),
  ];
  return cases.flatMap((rename): readonly Change[] => {
    const lines = mapped((name, value) => [rename(name), value]);
    const list: Change = ({ signedHeaders }) => ({
      signedHeaders: signedHeaders.split(';').map(rename).join(';'),
    });
    return [(plan) => ({ ...lines(plan), ...list(plan) }), lines, list];
  });
}

function lineRows({ method, query, path }: Request): Rows {
  const paths = new Set(['/', '/v2/index.php', '/v2/', '/index.php', `${path}/`, path.replace(/\/$/, '')]);
  return [
    ['method', 'other-method', (plan) => ({ method: plan.method === 'GET' ? 'POST' : 'GET' }), { method }],
    ['method', 'lower-case-method', (plan) => ({ method: plan.method.toLowerCase() })],
    ...(query === '' ? [] : queryRows(query)),
    ['path', 'empty-path', { path: '' }],
    ...[...paths]
      .filter((other) => other !== path && other !== '')
      .map((other) => ['path', 'other-path', { path: other }, { other, path }] as const),
    ['hash', 'canonical-request-not-hashed', { unhashed: true }],
  ];
}

const queryRows = (query: string): Rows => [
  ['query', 'query-left-out', { query: '' }],
  ['query', 'query-decoded', { query: decode(query) }],
  ['query', 'query-in-other-order', { query: query.split('&').sort().join('&') }],
];

function decode(query: string): string {
  try {
    return decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    return query;
  }
}
