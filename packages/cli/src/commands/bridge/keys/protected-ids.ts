import type { Settings } from '../../../configuration/settings.js';
import type { Context } from '../../../session/context.js';
import { protectionList } from '../../../targets/protection/protection.js';

/** Finds the protected instances that a call names. */
export type FindProtected = (parameters: unknown) => readonly string[];

/**
 * Reads the protection list.
 *
 * @throws CliError when a part of it cannot be understood, or is not known to API 3.0.
 */
export async function protectedIds(
  context: Context,
  settings: Settings,
  options: { readonly protect?: readonly string[] },
): Promise<{ readonly count: number; readonly find: FindProtected }> {
  const { protect } = options;
  const listed = await protectionList(
    context.environment,
    { protect: settings.protect, api: '3.0' },
    protect === undefined ? {} : { protect },
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
