import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { Settings } from '../../configuration/settings.js';
import { connect } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { isOlderId } from '../../targets/older-ids.js';
import {
  protectedError,
  protectionList,
  resolveProtection,
  type ProtectionEntry,
} from '../../targets/protection/protection.js';
import { isInstanceId } from '../../targets/target.js';

/** What the names of Actions begin with that change nothing. */
const reading = /^(?:Describe|Get|List|Query|Inquir|Check|Search|Count)/i;

/**
 * Whether the protection list holds for a call. What only reads may name what is on it: by the tables, or where these do not have
 * the Action, because the caller says so and its name does not say otherwise.
 */
export function holdsForProtected(about: {
  readonly action: string;
  readonly descriptor: OperationDescriptor | undefined;
  readonly reads: boolean;
}): boolean {
  const { action, descriptor, reads } = about;
  return descriptor === undefined ? !(reads && reading.test(action)) : descriptor.repeatability !== 'read';
}

/** All words in a value, of its names as well: an id may stand among others in one text. */
const wordsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? (value.toLowerCase().match(/[\w-]+/g) ?? [])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, field]) => [...wordsIn(name), ...wordsIn(field)])
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

/**
 * Refuses parameters that name an instance of the protection list.
 *
 * @param settings - With the API that the call goes to.
 * @throws CliError
 */
export async function refuseProtected(
  context: Context,
  settings: Settings,
  { parameters, region }: { readonly parameters: Readonly<Record<string, unknown>>; readonly region: string },
): Promise<void> {
  const named = [...new Set(wordsIn(parameters))].filter(isInstanceId);
  const { protect, api: asked } = settings;
  const listed = await protectionList(context.environment, {
    protect,
    ...(named.length > 0 && { api: asked }),
  });
  if (listed.length === 0 || named.length === 0) return;
  const ids = await allIdsOf(context, settings, { listed, named, region });
  const found = named.filter((id) => ids.has(id));
  if (found.length > 0) throw protectedError(found, ', or say --read if the Action changes nothing');
}
