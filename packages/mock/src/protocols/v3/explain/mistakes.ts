import { isVendorHost, serviceAt, withoutPort } from '../../../core/http/hosts.js';
import { newerRegions } from '../../../core/regions.js';
import { headerMistakes } from './header-mistakes.js';
import { mistake, type Mistake, type Plan, type Request } from './plan.js';

/** Every single mistake, the most common ones first. */
export const mistakesOf = (right: Plan, request: Request): readonly Mistake[] => [
  ...keyMistakes(request),
  ...bodyMistakes(request),
  ...hostMistakes(request),
  ...contentTypeMistakes(request),
  ...scopeMistakes(right, request),
  ...headerMistakes(right, request),
  ...formMistakes(request),
];

function keyMistakes({ otherKeys, secretId }: Request): readonly Mistake[] {
  return [
    mistake(
      'prefix',
      {
        name: 'key-without-tc3',
        explanation: 'The chain of keys began with the SecretKey alone.',
        advice: 'Begin it with "TC3" followed by the SecretKey.',
      },
      (plan) => ({ ...plan, keyPrefix: '' }),
    ),
    mistake(
      'key',
      {
        name: 'secret-id-as-key',
        explanation: 'The SecretId was used as the key.',
        advice: 'Sign with the SecretKey that belongs to it.',
      },
      (plan) => ({ ...plan, secretKey: secretId }),
    ),
    mistake(
      'key',
      {
        name: 'key-with-line-end',
        explanation: 'The SecretKey has a line end behind it.',
        advice: 'Trim the key after reading it from a file or a variable.',
      },
      (plan) => ({ ...plan, secretKey: `${plan.secretKey}\n` }),
    ),
    ...otherKeys.map(({ secretId: other, secretKey }) =>
      mistake(
        'key',
        {
          name: 'other-key',
          explanation: `The SecretKey is the one of ${other}.`,
          advice: `Use the SecretKey that belongs to ${secretId}.`,
        },
        (plan) => ({ ...plan, secretKey }),
      ),
    ),
  ];
}

