import type { Command } from 'commander';
import type { Transport } from '@qcvm/client';
import { didYouMean } from '@qcvm/client/internal';
import type { CheckStatus, ConformanceCheck, ConformanceReport } from '@qcvm/mock/conformance';
import { usageError } from '../../environment/cli-error.js';
import { endpointOf, transportFor } from '../../session/connect.js';
import { confirm } from '../../session/confirm.js';
import type { Context } from '../../session/context.js';
import { credentialsFor } from '../../session/credentials.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { counted } from '../../output/numbers.js';

interface ConformanceCommandOptions {
  readonly instances?: readonly string[];
  readonly only?: readonly string[];
  /** Seconds. */
  readonly patience: number;
  readonly output: 'text' | 'junit' | 'json';
  readonly yes?: true;
}

const largestAnswer = 10 * 2 ** 20;

/** The transport of this environment, proxies and all, in the words of `fetch`. */
const fetchOver =
  (transport: Transport) =>
  async (request: Request): Promise<Response> => {
    const { method, url, signal } = request;
    const { status, headers, body } = await transport.send({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers: Object.fromEntries(request.headers),
      ...(method === 'POST' ? { body: await request.text() } : {}),
      signal,
      maxResponseBytes: largestAnswer,
    });
    // A Response with one of these must have no body.
    const bodiless = [204, 205, 304].includes(status);
    return new Response(bodiless ? null : body, { status, headers: { ...headers } });
  };

/** Instances are stopped only after `--yes`, or a question that was answered with yes. */
async function mayStop(
  context: Context,
  { instances = [], yes }: ConformanceCommandOptions,
  endpoint: string,
): Promise<boolean> {
  if (instances.length === 0 || yes) return true;
  const scope = `${counted(instances.length, 'instance')} at ${new URL(endpoint).host}`;
  return confirm(context, {
    statement: `conformance: this stops and starts ${scope}`,
    question: `Stop and start ${scope}?`,
  });
}

/** Refuses a check that there is none of, by id or by group, with the one that was most likely meant. */
function checkWanted(only: readonly string[], checks: readonly ConformanceCheck[]): void {
  const ids = checks.map(({ id }) => id);
  const groups = [...new Set(ids.map((id) => id.split('/', 1)[0] ?? ''))];
  const wrong = only.find((wanted) => !ids.some((id) => id === wanted || id.startsWith(`${wanted}/`)));
  if (wrong === undefined) return;
  const meant = didYouMean(wrong, [...groups, ...ids]);
  throw usageError(
    `conformance: --only: there is no check ${JSON.stringify(wrong)}; there are ${ids.join(', ')}`,
    meant === undefined ? `Groups are ${groups.join(', ')}.` : `Did you mean ${meant}?`,
  );
}

/** `qcvm conformance`. */
export async function conformance(context: Context, invoked: Command): Promise<number> {
  const { conformanceChecks, ConformanceOptionsError, runConformance } =
    await import('@qcvm/mock/conformance');
  const { environment, signal } = context;
  const options = invoked.opts<ConformanceCommandOptions>();
  const settings = await context.settings();
  const { api, regions, allowPlainHttp } = settings;
  const endpoint = await endpointOf(settings);
  if (!URL.canParse(endpoint)) throw usageError(`${JSON.stringify(endpoint)} is not a URL`);
  // Before a key is looked for: this is wrong with any.
  checkWanted(options.only ?? [], conformanceChecks({ api, instances: options.instances ?? [] }));
  if (!(await mayStop(context, options, endpoint))) return exitCodes.interrupted;
  const provider = await credentialsFor(context, settings);
  const { secretId, secretKey, token } = await provider();
  const { now = environment.now, sleep = environment.sleep } = environment.client?.runtime ?? {};
  try {
    const report = await runConformance({
      endpoint,
      api,
      credentials: { secretId, secretKey, ...(token === undefined ? {} : { token }) },
      ...(regions[0] === undefined ? {} : { region: regions[0] }),
      ...(options.instances === undefined ? {} : { instances: options.instances }),
      ...(options.only === undefined ? {} : { only: options.only }),
      patience: options.patience * 1000,
      allowPlainHttp,
      fetch: fetchOver(await transportFor(context)),
      runtime: { now, sleep },
      signal,
    });
    await environment.stdout.write(await printed(context, options, report));
    if (!report.reachable) return exitCodes.unreachable;
    return report.conforms ? exitCodes.success : exitCodes.refused;
  } catch (error) {
    if (error instanceof ConformanceOptionsError)
      throw usageError(`conformance: ${inWordsOfTheCommand(error.message)}`);
    throw error;
  }
}

/** What is wrong with the options, by the names that they have on the command line. */
const inWordsOfTheCommand = (message: string): string =>
  message
    .replaceAll(/^(only|instances|patience|endpoint)\b(?:\.\d+)?/gm, '--$1')
    .replace('allowPlainHttp is true', '--allow-plain-http is given');

async function printed(
  context: Context,
  { output }: ConformanceCommandOptions,
  report: ConformanceReport,
): Promise<string> {
  const { formatJson, formatJUnit, formatText } = await import('@qcvm/mock/conformance');
  if (output === 'json') return formatJson(report);
  if (output === 'junit') return formatJUnit(report);
  const { green, red, dim } = context.style.out;
  const paint: Readonly<Record<CheckStatus, (text: string) => string>> = {
    agrees: green,
    differs: red,
    skipped: dim,
  };
  return formatText(report, { status: (status, text) => paint[status](text), aside: dim });
}
