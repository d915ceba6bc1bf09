import type { Command } from 'commander';
import type { Credentials } from '@qcvm/client';
import type { SignatureExplanation } from '@qcvm/mock';
import { CliError } from '../../environment/cli-error.js';
import type { Context } from '../../session/context.js';
import { stdinText } from '../../session/read-input.js';
import { credentialsFor } from '../../session/credentials.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { explainTc3Request } from './explain-tc3.js';
import { findingsOf, type Finding } from './findings.js';
import { readRequest, type ExplainedRequest } from './pasted-request.js';
import { isTc3 } from './http-request.js';
import { printable } from '../../output/text.js';
import { counted } from '../../output/numbers.js';

interface ExplainOptions {
  readonly signedText?: string;
  readonly json?: true;
}

/** `qcvm explain`. */
export async function explain(context: Context, invoked: Command): Promise<number> {
  const { environment } = context;
  const options = invoked.opts<ExplainOptions>();
  const [given = '-'] = invoked.args;
  const text = given === '-' ? await stdinText(context) : given;
  if (isTc3(text))
    return explainTc3Request(context, {
      text,
      credentials: await keyFor(context),
      json: options.json === true,
    });
  const request = readRequest(text);
  const signedText = options.signedText ?? request.signedText;
  const credentials = await keyFor(context);
  const { parameters } = request;
  const knowsKey =
    credentials !== undefined && (parameters['SecretId'] ?? credentials.secretId) === credentials.secretId;

  const { explainSignature } = await import('@qcvm/mock');
  const explanation = await explainSignature({
    method: request.method,
    host: request.host,
    path: request.path,
    parameters,
    secretKey: knowsKey ? credentials.secretKey : '',
    ...(credentials !== undefined && !knowsKey ? { otherKeys: [credentials] } : {}),
    ...(signedText === undefined ? {} : { signedText }),
  });
  const findings = findingsOf(request, environment.now());
  const checkable = signedText !== undefined || knowsKey || explanation.causes.length > 0;
  const signatureIsFine =
    !checkable ||
    explanation.valid ||
    (signedText !== undefined && explanation.implied === explanation.expected);

  if (options.json) {
    await environment.stdout.write(
      `${JSON.stringify(
        {
          request: { ...request, parameters: redacted(parameters) },
          canonicalString: explanation.expected,
          signatureMethod: explanation.signatureMethod,
          signature: checkable ? (signatureIsFine ? 'right' : 'wrong') : 'not checked',
          ...(explanation.divergence === undefined ? {} : { divergence: explanation.divergence }),
          causes: explanation.causes,
          findings,
        },
        null,
        2,
      )}\n`,
    );
  } else {
    await print(context, {
      request,
      explanation,
      findings,
      checkable,
      signatureIsFine,
      knowsKey,
      signedText,
    });
  }
  const wrong = !signatureIsFine || findings.some(({ code }) => code !== undefined);
  return wrong ? exitCodes.refused : exitCodes.success;
}

/** The key, if there is one: most of an explanation needs none. */
async function keyFor(context: Context): Promise<Credentials | undefined> {
  try {
    return await (
      await credentialsFor(context, await context.settings())
    )();
  } catch (error) {
    if (error instanceof CliError) throw error;
    return undefined;
  }
}

const secretParameters = new Set(['Signature', 'Token']);

const redacted = (parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      secretParameters.has(name) ? '[redacted]' : value,
    ]),
  );

async function print(
  context: Context,
  about: {
    request: ExplainedRequest;
    explanation: SignatureExplanation;
    findings: readonly Finding[];
    checkable: boolean;
    signatureIsFine: boolean;
    knowsKey: boolean;
    signedText: string | undefined;
  },
): Promise<void> {
  const { request, explanation, findings, checkable, signatureIsFine, knowsKey, signedText } = about;
  const { bold, dim, green, red, yellow } = context.style.out;
  const lines: string[] = [];
  const { parameters, scheme, method, host, path } = request;
  const names = Object.keys(parameters);
  lines.push(
    bold('1. Request'),
    `   ${method} ${scheme === undefined ? '' : `${scheme}://`}${host}${path}, ${counted(names.length, 'parameter')}`,
    '',
    bold('2. Parameters, decoded once, in byte order of their names'),
  );
  for (const [name, value] of Object.entries(redacted(parameters)).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const left = name === 'Signature' ? dim('   (not a part of what is signed)') : '';
    lines.push(`   ${printable(name)} = ${printable(value)}${left}`);
  }
  lines.push(
    '',
    bold('3. Canonical string, as the service makes it'),
    `   ${printable(explanation.expected)}`,
  );
  const stated = parameters['SignatureMethod'];
  lines.push(
    '',
    bold('4. Signature'),
    `   HMAC with ${explanation.signatureMethod === 'HmacSHA256' ? 'SHA-256' : 'SHA-1'}, because SignatureMethod is ${
      stated === undefined ? 'absent' : printable(stated)
    }; then base64, then URL-encoded once.`,
  );
  if (!checkable) {
    lines.push(
      yellow(
        knowsKey
          ? '   Not checked.'
          : '   Not checked: the SecretKey of this SecretId is not here (environment, profile files).',
      ),
    );
  } else if (signatureIsFine) {
    lines.push(
      green(
        signedText === undefined ? '   The signature is right.' : '   The signed text is the expected one.',
      ),
    );
  } else {
    lines.push(...explanation.summary.split('\n').map((line) => `   ${red(line)}`));
  }
  if (findings.length > 0) {
    lines.push('', bold('5. Besides'));
    for (const { code, message } of findings) {
      lines.push(`   ${code === undefined ? message : `${message} ${dim(`(code ${code})`)}`}`);
    }
  }
  await context.environment.stdout.write(`${lines.join('\n')}\n`);
}
