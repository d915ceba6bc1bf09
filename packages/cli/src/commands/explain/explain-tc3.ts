import type { Credentials } from '@qcvm/client';
import { exitCodes } from '../../environment/exit-codes.js';
import { printable } from '../../output/text.js';
import type { Context } from '../../session/context.js';
import { usageError } from '../../environment/cli-error.js';
import { readPasted } from './pasted-request.js';

/** The window in which a Timestamp is accepted, in seconds. */
const window = 300;

/** Explains the signature of a request of API 3.0. */
export async function explainTc3Request(
  context: Context,
  { text, credentials, json }: { text: string; credentials: Credentials | undefined; json: boolean },
): Promise<number> {
  const { environment } = context;
  const request = readPasted(text);
  if (request === undefined)
    throw usageError(
      'explain: a request of API 3.0 is read from a curl command, or from its request line, headers and body',
      'Paste the request line (POST / HTTP/1.1) and the Host as well.',
    );
  const { explainTc3 } = await import('@qcvm/mock');
  const secretId = /Credential=([^/,\s]+)\//.exec(request.headers['authorization'] ?? '')?.[1];
  const knowsKey = credentials !== undefined && (secretId ?? credentials.secretId) === credentials.secretId;
  const explanation = await explainTc3({
    ...request,
    secretKey: knowsKey ? credentials.secretKey : '',
    ...(credentials !== undefined && !knowsKey ? { otherKeys: [credentials] } : {}),
  });
  const checkable = knowsKey || explanation.causes.length > 0;
  const findings = findingsOf(request, environment.now());
  const { valid, causes, divergence, expected, stringToSign, signatureMethod } = explanation;
  if (json) {
    const signature = !checkable ? 'not checked' : valid ? 'right' : 'wrong';
    await environment.stdout.write(
      `${JSON.stringify({ signatureMethod, canonicalRequest: expected, stringToSign, signature, ...(divergence && { divergence }), causes, findings }, null, 2)}\n`,
    );
  } else {
    const { bold, dim, green, red } = context.style.out;
    const indent = (shown: string): string[] => shown.split('\n').map((line) => `   ${printable(line)}`);
    const lines = [
      bold('1. Request'),
      `   ${request.method} ${printable(request.host)}${printable(request.path)}, ${printable(request.headers['x-tc-action'] ?? 'no X-TC-Action')}`,
      '',
      bold('2. Canonical request'),
      ...indent(expected),
      '',
      bold('3. String to sign'),
      ...indent(stringToSign ?? ''),
      '',
      bold('4. Signature'),
      ...(checkable
        ? valid
          ? [green('   The signature is right.')]
          : explanation.summary
              .split('\nThe canonical request:')[0]!
              .split('\n')
              .map((line) => `   ${red(line)}`)
        : [dim('   Not checked: the SecretKey of this SecretId is not here (environment, profile files).')]),
      ...(findings.length > 0 ? ['', bold('5. Besides'), ...findings.map((finding) => `   ${finding}`)] : []),
    ];
    await environment.stdout.write(`${lines.join('\n')}\n`);
  }
  return (checkable && !valid) || findings.length > 0 ? exitCodes.refused : exitCodes.success;
}

/** What the service would mind besides the signature. */
function findingsOf(
  { headers, host }: { headers: Readonly<Record<string, string>>; host: string },
  now: number,
): readonly string[] {
  const missing = ['x-tc-action', 'x-tc-version', 'x-tc-timestamp'].filter((name) => !headers[name]);
  const findings = missing.map((name) => `${name} is missing (MissingParameter).`);
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
