import type { Command } from 'commander';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { needOneRegion, type Settings } from '../../configuration/settings.js';
import { usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { resolvePath } from '../../environment/paths.js';
import { parseFormat } from '../../output/format.js';
import { compileQuery } from '../../output/query.js';
import { printValue } from '../../output/records.js';
import { connect, connectUntyped } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { isOlderId } from '../../targets/older-ids.js';
import { protectionList, resolveProtection, type ProtectionEntry } from '../../targets/protection.js';
import { isInstanceId } from '../../targets/target.js';
import { allItems, pageNames } from './pages.js';
import { readByForm, readJson, readParameters, readText } from './parameters.js';

interface ApiOptions {
  readonly version?: string;
  readonly input?: string;
  readonly read?: true;
  readonly all?: true;
  readonly query?: string;
  readonly output: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** `qcvm api`: one call of any Action, untyped. */
export async function api(context: Context, invoked: Command): Promise<number> {
  const { environment, signal, style } = context;
  const options = invoked.optsWithGlobals<ApiOptions>();
  const [service = '', action = '', ...words] = invoked.args;
  const query = options.query === undefined ? undefined : await compileQuery(options.query);
  const format = parseFormat(options.output, '--output');
  const generation = options.version === '2.0' ? 'v2' : 'v3';
  if (options.input !== undefined && words.length > 0)
    throw usageError('api: parameters are given, and --input as well', 'Give them in one way.');
  const parameters =
    options.input === undefined
      ? await readParameters(words, {
          table: (await descriptorOf({ service, action, version: options.version }))?.input,
          readUnknown: generation === 'v2' ? readText : readByForm,
        })
      : await readInput(context, options.input);
  const settings = await context.settings();
  const region = needOneRegion(settings);
  const reads = options.read ?? options.all ?? false;
  const api = generation === 'v2' ? '2.0' : '3.0';
  if (!reads) await refuseProtected(context, { ...settings, api }, { parameters, region });

  const callAction = await connectUntyped(generation, context, { settings, region });
  const call = async (given: Fields): Promise<Fields> => {
    const { output } = await callAction(
      {
        ...{ service, action, parameters: given, idempotency: reads ? 'read' : 'once' },
        ...(options.version !== undefined && { version: options.version }),
      },
      { signal },
    );
    return output;
  };
  const output = options.all
    ? await allItems(call, { action, parameters, names: pageNames[generation] })
    : await call(parameters);
  await printValue(environment.stdout, query === undefined ? output : query(output), {
    format,
    style: style.out,
  });
  return exitCodes.success;
}

/** What the tables say of an Action, if it is one of theirs. */
async function descriptorOf(about: {
  readonly service: string;
  readonly action: string;
  readonly version: string | undefined;
}): Promise<OperationDescriptor | undefined> {
  const { service, action, version } = about;
  const isIt = (one: OperationDescriptor): boolean =>
    one.action === action &&
    one.service.name === service.toLowerCase() &&
    (version ?? one.service.version) === one.service.version;
  if (version === '2.0') {
    const { services } = await import('@qcvm/client/descriptors');
    return services.flatMap(({ operations }) => Object.values(operations)).find(isIt);
  }
  const { cvmOperations } = await import('@qcvm/client/v3');
  return Object.values<OperationDescriptor>(cvmOperations).find(isIt);
}

/** Parameters of a file, or of stdin. */
async function readInput({ environment, signal }: Context, input: string): Promise<Fields> {
  let text: string | undefined = '';
  if (input === '-') for await (const piece of environment.stdin.text(signal)) text += piece;
  else text = await environment.files.read(resolvePath(environment, input));
  if (text === undefined) throw usageError(`api: there is no file ${input}`);
  const value = readJson(text, input === '-' ? 'stdin' : input);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usageError(`api: ${input === '-' ? 'stdin' : input} must hold a JSON object`);
  return value as Fields;
}

/** All texts in a value. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** The instances of a list by all of their ids: over API 2.0 it may name one by its older id, and the parameters by the newer one. */
async function allIdsOf(
  context: Context,
  settings: Settings,
  { listed, named, region }: { listed: readonly ProtectionEntry[]; named: readonly string[]; region: string },
): Promise<ReadonlySet<string>> {
  const ids = new Set(listed.map(({ instanceId }) => instanceId));
  const isOpen = named.some((id) => !ids.has(id));
  if (settings.api === '3.0' || !isOpen || ![...ids, ...named].some(isOlderId)) return ids;
  const { cvm } = await connect(context, settings, { region });
  const lookup = { cvm, regions: [region], signal: context.signal };
  return (await resolveProtection(lookup, listed, [])).ids;
}

/** With the API that the call goes to. */
async function refuseProtected(
  context: Context,
  settings: Settings,
  { parameters, region }: { readonly parameters: Fields; readonly region: string },
): Promise<void> {
  const named = [...new Set(textsIn(parameters))].filter(isInstanceId);
  const { protect, api: asked } = settings;
  const listed = await protectionList(context.environment, {
    protect,
    ...(named.length > 0 && { api: asked }),
  });
  if (listed.length === 0 || named.length === 0) return;
  const ids = await allIdsOf(context, settings, { listed, named, region });
  const found = named.filter((id) => ids.has(id));
  if (found.length > 0)
    throw usageError(
      `${found.join(', ')} ${found.length === 1 ? 'is' : 'are'} on the protection list`,
      'Leave them out, or say --read if the Action changes nothing.',
    );
}
