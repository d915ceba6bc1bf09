import type { QcvmError, ValidationError } from '@qcvm/client';
import { CliError, InterruptedError } from '../environment/cli-error.js';
import { exitCodes, type ExitCode } from '../environment/exit-codes.js';
import { printable } from './text.js';
import type { Style } from './style.js';

/** How an error ends the program: what a person reads, and what a script sees. */
export interface Presentation {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** By name: the client is loaded only by commands that call, and this must not load it for the others. */
const familyNames = new Set([
  'QcvmError',
  'ValidationError',
  'ApiError',
  'BatchError',
  'TransportError',
  'TimeoutError',
  'CredentialsError',
]);
const isOfTheFamily = (error: unknown): error is QcvmError =>
  error instanceof Error && familyNames.has(error.name) && 'toJSON' in error;

export const isValidation = (error: unknown): error is ValidationError =>
  isOfTheFamily(error) && error.name === 'ValidationError';

function exitCodeOf(error: QcvmError): ExitCode {
  switch (error.name) {
    case 'ValidationError':
      return exitCodes.usage;
    case 'CredentialsError':
      return exitCodes.credentials;
    case 'TransportError':
    case 'TimeoutError':
      return exitCodes.unreachable;
    default: {
      const { category } = error.toJSON();
      return category === 'authentication' || category === 'authorization'
        ? exitCodes.credentials
        : exitCodes.refused;
    }
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? printable(value) : undefined;

/** What messages of the client name of its interface, and what the CLI has for it. */
const names: readonly (readonly [ofClient: string, ofCommand: string])[] = [
  ['pass credentials to the client', 'run `qcvm configure`'],
  ['use { url, allowPlainHttp: true }', 'use --allow-plain-http'],
  [
    '(see `ca` of createNodeTransport)',
    '(NODE_EXTRA_CA_CERTS=FILE trusts another; `qcvm emulate` and `qcvm bridge` take --tls-name)',
  ],
  ['(`api: v3()` of @qcvm/client/v3)', '(`--api 3.0`, and no endpoint with the path of API 2.0)'],
  ['(@qcvm/client/v3)', '(`qcvm api`)'],
];

/** A message of the client with names of the CLI. */
export const translated = (message: string): string =>
  names.reduce((text, [ofClient, ofCommand]) => text.replace(ofClient, ofCommand), message);

/** What an error says, as `presentError` says it, in one text. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? printable(translated(error.message)) : String(error);

/** What happened, and on a line of its own what to do; the client says both in one message. */
function happenedAndAdvice(error: QcvmError): readonly [string, string[]] {
  const whole = error.message.trim();
  // What is wrong with the options of a client came from the command line, a variable or a profile.
  if (isValidation(error) && (error.action === undefined || error.action === 'createNodeTransport'))
    return [
      translated(error.problems.map(({ message }) => message).join('; ')),
      ['  Correct the option, the environment variable or the profile that sets it.'],
    ];
  const { advice = '' } = error;
  if (advice === '' || !whole.endsWith(advice)) return [translated(whole), []];
  return [translated(whole.slice(0, -advice.length).trim()), [`  ${printable(translated(advice))}`]];
}

/** What is known and not said in the message yet, a line for each. */
function details(error: QcvmError): string[] {
  const fields: Fields = error.toJSON();
  const said = printable(error.message);
  const lines: string[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && !said.includes(value)) lines.push(`  ${label}: ${value}`);
  };
  add('service says', text(fields['serviceMessage']));
  add('error code', text(fields['codeDesc']));
  add('answer began', text(fields['excerpt']));
  add('region', text(error.region));
  add('request id', text(error.requestId));
  if (error.ambiguous) lines.push('  The service may have acted: look before you try again.');
  return lines;
}

/** Where requests go. */
export interface Goal {
  readonly endpoint: string | undefined;
  /** Where that is named: `--endpoint`. */
  readonly endpointSource: string | undefined;
}

export interface PresentOptions {
  readonly style: Style;
  readonly verbose?: boolean;
  /** `undefined` where that is not known. */
  readonly goal?: Goal | undefined;
}

/** What a failure to connect means, by its code in Node. */
const connectFailures: readonly (readonly [words: RegExp, meaning: (place: string) => string])[] = [
  [/ECONNREFUSED (\S+)/, (place) => `Nothing is listening at ${place}.`],
  [/ENOTFOUND (\S+)/, (place) => `There is no host ${place}.`],
  [/EAI_AGAIN (\S+)/, (place) => `The name ${place} cannot be looked up now.`],
];

/** What to do where nothing could be connected to; `undefined` for any other failure. */
function notReached(cause: unknown, { endpoint, endpointSource }: Goal = noGoal): string[] | undefined {
  if (!(cause instanceof Error)) return undefined;
  for (const [words, meaning] of connectFailures) {
    const place = words.exec(cause.message)?.[1];
    if (place === undefined) continue;
    const next =
      endpointSource === undefined
        ? 'Check the network, and HTTPS_PROXY behind a proxy. `qcvm doctor` looks at each part of the way.'
        : `Requests go to ${endpoint}, by ${endpointSource}. Correct that, or start what should answer there.`;
    return [meaning(place), next].map((line) => `  ${printable(line)}`);
  }
  return notReached(cause.cause, { endpoint, endpointSource });
}

const noGoal: Goal = { endpoint: undefined, endpointSource: undefined };

/** The command line's own errors, the client's family, and anything else. Never a stack: see `--verbose`. */
export function presentError(error: unknown, { style, verbose = false, goal }: PresentOptions): Presentation {
  const first = (message: string): string => `${style.red('error:')} ${printable(message)}`;
  if (error instanceof InterruptedError) {
    return { exitCode: error.exitCode, lines: [style.yellow(error.message)] };
  }
  if (error instanceof CliError) {
    return {
      exitCode: error.exitCode,
      lines: [first(error.message), ...(error.hint?.split('\n').map((line) => `  ${printable(line)}`) ?? [])],
    };
  }
  if (isOfTheFamily(error)) {
    const [happened, advice] = happenedAndAdvice(error);
    const unreachable = notReached(error.cause, goal);
    return {
      exitCode: exitCodeOf(error),
      lines: [
        first(happened),
        ...(unreachable ?? advice),
        ...details(error),
        ...causes(tellsTheSame(error) || unreachable !== undefined ? undefined : error.cause),
      ],
    };
  }
  const unexpected = error instanceof Error ? error : new Error(String(error));
  return {
    exitCode: exitCodes.refused,
    lines: [
      first(unexpected.message),
      verbose && unexpected.stack !== undefined
        ? unexpected.stack
        : '  This should not happen. Add --verbose to see where it comes from.',
    ],
  };
}

/** Whether an error only says in the words of API 2.0 what its cause says of the same answer of API 3.0. */
const tellsTheSame = ({ cause, requestId }: QcvmError): boolean =>
  requestId !== undefined && isOfTheFamily(cause) && cause.requestId === requestId;

/** The messages of causes, innermost last; the client has taken secrets out of them. */
function causes(cause: unknown, depth = 0): string[] {
  if (!(cause instanceof Error) || depth > 3) return [];
  return [`  because: ${printable(cause.message)}`, ...causes(cause.cause, depth + 1)];
}
