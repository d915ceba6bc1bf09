import { isVendorHost, serviceAt, withoutPort } from '../../../core/http/hosts.js';
import type { SignatureCause, SignatureExplanation } from '../../../core/signature-explanation.js';
import { divergenceOf } from '../../query/explain/divergence.js';
import { readAuthorization, type Authorization } from '../reading/authorization.js';
import { mistakesOf } from './mistakes.js';
import { canonicalOf, Signer, textOf, type Mistake, type Plan } from './plan.js';

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
const budget = 3000;

const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * Explains why a TC3 signature is wrong: it makes the signature with every known mistake, and with two at once, until one comes
 * out as the one that was sent.
 */
export async function explainTc3(options: ExplainTc3Options): Promise<SignatureExplanation> {
  const { headers, method, host, path, query = '', body = '', otherKeys = [] } = options;
  const authorization = readAuthorization(headers['authorization'] ?? '');
  const given = authorization?.signature ?? '';
  const right = await acceptedPlan(options, given);
  const redact = redactor(headers['x-tc-token']);
  const expected = await canonicalOf(right);
  const stringToSign = await textOf(right, expected);
  const signer = new Signer();
  const found = authorization
    ? await search({
        right,
        given,
        signer,
        mistakes: mistakesOf(right, {
          ...{ method, host, path, query, headers, otherKeys },
          body: typeof body === 'string' ? body : '',
          secretId: authorization.secretId,
          service: authorization.service,
          listed: authorization.signedHeaders,
          written: authorization.writtenHeaders,
        }),
      })
    : undefined;
  const stated = authorization ? statedProblems(authorization, { host, headers, date: right.date }) : [];
  const valid = found?.causes.length === 0 && stated.length === 0;
  const others = found?.causes.filter(({ name }) => !stated.some((each) => each.name === name)) ?? [];
  const causes = [...stated, ...others];
  const implied = found && found.canonical !== expected ? redact(found.canonical) : undefined;
  const divergence = implied === undefined ? undefined : divergenceOf(redact(expected), implied);
  const explanation = {
    valid,
    expected: redact(expected),
    stringToSign,
    signatureMethod: 'TC3-HMAC-SHA256' as const,
    ...(implied === undefined ? {} : { implied }),
    ...(divergence ? { divergence } : {}),
    causes,
  };
  return { ...explanation, summary: summarize(explanation, { hasHeader: authorization !== undefined }) };
}

/** The plan that the service follows. */
function rightPlan({
  method,
  path,
  query = '',
  headers,
  body = '',
  host,
  secretKey,
}: ExplainTc3Options): Plan {
  const authorization = readAuthorization(headers['authorization'] ?? '');
  const timestamp = headers['x-tc-timestamp'] ?? '';
  const time = Number(timestamp) * 1000;
  const names = [...new Set(authorization?.signedHeaders ?? ['content-type', 'host'])].sort();
  const isUnsigned = headers['x-tc-content-sha256'] === unsignedPayload;
  return {
    method: method.toUpperCase(),
    path,
    query: method === 'POST' ? '' : query,
    headers: names.map((name) => [
      name,
      (name === 'host' ? host : (headers[name] ?? '')).trim().toLowerCase(),
    ]),
    signedHeaders: names.join(';'),
    payload: isUnsigned ? unsignedPayload : body,
    gap: '\n',
    timestamp,
    date: Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time).toISOString().slice(0, 10) : '',
    service: authorization?.service ?? '',
    keyPrefix: 'TC3',
    secretKey,
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

/** What is wrong with the header by what it says, whatever was signed. */
function statedProblems(
  { date, service, signedHeaders }: Authorization,
  { host, headers, date: right }: { host: string; headers: Readonly<Record<string, string>>; date: string },
): readonly SignatureCause[] {
  const own = serviceAt(host) ?? service;
  const absent = signedHeaders.filter((name) => name !== 'host' && !Object.hasOwn(headers, name));
  return [
    ...(date === right
      ? []
      : [
          {
            name: 'date-not-utc',
            explanation: `The credential scope has the date ${date}; the Timestamp's day is ${right} in UTC.`,
            advice: 'Derive the date from the Timestamp, in UTC, not in the time of the machine.',
          },
        ]),
    ...(service === own
      ? []
      : [
          {
            name: 'service-name',
            explanation: `The credential scope says the service "${service}"; the host ${host} is that of "${own}".`,
            advice:
              'Use the first label of the host everywhere: in the scope, in the string to sign, and in the chain of keys.',
          },
        ]),
    ...(absent.length === 0
      ? []
      : [
          {
            name: 'signed-header-not-sent',
            explanation: `SignedHeaders names what the request does not have: ${absent.join(', ')}.`,
            advice:
              'Send every header that is signed, or leave it out of SignedHeaders and of what is signed.',
          },
        ]),
  ];
}

interface Found {
  readonly causes: readonly SignatureCause[];
  readonly canonical: string;
}

async function search(options: {
  right: Plan;
  given: string;
  signer: Signer;
  mistakes: readonly Mistake[];
}): Promise<Found | undefined> {
  const { right, given, signer, mistakes } = options;
  let tries = 0;
  for (const made of combinations(mistakes)) {
    if ((tries += 1) > budget) return undefined;
    const plan = made.reduce((base, { apply }) => apply(base), right);
    const canonical = await canonicalOf(plan);
    const signature = await signer.sign(plan, await textOf(plan, canonical));
    const causes = made.map(({ cause }) => cause);
    if (signature === given) return { canonical, causes };
    if (signature === given.toLowerCase()) return { canonical, causes: [upperCase, ...causes] };
  }
  return undefined;
}

const upperCase: SignatureCause = {
  name: 'upper-case-signature',
  explanation: 'The signature is in upper case.',
  advice: 'Write it in lower-case hex.',
};

/** No mistake, each one, and each two; never two about the same step. */
function* combinations(mistakes: readonly Mistake[]): Generator<readonly Mistake[]> {
  yield [];
  for (const one of mistakes) yield [one];
  const pairs = mistakes.filter(({ alone }) => !alone);
  for (const [index, one] of pairs.entries())
    for (const other of pairs.slice(index + 1)) if (other.step !== one.step) yield [one, other];
}

const redactor =
  (token: string | undefined) =>
  (text: string): string =>
    token ? text.replaceAll(token.trim().toLowerCase(), '[redacted]') : text;

/** The explanation in words. */
function summarize(
  explanation: Omit<SignatureExplanation, 'summary'>,
  { hasHeader }: { hasHeader: boolean },
): string {
  const { valid, causes, divergence, expected, stringToSign = '' } = explanation;
  if (valid) return 'The signature is right.';
  const lines = causes.map(({ explanation: what, advice }) => `${what} ${advice}`);
  if (!hasHeader)
    lines.push(
      'There is no Authorization header of the form TC3-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=….',
    );
  else if (causes.length === 0)
    lines.push(
      'No known mistake leads to this signature: most likely the SecretKey is another one, or other bytes were signed.',
    );
  if (divergence) {
    lines.push(
      `The canonical requests part at character ${divergence.position}:`,
      `  expected ${oneLine(divergence.expected) || '(nothing)'}`,
      `  signed   ${oneLine(divergence.implied) || '(nothing)'}`,
    );
  }
  lines.push(
    'The canonical request:',
    ...indented(expected),
    'The string to sign:',
    ...indented(stringToSign),
  );
  return lines.join('\n');
}

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `  ${oneLine(line)}`);

/** Line ends and the like as they are written in code, so that they can be seen. */
const oneLine = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (mark) => JSON.stringify(mark).slice(1, -1));
