import { usageError } from '../../environment/cli-error.js';
import type { Settings } from '../../configuration/settings.js';
import type { Context } from '../../session/context.js';
import { protectionList } from '../../targets/protection.js';

/** Finds the protected instances that a call names. */
export type FindProtected = (parameters: unknown) => readonly string[];

/** Ids as API 3.0 spells them. */
const newId = /^ins-[0-9a-z]+$/;

/**
 * Reads the protection list.
 *
 * @throws CliError when a part of it cannot be understood, or names an instance by an id that calls of API 3.0 never have: it
 * would protect nothing.
 */
export async function protectedIds(
  context: Context,
  settings: Settings,
  options: { readonly protect?: readonly string[] },
): Promise<{ readonly count: number; readonly find: FindProtected }> {
  const { protect } = options;
  const listed = await protectionList(
    context.environment,
    settings,
    protect === undefined ? {} : { protect },
  );
  const old = listed.find(({ instanceId }) => !newId.test(instanceId));
  if (old)
    throw usageError(
      `bridge: ${old.source} protects ${old.instanceId}, an older id that API 3.0 does not know`,
      'Name the instance by its id ins-…, which `qcvm describe` shows.',
    );
  const ids = new Set(listed.map(({ instanceId }) => instanceId));
  return {
    count: ids.size,
    find: (parameters) =>
      ids.size === 0 ? [] : [...new Set(textsIn(parameters))].filter((id) => ids.has(id)),
  };
}

/** All texts in a value, and the texts that these list. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? value.split(/[\s,;"'[\]{}|]+/)
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
