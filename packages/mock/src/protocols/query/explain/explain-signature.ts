import { sign } from '@qcvm/client/wire';
import { checkExplained } from '../../../core/options/explain-rules.js';
import type { SignatureExplanation } from '../../../core/signature-explanation.js';
import { search } from './mistake.js';
import { mistakesOf } from './mistakes.js';
import {
  asItIs,
  byBytes,
  decodedOnce,
  dottedName,
  leavesFilesOut,
  write,
  type Pair,
  type Plan,
} from './plan.js';
import { oddities, readingsOf } from './readings.js';
import { explanationOf, oneLine } from './report.js';

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
const most = 6000;

const identity = (plan: Plan): string => `${plan.hash}\n${plan.key}\n${write(plan)}`;

/**
 * Explains why a signature is wrong: it makes the signature with every known mistake, and with two or three at
 * once, until one comes out as the one that was sent.
 *
 * @throws OptionsError that names every option that is wrong
 */
export async function explainSignature(options: ExplainOptions): Promise<SignatureExplanation> {
  checkExplained('explainSignature', options);
  const { parameters, otherKeys = [], signedText } = options;
  const right = rightPlan(options);
  const given = parameters['Signature'] ?? '';
  const readings = readingsOf(given);
  const mistakes = mistakesOf(right, {
    stated: parameters['SignatureMethod'],
    secretId: parameters['SecretId'] ?? '',
    token: parameters['Token'],
    otherKeys,
    sent: pairsOf(parameters),
  });
  const found =
    signedText === undefined
      ? await search(right, {
          ...{ mistakes, most, identity },
          attempt: async (plan) => {
            const text = write(plan);
            const signature = await sign({
              secretKey: plan.key,
              signatureMethod: plan.hash,
              canonical: text,
            });
            const reading = readings.find((candidate) => candidate.signature === signature);
            return reading && { text, causes: reading.cause ? [reading.cause] : [] };
          },
        })
      : await search(right, {
          most,
          mistakes: mistakes.filter(({ step }) => step !== 'hash' && step !== 'key'),
          attempt: async (plan) =>
            write(plan) === signedText ? { text: signedText, causes: [] } : undefined,
        });
  const causes = found?.causes ?? [];
  const valid = signedText === undefined && found?.causes.length === 0;
  const redact = redactor(parameters['Token']);
  const expected = redact(write(right));
  const signed = valid ? undefined : (found?.text ?? signedText);
  const oddity = found ? undefined : oddities(given, right.hash);
  return explanationOf({
    ...{ valid, expected, causes, signatureMethod: right.hash, what: 'texts' },
    implied: signed === undefined ? undefined : redact(signed),
    unexplained: [
      ...(oddity === undefined ? [] : [oddity]),
      ...(signed === undefined
        ? [
            'No known mistake leads to this signature: most likely the SecretKey is another one, or other parameters were signed.',
            'Compare the text that you sign with the expected one:',
            `  ${oneLine(expected)}`,
          ]
        : ['The signed text is not the expected one.']),
    ],
  });
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
    ...{ method, host, path, pairs, question: '?', end: '' },
    writeName: dottedName,
    writeValue: asItIs,
    hash: parameters['SignatureMethod'] === 'HmacSHA256' ? 'HmacSHA256' : 'HmacSHA1',
    key: secretKey,
  };
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