/** The same JSON as other writers write it. */
function rewritten(body: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let value: unknown;
  try {
    value = JSON.parse(body) as unknown;
  } catch {
    return texts;
  }
  const compact = JSON.stringify(value);
  const spaced = JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, '')
    .replace(/,(?=["{[\d-tfn])/g, ', ');
  const python = pythonJson(value);
  const escape = (text: string): string =>
    text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const candidates = [
    compact,
    spaced,
    python,
    escape(compact),
    escape(python),
    sorted(value),
    JSON.stringify(value, null, 2),
  ];
  for (const text of candidates) if (text !== body) texts.set(text, text);
  return texts;
}

function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${pythonJson(inner)}`)
    .join(', ')}}`;
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  const of = value as Readonly<Record<string, unknown>>;
  return `{${names.map((name) => `${JSON.stringify(name)}:${sorted(of[name])}`).join(',')}}`;
}

function bodyMistakes({ body, method }: Request): readonly Mistake[] {
  const again = [...rewritten(body).keys()].map((payload) =>
    mistake(
      'payload',
      {
        name: 'body-serialised-again',
        explanation: 'Another text of the same JSON was signed than the one that was sent.',
        advice: 'Serialise the body once, sign that text, and send its bytes.',
      },
      (plan) => ({ ...plan, payload }),
    ),
  );
  return [
    ...again,
    mistake(
      'payload',
      {
        name: 'empty-payload',
        explanation: 'The hash of an empty body was signed.',
        advice: 'Hash the body as it is sent.',
      },
      (plan) => ({ ...plan, payload: '' }),
    ),
    ...(method === 'GET'
      ? [
          mistake(
            'payload',
            {
              name: 'json-payload-of-get',
              explanation: 'A JSON body was signed that a GET does not have.',
              advice: 'Hash an empty text: the parameters of a GET are in its query.',
            },
            (plan) => ({ ...plan, payload: '{}' }),
          ),
        ]
      : []),
    mistake(
      'payload',
      {
        name: 'unsigned-payload-not-said',
        explanation: 'UNSIGNED-PAYLOAD was signed in place of the body, but the request does not say so.',
        advice: 'Send X-TC-Content-SHA256: UNSIGNED-PAYLOAD as well, or sign the body.',
      },
      (plan) => ({ ...plan, payload: 'UNSIGNED-PAYLOAD' }),
    ),
    mistake(
      'payload-case',
      {
        name: 'upper-case-hash',
        explanation: 'The hash of the body is in upper case.',
        advice: 'Write it in lower-case hex.',
      },
      (plan) => ({ ...plan, upperCaseHash: true }),
    ),
  ];
}

const withHeader = (plan: Plan, name: string, value: string): Plan => ({
  ...plan,
  headers: plan.headers.map((header) => (header[0] === name ? [name, value] : header)),
});

function hostMistakes({ host, service, headers }: Request): readonly Mistake[] {
  const bare = withoutPort(host).toLowerCase();
  const name = serviceAt(host) ?? service;
  const at = (place: string): string => `${name}.${place}.tencentcloudapi.com`;
  const region = headers['x-tc-region'];
  const likely = new Set([
    bare,
    `${bare}:443`,
    `${bare}:80`,
    `${name}.tencentcloudapi.com`,
    ...(region ? [at(region)] : []),
    'cvm.tencentcloudapi.com',
    'localhost',
  ]);
  const others = new Set([
    ...likely,
    ...(isVendorHost(host) ? [...newerRegions, 'internal', 'intl'].map(at) : []),
  ]);
  others.delete(host.toLowerCase());
  return [...others].map((other) => ({
    ...mistake(
      'host',
      {
        name: other.startsWith(bare) || host.startsWith(other) ? 'host-or-port' : 'other-host',
        explanation: `The host ${other} was signed; the request went to ${host}.`,
        advice: 'Sign the Host header exactly as it is sent, with its port if it names one.',
      },
      (plan) => withHeader(plan, 'host', other),
    ),
    ...(likely.has(other) ? {} : { alone: true as const }),
  }));
}

const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'text/plain; charset=utf-8',
];

const contentTypeMistakes = ({ headers }: Request): readonly Mistake[] =>
  contentTypes
    .filter((type) => type !== headers['content-type']?.trim().toLowerCase())
    .map((type) =>
      mistake(
        'content-type',
        {
          name: 'content-type',
          explanation: `The content type ${type} was signed; ${headers['content-type'] ?? 'none'} was sent.`,
          advice:
            'Sign the Content-Type header exactly as it is sent, charset included: HTTP libraries may add one.',
        },
        (plan) => withHeader(plan, 'content-type', type),
      ),
    );

/** Services that keys are derived for by mistake: those that most programs use, and what stands in the place of one. */
const otherServices = [
  ...[
    'cvm',
    'cbs',
    'vpc',
    'cam',
    'sts',
    'clb',
    'cdb',
    'as',
    'lighthouse',
    'tke',
    'monitor',
    'tag',
    'billing',
    'cos',
  ],
  ...['tencentcloudapi', 'tc3_request', 'localhost', '127', ''],
];

