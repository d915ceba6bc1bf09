import type { Command } from 'commander';
import type { FlatParameters, SignedRequest } from '@qcvm/client/wire';
import { usageError } from '../../environment/cli-error.js';
import type { CommandDescriptor } from '../../command.js';
import { warn, type Context } from '../../session/context.js';
import { credentialsFor } from '../../session/credentials.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { isOfVendor } from '../../configuration/api.js';
import { needOneRegion, olderSignatureMethod } from '../../configuration/settings.js';
import { serviceEndpoint } from '../../session/connect.js';
import { quoted } from '../../output/text.js';
import { commands, commandsNamed } from '../../operations/operation-table.js';
import { warnOfAction } from '../../session/warn-of-action.js';
import { readWords } from '../../operations/parameter-words.js';

interface SignOptions {
  readonly as: 'url' | 'curl' | 'canonical';
  readonly method?: 'GET' | 'POST';
  readonly timestamp?: number;
  readonly nonce?: number;
}

/** `qcvm sign`. */
export async function sign(context: Context, invoked: Command): Promise<number> {
  const { canonicalString, parseEndpoint, signedRequest } = await import('@qcvm/client/wire');
  const { environment } = context;
  const options = invoked.opts<SignOptions>();
  const [name = '', ...words] = invoked.args;
  const descriptor = commandFor(name);
  const action = descriptor?.action ?? name;
  if (!/^[A-Za-z][A-Za-z0-9]{0,80}$/.test(action)) {
    throw usageError(
      `sign: ${JSON.stringify(name)} is not an Action`,
      'An Action looks like DescribeInstances.',
    );
  }
  if (options.as === 'url' && options.method === 'POST') {
    throw usageError('sign: a URL is a GET', 'For a POST, print a curl command: --as curl.');
  }
  const settings = await context.settings();
  const isNewer = settings.endpoint !== undefined && isOfVendor(settings.endpoint);
  if (settings.api === '3.0' && (settings.apiIsNamed || isNewer))
    throw usageError(
      `sign: only requests of API 2.0 are signed here, but ${settings.apiIsNamed ? 'API 3.0 is named' : `the endpoint ${settings.endpoint} is one of API 3.0`}`,
      settings.apiIsNamed
        ? 'Add --api 2.0, or have `qcvm api` send the request.'
        : 'Have `qcvm api` send the request, or give another endpoint.',
    );
  const parameters = await parametersOf(words, descriptor);
  const region = needOneRegion(settings);
  const credentials = await (await credentialsFor(context, settings))();
  const endpoint = parseEndpoint(settings.endpoint ?? descriptor?.endpoint ?? serviceEndpoint);
  const method = options.method ?? (options.as === 'url' ? 'GET' : undefined);
  if (descriptor === undefined)
    await warnOfAction(context, { action, api: 'API 2.0', known: commands.map((one) => one.action) });
  const timestamp = options.timestamp ?? Math.floor(environment.now() / 1000);
  const nonce = options.nonce ?? environment.nonce();
  const signatureMethod = olderSignatureMethod(settings) ?? 'HmacSHA256';
  const request = await signedRequest({
    endpoint,
    ...(method === undefined ? {} : { method }),
    action,
    region,
    timestamp,
    nonce,
    credentials,
    signatureMethod,
    parameters,
  });
  if (options.as === 'canonical') {
    const params = {
      ...parameters,
      Action: action,
      Region: region,
      Timestamp: String(timestamp),
      Nonce: String(nonce),
      SecretId: credentials.secretId,
      SignatureMethod: signatureMethod,
      ...(credentials.token ? { Token: credentials.token } : {}),
    };
    const { host, pathname: path } = new URL(request.url);
    const text = canonicalString({ method: request.method, host, path, params });
    // The text is no secret, but a temporary Token in it is one.
    const token = credentials.token;
    await environment.stdout.write(`${token ? text.replaceAll(token, '[redacted]') : text}\n`);
    return exitCodes.success;
  }
  await environment.stdout.write(`${options.as === 'url' ? request.url : curlCommand(request)}\n`);
  await warn(
    context,
    'this carries a live signature: it can be sent in your name until its Timestamp is too old ' +
      '(minutes, at most 2 hours). Treat it like a password.',
  );
  return exitCodes.success;
}

/** The operation that a name means, where the table knows one. */
function commandFor(name: string): CommandDescriptor | undefined {
  const [found, ...others] = commandsNamed(name);
  if (others.length > 0) {
    const names = commandsNamed(name).map((command) => command.name);
    throw usageError(`sign: several services have the Action ${name}`, `Name one of: ${names.join(', ')}.`);
  }
  return found;
}

/** Reads `name=value`; a list of the table may be given as one: `instanceIds=ins-1,ins-2`. */
async function parametersOf(
  words: readonly string[],
  descriptor: CommandDescriptor | undefined,
): Promise<FlatParameters> {
  const { flatten } = await import('@qcvm/client/wire');
  // A map, not an object: one with the name __proto__ would be lost.
  const flat = new Map<string, string>();
  for (const { name, text: value } of await readWords(words, { command: 'sign', protocol: 'v2' })) {
    checkSpelling(name, descriptor);
    const option = descriptor?.options.find(({ parameter }) => parameter === name);
    const list = option?.kind === 'strings' || option?.kind === 'integers';
    if (value === '' && option !== undefined)
      throw usageError(
        `sign: ${name} is empty`,
        'Leave it out, or give it a value: a list without items would mean “all”.',
      );
    const items = list ? value.split(',') : [];
    if (items.includes(''))
      throw usageError(`sign: ${name} has an empty item`, 'Separate items by single commas.');
    const given = list ? flatten({ [name]: items }) : { [name]: value };
    for (const [key, text] of Object.entries(given)) {
      if (flat.has(key)) throw usageError(`sign: ${key} is given twice`);
      flat.set(key, text);
    }
  }
  return Object.fromEntries(flat);
}

/** Refuses what is spelled as in API 3.0 where API 2.0 has a parameter that is meant. */
function checkSpelling(name: string, descriptor: CommandDescriptor | undefined): void {
  if (descriptor === undefined || !/^[A-Z]/.test(name)) return;
  const [base = '', ...rest] = name.split('.');
  const meant = descriptor.options.find(
    ({ parameter }) => parameter.toLowerCase() === base.toLowerCase(),
  )?.parameter;
  if (meant === base) return;
  throw usageError(
    `sign: ${descriptor.action} of API 2.0 has no parameter ${base}`,
    meant === undefined
      ? `Its parameters are ${descriptor.options.map(({ parameter }) => parameter).join(', ')}.`
      : `Write ${[meant, ...rest].join('.')}=…`,
  );
}

const curlCommand = ({ method, url, body }: SignedRequest): string =>
  method === 'GET' ? `curl -sS ${quoted(url)}` : `curl -sS ${quoted(url)} --data-raw ${quoted(body ?? '')}`;
