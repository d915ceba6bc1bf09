import { isVendorHost, serviceAt, withoutPort } from '../../../core/http/hosts.js';
import { checkExplained } from '../../../core/options/explain-rules.js';
import type { SignatureCause, SignatureExplanation } from '../../../core/signature-explanation.js';
import { causeOf, search } from '../../query/explain/mistake.js';
import { explanationOf, oneLine } from '../../query/explain/report.js';
import { readAuthorization, type Authorization } from '../reading/authorization.js';
import { causes } from './causes.js';
import { mistakesOf } from './mistakes.js';
import { canonicalOf, Signer, textOf, type Plan } from './plan.js';

export interface ExplainTc3Options {
  /** As the request was sent. */
  readonly method: string;
  /** The Host that it went to, with its port if it has one. */
  readonly host: string;
  readonly path: string;
  /** The text after `?`, still encoded. */
  readonly query?: string;
  /** By names in lower case, `authorization` and `x-tc-timestamp` among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The key that the SecretId belongs to. */
  readonly secretKey: string;
  /** Keys that may have been used in its place. */
  readonly otherKeys?: readonly { readonly secretId: string; readonly secretKey: string }[];
  /** Whether the port of a host that is none of the vendor's may be left out of what is signed. Default: `optional`. */
  readonly signedPort?: 'optional' | 'required';
}

/** No more signatures are computed than this, so that an answer comes soon. */
const most = 3000;

const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * Explains why a TC3 signature is wrong: it makes the signature with every known mistake, and with two at once, until one comes
 * out as the one that was sent.
 *
 * @throws OptionsError that names every option that is wrong
 */
export async function explainTc3(options: ExplainTc3Options): Promise<SignatureExplanation> {
  checkExplained('explainTc3', options);
  const { headers, method, host, path, query = '', body = '', otherKeys = [] } = options;
  const authorization = readAuthorization(headers['authorization'] ?? '');
  const given = authorization?.signature ?? '';
  const right = await acceptedPlan(options, given);
  const redact = redactor(headers['x-tc-token']);
  const expected = await canonicalOf(right);
  const stringToSign = await textOf(right, expected);
  const signer = new Signer();
  const found =
    authorization &&
    (await search(right, {
      most,
      mistakes: mistakesOf(right, {
        ...{ method, host, path, query, headers, otherKeys },
        body: typeof body === 'string' ? body : '',
        secretId: authorization.secretId,
        service: authorization.service,
        listed: authorization.signedHeaders,
        written: authorization.writtenHeaders,
      }),
      attempt: async (plan) => {
        const text = await canonicalOf(plan);
        const signature = await signer.sign(plan, await textOf(plan, text));
        if (signature === given) return { text, causes: [] };
        return signature === given.toLowerCase()
          ? { text, causes: [causeOf(causes, 'upper-case-signature')] }
          : undefined;
      },
    }));
  const stated = authorization ? statedProblems(authorization, { host, headers, date: right.date }) : [];
  const others = found?.causes.filter(({ name }) => !stated.some((each) => each.name === name)) ?? [];
  return explanationOf({
    valid: found?.causes.length === 0 && stated.length === 0,
    expected: redact(expected),
    stringToSign,
    signatureMethod: 'TC3-HMAC-SHA256',
    implied: found && found.text !== expected ? redact(found.text) : undefined,
    causes: [...stated, ...others],
    what: 'canonical requests',
    unexplained: [
      authorization
        ? 'No known mistake leads to this signature: most likely the SecretKey is another one, or other bytes were signed.'
        : 'There is no Authorization header of the form TC3-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=….',
    ],
    more: [
      'The canonical request:',
      ...indented(redact(expected)),
      'The string to sign:',
      ...indented(stringToSign),
    ],
  });
}

/** The plan that the service follows. */
function rightPlan(options: ExplainTc3Options): Plan {
  const { method, path, query = '', headers, body = '', host, secretKey } = options;
  const authorization = readAuthorization(headers['authorization'] ?? '');
  const timestamp = headers['x-tc-timestamp'] ?? '';
  const time = Number(timestamp) * 1000;
  const names = [...new Set(authorization?.signedHeaders ?? ['content-type', 'host'])].sort();
  const isUnsigned = headers['x-tc-content-sha256'] === unsignedPayload;
  return {
    ...{ path, secretKey, timestamp, gap: '\n', keyPrefix: 'TC3' },
    method: method.toUpperCase(),
    query: method === 'POST' ? '' : query,
    headers: names.map((name) => [
      name,
      (name === 'host' ? host : (headers[name] ?? '')).trim().toLowerCase(),
    ]),
    signedHeaders: names.join(';'),
    payload: isUnsigned ? unsignedPayload : body,
    date: Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time).toISOString().slice(0, 10) : '',
    service: authorization?.service ?? '',
  };
}

/** The plan that the service follows; that of the host without its port, where it may be left out and was. */
async function acceptedPlan(options: ExplainTc3Options, given: string): Promise<Plan> {
  const right = rightPlan(options);
  const { host, signedPort = 'optional' } = options;
  if (signedPort === 'required' || isVendorHost(host) || withoutPort(host) === host) return right;
  const bare = rightPlan({ ...options, host: withoutPort(host) });
  const signature = await new Signer().sign(bare, await textOf(bare, await canonicalOf(bare)));
  return signature === given ? bare : right;
}

/** What is wrong with the header by what it says, regardless of what was signed. */
function statedProblems(
  { date, service, signedHeaders }: Authorization,
  { host, headers, date: right }: { host: string; headers: Readonly<Record<string, string>>; date: string },
): readonly SignatureCause[] {
  const other = serviceAt(host) ?? service;
  const absent = signedHeaders.filter((name) => name !== 'host' && !Object.hasOwn(headers, name));
  return [
    ...(date === right ? [] : [causeOf(causes, 'date-not-utc/scope', { date, right })]),
    ...(service === other ? [] : [causeOf(causes, 'service-name/scope', { service, host, other })]),
    ...(absent.length === 0 ? [] : [causeOf(causes, 'signed-header-not-sent', { names: absent.join(', ') })]),
  ];
}

const redactor =
  (token: string | undefined) =>
  (text: string): string =>
    token ? text.replaceAll(token.trim().toLowerCase(), '[redacted]') : text;

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `  ${oneLine(line)}`);
