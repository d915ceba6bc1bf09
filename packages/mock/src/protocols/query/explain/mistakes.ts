import { isLoopback, serviceAt, withoutPort } from '../../../core/http/hosts.js';
import { causes } from './causes.js';
import { mistakesIn, type Mistake, type Row } from './mistake.js';
import {
  asItIs,
  byBytes,
  compareBytes,
  decodedOnce,
  dottedName,
  leavesFilesOut,
  type Pair,
  type Plan,
} from './plan.js';

type Rows = readonly Row<Plan, keyof typeof causes>[];

/** What a request says of its key. */
export interface KeyContext {
  /** The SignatureMethod that it names. */
  readonly stated: string | undefined;
  readonly secretId: string;
  readonly token: string | undefined;
  readonly otherKeys: readonly { readonly secretId: string; readonly secretKey: string }[];
}

/** Every single mistake, the most common ones first. `sent` is everything that arrived, Signature included. */
export const mistakesOf = (
  right: Plan,
  { sent, ...context }: KeyContext & { readonly sent: readonly Pair[] },
): readonly Mistake<Plan>[] => [
  ...mistakesIn<Plan, keyof typeof causes>(
    causes,
    [
      ...commonKeys(right, context),
      ...commonTexts,
      ...commonOrders,
      ...commonAddresses(right),
      ...commonParameters(right, sent),
    ],
    2,
  ),
  ...mistakesIn<Plan, keyof typeof causes>(causes, [
    ...rareKeys(right, context),
    ...rareTexts,
    ...rareOrders,
    ...rareAddresses(right),
    ...rareParameters(right),
  ]),
];

function commonKeys({ hash, key }: Plan, { stated, secretId, otherKeys }: KeyContext): Rows {
  const used = hash === 'HmacSHA256' ? 'HmacSHA1' : 'HmacSHA256';
  const way =
    stated === undefined
      ? 'missing'
      : stated === 'HmacSHA256' || stated === 'HmacSHA1'
        ? 'mismatch'
        : 'misspelt';
  const misread = [`${key}\n`, `${key}\r\n`, `${key} `, ` ${key}`, `"${key}"`, key.trim()];
  return [
    ['hash', `signature-method-${way}`, { hash: used }, { stated: stated ?? '', used }],
    ...misread
      .filter((other) => other !== key)
      .map((other) => ['key', 'secret-key-with-white-space', { key: other }] as const),
    ...otherKeys.map(
      (other) =>
        ['key', 'other-secret-key', { key: other.secretKey }, { other: other.secretId, secretId }] as const,
    ),
  ];
}

const rareKeys = ({ key }: Plan, { secretId, token }: KeyContext): Rows => [
  ['key', 'secret-key-with-ampersand', { key: `${key}&` }],
  ['key', 'not-the-secret-key', { key: secretId }, { what: 'the SecretId' }],
  ...(token === undefined
    ? []
    : [['key', 'not-the-secret-key', { key: token }, { what: 'the Token' }] as const]),
];

const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
const form = (text: string): string => strict(text).replaceAll('%20', '+');
const lowerCaseHex = (text: string): string => strict(text).replace(/%../g, (hex) => hex.toLowerCase());

const shifted = (name: string): string =>
  name.replace(/\.(\d+)/g, (_, index: string) => `.${Number(index) + 1}`);

const trailing = (end: string) =>
  ['end', 'trailing-white-space', { end }, { end: JSON.stringify(end) }] as const;

const commonTexts: Rows = [
  ...[encodeURIComponent, form, strict, lowerCaseHex].map(
    (writeValue) => ['value', 'value-encoded-before-signing', { writeValue }] as const,
  ),
  ['value', 'double-encoding', { writeValue: decodedOnce }],
  trailing('\n'),
];

