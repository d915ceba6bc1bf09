import type { Credentials } from '@qcvm/client';
import { usageError } from '../../environment/cli-error.js';
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
import { readPasted } from './pasted-request.js';

/** The window in which a Timestamp is accepted, in seconds. */
const window = 300;

/** Explains the signature of a request of API 3.0. */
export async function explainTc3Request(
  { environment, style }: Context,
  about: { readonly text: string; readonly credentials: () => Promise<Credentials | undefined> },
): Promise<Explained> {
  const credentials = await about.credentials();
  const request = readPasted(about.text);
  if (request === undefined)
    throw usageError(
      'explain: a request of API 3.0 is read from a curl command, or from its request line, headers and body',
      'Paste the request line (POST / HTTP/1.1) and the Host as well.',
    );
  const { explainTc3 } = await import('@qcvm/mock');
  const { method, host, path, headers } = request;
  const secretId = /Credential=([^/,\s]+)\//.exec(headers['authorization'] ?? '')?.[1];
  const key = checkingKey(credentials, secretId);
  const explanation = await explainTc3({ ...request, ...key.options });
  const { valid, causes, divergence, expected, stringToSign, signatureMethod, summary } = explanation;
  const isSigned = /Signature=[^,\s]/.test(headers['authorization'] ?? '');
  const isChecked = isSigned && (key.isKnown || causes.length > 0);
  const signature: Verdict = !isChecked ? 'not checked' : valid ? 'right' : 'wrong';
  const findings = findingsOf(request, environment.now());

  const { green, red, yellow } = style.out;
  const linesOf = (text: string): string[] => text.split('\n').map(printable);
  const verdicts: Readonly<Record<Verdict, () => readonly string[]>> = {
    right: () => [green('The signature is right.')],
    wrong: () => (summary.split('\nThe canonical request:')[0] ?? '').split('\n').map(red),
    'not checked': () => [yellow(isSigned ? keyIsNotHere : isNotSigned)],
  };
  return {
    wrong: signature === 'wrong' || findings.length > 0,
    json: {
      signatureMethod,
      canonicalRequest: expected,
      stringToSign,
      signature,
      ...(isChecked && divergence && { divergence }),
      causes: isChecked ? causes : [],
      findings,
    },
    sections: [
      [
        'Request',
        [`${method} ${printable(`${host}${path}, ${headers['x-tc-action'] ?? 'no X-TC-Action'}`)}`],
      ],
      ['Canonical request', linesOf(expected)],
      ['String to sign', linesOf(stringToSign ?? '')],
      ['Signature', verdicts[signature]()],
      ...furtherProblems(findings),
    ],
  };
}

/** What else the service would refuse. */
function findingsOf(
  { headers, host }: { headers: Readonly<Record<string, string>>; host: string },
  now: number,
): readonly string[] {
  const missing = ['x-tc-action', 'x-tc-version', 'x-tc-timestamp'].filter((name) => !headers[name]);
  const findings = missing.map((name) => `${name} is missing (MissingParameter).`);
  if (!/Signature=[^,\s]/.test(headers['authorization'] ?? ''))
    findings.push('Authorization is missing, or has no Signature (MissingParameter).');
  const timestamp = Number(headers['x-tc-timestamp']);
  const off = Math.abs(timestamp - Math.floor(now / 1000));
  if (off > window)
    findings.push(
      `The Timestamp is ${off} s from this machine's clock; ${window} s are accepted (AuthFailure.SignatureExpire).`,
    );
  const service = /Credential=[^/,\s]+\/[^/,\s]+\/([^/,\s]+)\//.exec(headers['authorization'] ?? '')?.[1];
  if (service !== undefined && isAddress(service, host))
    findings.push(
      `The credential scope says the service ${service}, which is a part of the address ${host}: ` +
        'name the service, such as cvm, where the endpoint is an address of your own (AuthFailure.SignatureFailure).',
    );
  return findings;
}

/** Whether a service was made of an address that names none: `127` of 127.0.0.1, `localhost`. */
const isAddress = (service: string, host: string): boolean =>
  (/^\d/.test(service) || service === 'localhost') && host.toLowerCase().startsWith(service);
