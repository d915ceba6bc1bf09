import type { Command } from 'commander';
import type { PaginatedMethod } from '@qcvm/client';
import { usageError } from '../../environment/cli-error.js';
import type { CommandDescriptor } from '../../command.js';
import { needOneRegion, type Settings } from '../../configuration/settings.js';
import { apiFor, connect, connectFor, endpointOf, methodOf } from '../../session/connect.js';
import { requestOf, requestText } from '../../session/recorded.js';
import { confirm } from '../../session/confirm.js';
import { warn, type Context } from '../../session/context.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { isForbiddenToProtected } from '../../operations/operation-table.js';
import { optionValue, type OptionValues } from '../../operations/operation-options.js';
import { ofOptions } from '../../operations/option-problems.js';
import { answerPrinter, type AnswerOptions } from '../../output/answer.js';
import { counted } from '../../output/numbers.js';
import { locate, type Lookup } from '../../targets/locate.js';
import {
  isProtected,
  protectedError,
  protectionList,
  resolveProtection,
} from '../../targets/protection/protection.js';
import { tellUnmatched } from '../../targets/protection/unmatched.js';

interface OperationOptions extends AnswerOptions {
  readonly all?: true;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly allowUnmatchedProtect?: true;
  readonly protect?: readonly string[];
}

type Input = Readonly<Record<string, unknown>>;

type Paged = PaginatedMethod<Input, unknown, unknown>;

/** `qcvm stop-instances` and its like: one call, parameters and answer as they are. */
export const operation = (
  context: Context,
  invoked: Command,
  descriptor: CommandDescriptor,
): Promise<number> =>
  call(context, invoked, descriptor).catch((error: unknown) => {
    throw ofOptions(error, { command: descriptor.name, options: descriptor.options });
  });

async function call(context: Context, invoked: Command, descriptor: CommandDescriptor): Promise<number> {
  const { environment, signal, style } = context;
  const options = invoked.opts<OperationOptions>();
  const input = inputOf(descriptor, invoked.opts<OptionValues>());
  const print = await answerPrinter(options, { stdout: environment.stdout, style: style.out });
  const settings = await context.settings();
  const region = needOneRegion(settings);
  const api = apiFor(settings, descriptor);
  // Where nothing names an API, all else asks 3.0.
  if (api !== settings.api)
    await warn(context, `${descriptor.name} is called by API ${api}: API ${settings.api} does not carry it`);
  if (api === '3.0') await refuseUncarried(descriptor);

  if (options.dryRun) {
    const endpoint = api === '3.0' ? await endpointOf(settings) : (settings.endpoint ?? descriptor.endpoint);
    const request = await requestOf(context, descriptor, { settings, region, input });
    await environment.stdout.write(
      `Dry run: this would be sent to ${endpoint}.\n\n${requestText(api, request)}\n`,
    );
    return exitCodes.success;
  }
  const ids = descriptor.batchIds === undefined ? [] : idsOf(input[descriptor.batchIds]);
  if (descriptor.effect === 'change') {
    if (isForbiddenToProtected(descriptor)) {
      const { cvm } = await connect(context, settings, { region });
      await refuseProtected(context, settings, {
        lookup: { cvm, regions: [region], signal },
        ids,
        region,
        command: descriptor.name,
        allowUnmatched: options.allowUnmatchedProtect === true,
        protect: options.protect ?? [],
      });
    }
    if (!(await mayChange(context, { descriptor, ids, region, yes: options.yes === true }))) {
      await environment.stderr.write('Nothing was done.\n');
      return exitCodes.refused;
    }
  }
  const method = methodOf(await connectFor(descriptor, context, { settings, region }), descriptor);
  const { paginate } = await import('@qcvm/client');
  const output = options.all
    ? await firstOf(paginate(method as Paged, input, { signal, region }), input['limit'])
    : await method(input, { signal, region });
  await print(output);
  return exitCodes.success;
}

/** Refuses an operation that API 3.0 was asked for and does not carry, with what there is instead. */
async function refuseUncarried({ name, service, action }: CommandDescriptor): Promise<void> {
  const { successorOf } = await import('@qcvm/client/v3');
  const { isCarried, equivalents = [] } = successorOf({ service, action });
  if (isCarried) return;
  const instead = equivalents.map((each) => `\`qcvm api ${each.service}\` with ${each.action}`).join(' or ');
  throw usageError(
    `${name}: API 3.0 does not carry ${action}: there is ${instead || 'no equivalent'}`,
    'Nothing was sent.',
  );
}

/** All items, or as many as --limit says: it is then the size of a page as well, so that no more is asked for. */
async function firstOf(items: AsyncIterable<unknown>, limit: unknown): Promise<unknown[]> {
  const first: unknown[] = [];
  for await (const item of items) {
    first.push(item);
    if (first.length === limit) break;
  }
  return first;
}

function inputOf(descriptor: CommandDescriptor, values: OptionValues): Input {
  const input: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const option of descriptor.options) {
    const value = optionValue(values, option);
    if (value !== undefined) input[option.parameter] = value;
    else if (option.required) missing.push(`--${option.option}`);
  }
  if (missing.length > 0)
    throw usageError(
      `${descriptor.name}: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
  return input;
}

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];

async function refuseProtected(
  context: Context,
  settings: Settings,
  about: {
    readonly lookup: Lookup;
    readonly ids: readonly string[];
    readonly region: string;
    readonly command: string;
    readonly allowUnmatched: boolean;
    /** Lists of the command line, in addition to those of the profile. */
    readonly protect: readonly string[];
  },
): Promise<void> {
  const { lookup, ids, region, command, allowUnmatched: allowed, protect } = about;
  const listed = await protectionList(context.environment, settings, {
    protect,
    allowUnmatchedProtect: allowed,
  });
  if (listed.length === 0) return;
  const named = ids.map((instanceId) => ({ instanceId, region }));
  const { instances } = await locate(lookup, named);
  const protection = await resolveProtection(lookup, listed, instances.values());
  const found = named.filter((target) => isProtected(protection, target)).map(({ instanceId }) => instanceId);
  if (found.length === 0) {
    await tellUnmatched(context, { command, entries: protection.unmatched, regions: [region], allowed });
    return;
  }
  throw protectedError(found);
}

async function mayChange(
  context: Context,
  about: { descriptor: CommandDescriptor; ids: readonly string[]; region: string; yes: boolean },
): Promise<boolean> {
  const { descriptor, ids, region, yes } = about;
  // One named resource is what was meant; an operation without a list of ids may reach further than it seems.
  if (yes || (descriptor.batchIds !== undefined && ids.length <= 1)) return true;
  const scope =
    descriptor.batchIds === undefined
      ? region
      : `${counted(ids.length, descriptor.batchIds.replace(/Ids$/, ''))} in ${region}`;
  return confirm(context, {
    statement: `${descriptor.name}: this acts on ${scope}`,
    question: `${descriptor.action}: ${scope}?`,
  });
}