const rareTexts: Rows = [
  [
    'value',
    'value-encoded-before-signing/names',
    ({ writeName }) => ({ writeName: (name) => strict(writeName(name)), writeValue: strict }),
  ],
  ['value', 'underscore-in-value', { writeValue: (value) => value.replaceAll('_', '.') }],
  ['value', 'value-with-white-space', { writeValue: (value) => value.trim() }],
  ['name', 'underscore-in-name', { writeName: asItIs }],
  ['name', 'underscore-in-name/first', { writeName: (name) => name.replaceAll('_', '.') }],
  ['name', 'dot-in-name', { writeName: (name) => name.replaceAll('.', '_') }],
  ['name', 'brackets-in-name', { writeName: (name) => dottedName(name.replace(/\.(\w+)/g, '[$1]')) }],
  [
    'name',
    'indexes-from-1',
    ({ pairs }) => ({
      pairs: pairs.map((pair) => ({ ...pair, name: shifted(pair.name) })).sort(byBytes),
    }),
  ],
  trailing('\r\n'),
  ['end', 'trailing-ampersand', { end: '&' }],
  trailing(' '),
];

const locale = new Intl.Collator('en');
const natural = new Intl.Collator('en', { numeric: true });

/** Names step by step, numbers as numbers: what a loop over an array writes. */
function byIndex(one: Pair, other: Pair): number {
  const left = one.name.split('.');
  const right = other.name.split('.');
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [first = '', second = ''] = [left[index], right[index]];
    if (first === second) continue;
    const numbers = /^\d+$/.test(first) && /^\d+$/.test(second);
    return numbers ? Number(first) - Number(second) : compareBytes(first, second);
  }
  return left.length - right.length;
}

const text = ({ name, value }: Pair): string => `${name}=${value}`;
const lowerCase = (one: Pair, other: Pair): number =>
  compareBytes(one.name.toLowerCase(), other.name.toLowerCase());

const commonOrders: Rows = [
  ['order', 'unsorted', { order: (one, other) => one.place - other.place }],
  ['order', 'numeric-index-order', { order: byIndex }],
  ['order', 'case-insensitive-order', { order: lowerCase }],
];

const rareOrders: Rows = [
  ['order', 'locale-order', { order: (one, other) => locale.compare(one.name, other.name) }],
  ['order', 'locale-order/numeric', { order: (one, other) => natural.compare(one.name, other.name) }],
  ['order', 'descending-order', { order: (one, other) => byBytes(other, one) }],
  ['order', 'sorted-with-values', { order: (one, other) => compareBytes(text(one), text(other)) }],
];

const modules = ['account', 'bgplb', 'cbs', 'cdb', 'cdn', 'eip', 'image', 'lb', 'monitor', 'snapshot', 'vpc'];

/** Hosts that people sign for while the request goes to another one. */
function hostRows(
  { host, pairs }: Plan,
  hosts: (parts: { bare: string; port: string; region: string | undefined }) => readonly Host[],
): Rows {
  const bare = withoutPort(host);
  const region = pairs.find(({ name }) => name === 'Region')?.value;
  const others = new Map<string, Host[1]>();
  for (const [other, name] of hosts({ bare, port: host.slice(bare.length), region }))
    if (other !== host && !others.has(other)) others.set(other, name);
  return [...others].map(([other, name]) => ['host', name, { host: other }, { other, host }]);
}

type Host = readonly [host: string, name: keyof typeof causes];

const ownHost: Host = ['cvm.api.qcloud.com', 'wrong-host'];

function commonAddresses(plan: Plan): Rows {
  const { method } = plan;
  const other = method === 'GET' ? 'POST' : 'GET';
  return [
    ['method', 'wrong-method', { method: other }, { other, method }],
    ...hostRows(plan, ({ bare }) => [[bare, 'port-missing'], ownHost]),
  ];
}

