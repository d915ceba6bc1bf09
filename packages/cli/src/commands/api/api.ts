import type { Command } from 'commander';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { needOneRegion, type Settings } from '../../configuration/settings.js';
import { usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { ofTyped } from '../../operations/option-problems.js';
import { readWords } from '../../operations/parameter-words.js';
import { warnOfAction, type AskedAction } from '../../session/warn-of-action.js';
import { answerPrinter, type AnswerOptions } from '../../output/answer.js';
import { connectUntyped } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { readInput } from '../../session/read-input.js';
import { allItems, isPaging } from './pages.js';
import { readByForm, readJson, readParameters, readText } from './parameters.js';
import { holdsForProtected, refuseProtected } from './protected.js';

interface ApiOptions extends AnswerOptions {
  readonly api?: string;
  readonly version?: string | boolean;
  readonly input?: string;
  readonly read?: true;
  readonly all?: true;
}

type Fields = Readonly<Record<string, unknown>>;

/** `qcvm api`: one call of any Action, untyped. */
export const api = (context: Context, invoked: Command): Promise<number> =>
  call(context, invoked).catch((error: unknown) => {
    throw ofTyped(error, 'api', (name) => typedAs.get(name));
  });

/** What the client is given, as it is typed here. */
const typedAs: ReadonlyMap<string, string> = new Map([
  ['service', '<service>'],
  ['action', '<action>'],
  ['version', '--version'],
]);

async function call(context: Context, invoked: Command): Promise<number> {
  const { environment, signal, style } = context;
  const options = invoked.optsWithGlobals<ApiOptions>();
  const [service = '', action = '', ...words] = invoked.args;
  const print = await answerPrinter(options, { stdout: environment.stdout, style: style.out });
  if (options.input !== undefined && words.length > 0)
    throw usageError('api: parameters are given, and --input as well', 'Give them in one way.');
  const settings = await context.settings();
  const version = versionOf(options, settings);
  const generation = version === '2.0' ? 'v2' : 'v3';
  const descriptor = await descriptorOf({ service, action, version });
  const reads = options.read ?? options.all ?? false;
  if (reads && descriptor !== undefined && descriptor.repeatability !== 'read')
    throw usageError(
      `api: ${descriptor.action} changes something`,
      `${options.read ? '--read' : '--all'} is for Actions that only read: leave it out.`,
    );
  await warnOfAction(context, await knownActions({ service, version, action }));
  // Public parameters of API 3.0 are headers: an Action that no table has may have one of such a name.
  const mayHave = (name: string): boolean =>
    generation === 'v3' && (descriptor === undefined || Object.hasOwn(descriptor.input, name));
  const parameters =
    options.input === undefined
      ? await readParameters(await readWords(words, { command: 'api', protocol: generation, mayHave }), {
          table: descriptor?.action === action ? descriptor.input : undefined,
          readUnknown: generation === 'v2' ? readText : readByForm,
        })
      : await parametersOf(context, options.input);
  const region = needOneRegion(settings);
  const api = generation === 'v2' ? '2.0' : '3.0';
  if (holdsForProtected({ action, descriptor, reads }))
    await refuseProtected(context, { ...settings, api }, { parameters, region });

  const callAction = await connectUntyped(generation, context, { settings, region });
  const call = async (given: Fields): Promise<Fields> => {
    const { output } = await callAction(
      {
        ...{ service, action, parameters: given, idempotency: reads ? 'read' : 'once' },
        ...(version !== undefined && { version }),
      },
      { signal },
    );
    return output;
  };
  const output = options.all
    ? await allItems(call, {
        ...{ action, offset: generation === 'v2' ? 'offset' : 'Offset' },
        isOnePage: descriptor !== undefined && !Object.keys(descriptor.input).some(isPaging),
        parameters: { ...largestPages(descriptor), ...parameters },
      })
    : await call(parameters);
  await print(output);
  return exitCodes.success;
}

/** The parameters that make the pages of a list as large as they can be. */
function largestPages(descriptor: OperationDescriptor | undefined): Fields {
  if (!descriptor?.pagination) return {};
  const { limit, offset, maxLimit } = descriptor.pagination;
  return { [limit]: maxLimit, ...(descriptor.input[offset]?.required === true && { [offset]: 0 }) };
}

/**
 * The version that is called; `undefined` for that of the tables. An endpoint of API 2.0 does not decide: it may take calls of API 3.0 as
 * well.
 */
function versionOf({ version, api: named }: ApiOptions, { api, apiIsNamed }: Settings): string | undefined {
  if (version === undefined) return apiIsNamed && api === '2.0' ? api : undefined;
  if (typeof version !== 'string' || !/^\d/.test(version))
    throw usageError('api: --version must be a version such as 2017-03-12');
  if (named !== undefined && (named === '2.0') !== (version === '2.0'))
    throw usageError(`api: --version ${version} is not one of --api ${named}`, 'Leave one of them out.');
  return version;
}

/** The Actions of the tables for a service and a version; none where they have none of it. */
async function knownActions(about: Asked): Promise<AskedAction> {
  const { service, action, version } = about;
  const all = (await operationsOf(version)).filter((one) => isOf(one.service, about));
  return {
    action,
    api: version === '2.0' ? `${service} of API 2.0` : `${service} ${version ?? all[0]?.service.version}`,
    known: all.map((one) => one.action),
  };
}

/** What the tables say of an Action, if it is one of theirs, in any spelling. */
async function descriptorOf(about: Asked): Promise<OperationDescriptor | undefined> {
  return (await operationsOf(about.version)).find(
    (one) => one.action.toLowerCase() === about.action.toLowerCase() && isOf(one.service, about),
  );
}

/** What is asked for. */
interface Asked {
  readonly service: string;
  readonly action: string;
  /** `undefined` for that of the tables. */
  readonly version: string | undefined;
}

const isOf = (known: OperationDescriptor['service'], { service, version }: Asked): boolean =>
  known.name === service.toLowerCase() && (version ?? known.version) === known.version;

async function operationsOf(version: string | undefined): Promise<readonly OperationDescriptor[]> {
  if (version === '2.0') {
    const { services } = await import('@qcvm/client/descriptors');
    return services.flatMap(({ operations }) => Object.values(operations));
  }
  const { cvmOperations } = await import('@qcvm/client/v3');
  return Object.values(cvmOperations);
}

/** Parameters of a file, or of stdin. */
async function parametersOf(context: Context, path: string): Promise<Fields> {
  const { text, source } = await readInput(context, { command: 'api', path });
  const value = readJson(text, source);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usageError(`api: ${source} must hold a JSON object`);
  return value as Fields;
}
