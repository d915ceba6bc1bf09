import { sign } from '@qcvm/client/wire';
import { addressMistakes } from './address-mistakes.js';
import { divergenceOf } from './divergence.js';
import type { SignatureCause, SignatureExplanation } from '../../../core/signature-explanation.js';
import { keyMistakes } from './key-mistakes.js';
import { orderMistakes } from './order-mistakes.js';
import { parameterMistakes } from './parameter-mistakes.js';
import { asItIs, byBytes, dottedName, leavesFilesOut, write, type Pair, type Plan } from './plan.js';
import { oddities, readingsOf, type Reading } from './readings.js';
import { summarize } from './summary.js';
import { decodedOnce, textMistakes } from './value-mistakes.js';
import type { Variation } from './variation.js';

export interface ExplainOptions {
  /** As the request was sent. */
  readonly method: string;
  /** The Host that it went to, with its port if it has one. */
  readonly host: string;
  readonly path: string;
  /** Flat, decoded once, in the order in which they were sent, Signature included. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The key that the SecretId belongs to. */
  readonly secretKey: string;
  /** Keys that may have been used in its place. */
  readonly otherKeys?: readonly { readonly secretId: string; readonly secretKey: string }[];
  /** The text that was signed, where it is known: then it is compared with, instead of searched for. */
  readonly signedText?: string;
}

/** No more signatures are computed than this, so that an answer comes at once. */
const budget = 6000;

/**
 * Explains why a signature is wrong: it makes the signature with every known mistake, and with two or three at
 * once, until one comes out as the one that was sent.
 */
export async function explainSignature(options: ExplainOptions): Promise<SignatureExplanation> {
  const { parameters } = options;
  const right = rightPlan(options);
  const given = parameters['Signature'] ?? '';
  const readings = readingsOf(given);
  const variations = variationsOf(right, options);
  const found =
    options.signedText === undefined
      ? await search({ right, variations, readings })
      : matchText(options.signedText, { right, variations });
  const valid = options.signedText === undefined && found?.causes.length === 0;
  const redact = redactor(parameters['Token']);
  const expected = redact(write(right));
  const implied = found
    ? redact(found.text)
    : options.signedText === undefined
      ? undefined
      : redact(options.signedText);
  const divergence = implied === undefined ? undefined : divergenceOf(expected, implied);
  const oddity = found ? undefined : oddities(given, right.hash);
  const explanation = {
    valid,
    expected,
    signatureMethod: right.hash,
    ...(implied === undefined || valid ? {} : { implied }),
    ...(divergence ? { divergence } : {}),
    causes: found?.causes ?? [],
  };
  return { ...explanation, summary: summarize(explanation, oddity) };
}

const pairsOf = (parameters: ExplainOptions['parameters']): Pair[] =>
  Object.entries(parameters).map(([name, value], place) => ({ name, value, place }));

/** The plan that the service follows. */
function rightPlan({ method, host, path, parameters, secretKey }: ExplainOptions): Plan {
  const pairs = pairsOf(parameters)
    .filter(
      ({ name, value }) =>
        name !== 'Signature' && !(leavesFilesOut({ method, path }) && value.startsWith('@')),
    )
    .sort(byBytes);
  return {
    method,
    host,
    path,
    question: '?',
    pairs,
    writeName: dottedName,
    writeValue: asItIs,
    end: '',
    hash: parameters['SignatureMethod'] === 'HmacSHA256' ? 'HmacSHA256' : 'HmacSHA1',
    key: secretKey,
  };
}

/** Every single mistake, the most common ones first. */
function variationsOf(right: Plan, { parameters, otherKeys = [] }: ExplainOptions): readonly Variation[] {
  const sent = pairsOf(parameters);
  const all = [
    ...keyMistakes(right, {
      stated: parameters['SignatureMethod'],
      secretId: parameters['SecretId'] ?? '',
      token: parameters['Token'],
      otherKeys,
    }),
    ...textMistakes,
    ...orderMistakes,
    ...addressMistakes(right),
    ...parameterMistakes(right, sent),
  ];
  return [...all.filter(({ common }) => common), ...all.filter(({ common }) => !common)];
}

interface Match {
  readonly causes: readonly SignatureCause[];
  readonly text: string;
}

/** Looks for the mistakes that lead to the signature that was sent. */
async function search(options: {
  right: Plan;
  variations: readonly Variation[];
  readings: readonly Reading[];
}): Promise<Match | undefined> {
  const { right, variations, readings } = options;
  const tried = new Set<string>();
  for (const mistakes of combinations(variations)) {
    const plan = mistakes.reduce((base, { apply }) => apply(base), right);
    const text = write(plan);
    const identity = `${plan.hash}\n${plan.key}\n${text}`;
    if (tried.has(identity)) continue;
    if (tried.size >= budget) return undefined;
    tried.add(identity);
    const signature = await sign({ secretKey: plan.key, signatureMethod: plan.hash, canonical: text });
    const reading = readings.find((candidate) => candidate.signature === signature);
    if (!reading) continue;
    return {
      text,
      causes: [...(reading.cause ? [reading.cause] : []), ...mistakes.map(({ cause }) => cause)],
    };
  }
  return undefined;
}

/** Looks for the mistakes that lead to a text. */
function matchText(
  text: string,
  { right, variations }: { right: Plan; variations: readonly Variation[] },
): Match | undefined {
  let tries = 0;
  for (const mistakes of combinations(variations.filter(({ step }) => step !== 'hash' && step !== 'key'))) {
    if (tries++ > budget) return undefined;
    if (write(mistakes.reduce((base, { apply }) => apply(base), right)) === text) {
      return { text, causes: mistakes.map(({ cause }) => cause) };
    }
  }
  return undefined;
}

/** No mistake, each one, each two, and each three of the common ones; never two about the same step. */
function* combinations(variations: readonly Variation[]): Generator<readonly Variation[]> {
  yield [];
  for (const one of variations) yield [one];
  yield* grouped([], { variations, size: 2 });
  yield* grouped([], { variations: variations.filter(({ common }) => common), size: 3 });
}

function* grouped(
  chosen: readonly Variation[],
  { variations, size }: { variations: readonly Variation[]; size: number },
): Generator<readonly Variation[]> {
  if (chosen.length === size) {
    yield chosen;
    return;
  }
  for (const [index, next] of variations.entries()) {
    if (chosen.some(({ step }) => step === next.step)) continue;
    yield* grouped([...chosen, next], { variations: variations.slice(index + 1), size });
  }
}

/** Takes the Token out of a text, in every form in which it may stand there; two forms do not look alike. */
function redactor(token: string | undefined): (text: string) => string {
  if (!token) return asItIs;
  const forms = new Map([
    [token, '[redacted]'],
    [encodeURIComponent(token), '[redacted, encoded]'],
    [decodedOnce(token), '[redacted, decoded]'],
  ]);
  // The plain form again at the end: the other forms may be the same text, or none at all.
  forms.set(token, '[redacted]');
  return (text) =>
    [...forms].reduce((shown, [secret, mark]) => (secret ? shown.replaceAll(secret, mark) : shown), text);
}