function rareAddresses(plan: Plan): Rows {
  const { method, host, path } = plan;
  const service = serviceAt(host);
  const wrong = (...hosts: readonly string[]) => hosts.map((each): Host => [each, 'wrong-host']);
  return [
    ['method', 'method-in-lower-case', { method: method.toLowerCase() }, { method }],
    ['method', 'method-missing', { method: '' }, { method }],
    ...hostRows(plan, ({ port, region }) => [
      ...(port ? [] : ['443', '80'].map((number): Host => [`${host}:${number}`, 'port-added'])),
      ...wrong(...modules.map((module) => `${module}.api.qcloud.com`), 'cvm.tencentcloudapi.com'),
      ...(service === undefined ? [] : wrong(`${service}.tencentcloudapi.com`)),
      ...(service !== undefined && region ? wrong(`${service}.${region}.tencentcloudapi.com`) : []),
      ...(isLoopback(host) ? wrong(`127.0.0.1${port}`, `localhost${port}`, `[::1]${port}`) : []),
      [`https://${host}`, 'scheme-signed'],
      [`http://${host}`, 'scheme-signed'],
      [host.toUpperCase(), 'host-in-upper-case'],
      [host.toLowerCase(), 'host-in-lower-case'],
      ['', 'host-missing'],
    ]),
    ...['/', '', '/v2/index.php', '/v2/index.php/', 'v2/index.php', '/v2', '/v2/', '/index.php']
      .filter((other) => other !== path)
      .map((other) => ['path', 'wrong-path', { path: other }, { other, path }] as const),
    ['question', 'question-mark-missing', { question: '' }],
    ['question', 'leading-ampersand', ({ question }) => ({ question: `${question}&` })],
    ['method', 'only-parameters-signed', { method: '', host: '', path: '', question: '' }],
  ];
}

/** Beyond this, leaving out each parameter by itself is not tried: one of a hundred ids is hardly forgotten. */
const mostTried = 40;

/** Parameters that a signer or an HTTP layer adds late, so that they are forgotten most. */
const addedLate = ['Token', 'SignatureMethod', 'RequestClient', 'Region'];

const without =
  (names: (pair: Pair) => boolean) =>
  ({ pairs }: Plan): Partial<Plan> => ({ pairs: pairs.filter((pair) => !names(pair)) });

const notSigned = (missing: string) =>
  [
    `without ${missing}`,
    'parameter-not-signed',
    without(({ name }) => name === missing),
    { missing },
  ] as const;

function commonParameters(plan: Plan, sent: readonly Pair[]): Rows {
  const { pairs } = plan;
  const names = pairs.map(({ name }) => name);
  const files = sent.filter(({ name, value }) => name !== 'Signature' && value.startsWith('@'));
  const spaced = pairs.filter(({ value }) => value.includes(' ')).map(({ name }) => name);
  const atSign: Rows = leavesFilesOut(plan)
    ? [['parameters', 'at-sign-rule', { pairs: [...pairs, ...files].sort(byBytes) }]]
    : [['parameters', 'at-sign-rule/left-out', without(({ value }) => value.startsWith('@'))]];
  return [
    ...addedLate.filter((name) => names.includes(name)).map(notSigned),
    ...spaced.map(
      (spoiled) =>
        [
          'value',
          'value-not-encoded',
          (base: Plan) => ({
            pairs: base.pairs.map((pair) =>
              pair.name === spoiled ? { ...pair, value: pair.value.replaceAll(' ', '+') } : pair,
            ),
          }),
          { name: spoiled },
        ] as const,
    ),
    ...(files.length > 0 ? atSign : []),
  ];
}

const rareParameters = ({ pairs }: Plan): Rows => [
  ...pairs
    .map(({ name }) => name)
    .filter((name) => !addedLate.includes(name))
    .slice(0, mostTried)
    .map(notSigned),
  ['parameters', 'only-public-parameters-signed', without(({ name }) => /^[^A-Z]/.test(name))],
  ['parameters', 'empty-value-not-signed', without(({ value }) => value === '')],
  [
    'parameters',
    'signature-signed',
    (plan) => ({
      pairs: [...plan.pairs, { name: 'Signature', value: '', place: plan.pairs.length }].sort(byBytes),
    }),
  ],
];