function scopeMistakes(right: Plan, { service, host }: Request): readonly Mistake[] {
  const label = withoutPort(host).split('.')[0] ?? '';
  const services = new Set([label, 'cvm', 'tencentcloudapi', '']);
  services.delete(service);
  const time = Number(right.timestamp) * 1000;
  const dates = new Set(
    [8, -8, 9, -5, -12, 12].map((hours) => new Date(time + hours * 3_600_000).toISOString().slice(0, 10)),
  );
  dates.delete(right.date);
  return [
    ...[...services].map((other) =>
      mistake(
        'service',
        {
          name: 'service-name',
          explanation: `The service "${other}" was signed; the credential scope says "${service}".`,
          advice:
            'Use the first label of the host everywhere: in the scope, in the string to sign, and in the chain of keys.',
        },
        (plan) => ({ ...plan, service: other }),
      ),
    ),
    ...otherServices
      .filter((other) => other !== service)
      .map((other) => ({
        ...mistake(
          'service',
          {
            name: 'service-name',
            explanation: `The key was derived for the service "${other}"; the credential scope says "${service}".`,
            advice: 'Use the service of the scope in the chain of keys as well.',
          },
          (plan) => ({ ...plan, keyService: other }),
        ),
        alone: true as const,
      })),
    ...[...dates].map((date) =>
      mistake(
        'date',
        {
          name: 'date-not-utc',
          explanation: `The date ${date} was signed; the Timestamp's day is ${right.date} in UTC.`,
          advice: 'Derive the date from the Timestamp, in UTC, not in the time of the machine.',
        },
        (plan) => ({ ...plan, date }),
      ),
    ),
    mistake(
      'timestamp',
      {
        name: 'timestamp-in-milliseconds',
        explanation: 'A Timestamp in milliseconds was signed.',
        advice: 'Sign the Timestamp that is sent: whole seconds.',
      },
      (plan) => ({ ...plan, timestamp: `${plan.timestamp}000` }),
    ),
    ...[-1, 1].map((off) =>
      mistake(
        'timestamp',
        {
          name: 'other-timestamp',
          explanation: 'Another Timestamp was signed than the one that was sent.',
          advice: 'Read the clock once for each attempt.',
        },
        (plan) => ({ ...plan, timestamp: `${Number(plan.timestamp) + off}` }),
      ),
    ),
  ];
}

function formMistakes({ method, query, path }: Request): readonly Mistake[] {
  const decoded = decode(query);
  return [
    mistake(
      'method',
      {
        name: 'other-method',
        explanation: `Another HTTP method was signed than ${method}.`,
        advice: 'Sign the method that is sent, in upper case.',
      },
      (plan) => ({ ...plan, method: plan.method === 'GET' ? 'POST' : 'GET' }),
    ),
    mistake(
      'method',
      {
        name: 'lower-case-method',
        explanation: 'The HTTP method was signed in lower case.',
        advice: 'Sign it in upper case.',
      },
      (plan) => ({ ...plan, method: plan.method.toLowerCase() }),
    ),
    ...(query === ''
      ? []
      : [
          mistake(
            'query',
            {
              name: 'query-left-out',
              explanation: 'The query of a GET was not signed.',
              advice: 'Sign it exactly as it is sent, without the question mark.',
            },
            (plan) => ({ ...plan, query: '' }),
          ),
          mistake(
            'query',
            {
              name: 'query-decoded',
              explanation: 'The query was signed decoded.',
              advice: 'Sign it percent-encoded, exactly as it is sent.',
            },
            (plan) => ({ ...plan, query: decoded }),
          ),
          mistake(
            'query',
            {
              name: 'query-in-other-order',
              explanation: 'The parameters of the query were signed in another order than they were sent.',
              advice: 'Sign the query exactly as it is sent.',
            },
            (plan) => ({ ...plan, query: query.split('&').sort().join('&') }),
          ),
        ]),
    mistake(
      'path',
      {
        name: 'empty-path',
        explanation: 'No path was signed.',
        advice: 'Sign the path /.',
      },
      (plan) => ({ ...plan, path: '' }),
    ),
    ...['/', '/v2/index.php', '/v2/', '/index.php', `${path}/`, path.replace(/\/$/, '')]
      .filter((other, index, all) => other !== path && other !== '' && all.indexOf(other) === index)
      .map((other) =>
        mistake(
          'path',
          {
            name: 'other-path',
            explanation: `The path ${other} was signed; the request went to ${path}.`,
            advice: 'Sign the path of the request as it is sent: API 3.0 is at /.',
          },
          (plan) => ({ ...plan, path: other }),
        ),
      ),
    mistake(
      'hash',
      {
        name: 'canonical-request-not-hashed',
        explanation: 'The canonical request itself stands in the string to sign.',
        advice: 'Put its SHA-256 there, in lower-case hex.',
      },
      (plan) => ({ ...plan, unhashed: true }),
    ),
  ];
}

function decode(query: string): string {
  try {
    return decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    return query;
  }
}
