import type { Credentials } from '@qcvm/client';
import { counted } from '../../output/numbers.js';
import { printable } from '../../output/text.js';
import type { Context } from '../../session/context.js';
import {
  furtherProblems,
  checkingKey,
  isNotSigned,
  keyIsNotHere,
  type Explained,
  type Verdict,
} from './explained.js';
import { findingsOf } from './findings.js';
import { readRequest } from './pasted-request.js';

const secretParameters = new Set(['Signature', 'Token']);

const redacted = (parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      secretParameters.has(name) ? '[redacted]' : value,
    ]),
  );

/** Explains the signature of a request of API 2.0, or its canonical string. */
export async function explainQuery(
  { environment, style }: Context,
  about: {
    readonly text: string;
    readonly credentials: () => Promise<Credentials | undefined>;
    readonly signedText: string | undefined;
  },
): Promise<Explained> {
  const request = readRequest(about.text);
  const { signedText = request.signedText } = about;
  const { parameters, scheme, method, host, path } = request;
  const key = checkingKey(await about.credentials(), parameters['SecretId']);
  const { explainSignature } = await import('@qcvm/mock');
  const explanation = await explainSignature({
    ...{ method, host, path, parameters },
    ...key.options,
    ...(signedText !== undefined && { signedText }),
  });
  const { valid, implied, expected, causes, divergence, signatureMethod, summary } = explanation;
  const findings = findingsOf(request, environment.now());
  const isSigned = signedText !== undefined || Boolean(parameters['Signature']);
  const isChecked = isSigned && (signedText !== undefined || key.isKnown || causes.length > 0);
  const isRight = valid || (signedText !== undefined && implied === expected);
  const signature: Verdict = !isChecked ? 'not checked' : isRight ? 'right' : 'wrong';

  const { dim, green, red, yellow } = style.out;
  const shown = redacted(parameters);
  const names = Object.keys(shown).sort();
  const hash = signatureMethod === 'HmacSHA256' ? 'SHA-256' : 'SHA-1';
  const stated = printable(parameters['SignatureMethod'] ?? 'absent');
  const encoded = 'then base64, then URL-encoded once.';
  const verdicts: Readonly<Record<Verdict, () => readonly string[]>> = {
    right: () => [
      green(signedText === undefined ? 'The signature is right.' : 'The signed text is the expected one.'),
    ],
    wrong: () => summary.split('\n').map(red),
    'not checked': () => [yellow(isSigned ? keyIsNotHere : isNotSigned)],
  };
  return {
    wrong: signature === 'wrong' || findings.some(({ code }) => code !== undefined),
    json: {
      request: { ...request, parameters: shown },
      canonicalString: expected,
      signatureMethod,
      signature,
      ...(isChecked && divergence && { divergence }),
      causes: isChecked ? causes : [],
      findings,
    },
    sections: [
      [
        'Request',
        [
          `${method} ${scheme === undefined ? '' : `${scheme}://`}${host}${path}, ${counted(names.length, 'parameter')}`,
        ],
      ],
      [
        'Parameters, decoded once, in byte order of their names',
        names.map(
          (name) =>
            `${printable(name)} = ${printable(shown[name] ?? '')}${name === 'Signature' ? dim('   (not a part of what is signed)') : ''}`,
        ),
      ],
      ['Canonical string, as the service makes it', [printable(expected)]],
      [
        'Signature',
        [`HMAC with ${hash}, because SignatureMethod is ${stated}; ${encoded}`, ...verdicts[signature]()],
      ],
      ...furtherProblems(
        findings.map(({ code, message }) =>
          code === undefined ? message : `${message} ${dim(`(code ${code})`)}`,
        ),
      ),
    ],
  };
}
