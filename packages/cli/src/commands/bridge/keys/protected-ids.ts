import { resolvePath } from '../../../environment/paths.js';
import type { Settings } from '../../../configuration/settings.js';
import type { Context } from '../../../session/context.js';
import { protectionList } from '../../../targets/protection/protection.js';
import { namedPipe } from './keys.js';
import { plainTexts } from './plain-text.js';

/** Finds the protected instances that a call names, in any spelling, in the names and the values of its parameters. */
export type FindProtected = (parameters: unknown) => readonly string[];

/** Makes what finds ids. */
export function protectedFinder(instanceIds: Iterable<string>): FindProtected {
  const ids = [...new Set(instanceIds)].map((id) => ({ id, plain: plainTexts(id)[0] ?? id }));
  return (parameters) => {
    if (ids.length === 0) return [];
    const texts = [...textsIn(parameters)].flatMap(plainTexts);
    return ids.filter(({ plain }) => texts.some((text) => text.includes(plain))).map(({ id }) => id);
  };
}

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
  const { environment } = context;
  for (const text of [...settings.protect.map((each) => each.text), ...(protect ?? [])])
    for (const part of text.split(',').map((each) => each.trim())) {
      const path = part.slice(1);
      if (part.startsWith('@') && (await environment.files.isNamedPipe(resolvePath(environment, path))))
        throw namedPipe(path);
    }
  const listed = await protectionList(
    environment,
    { protect: settings.protect, api: '3.0' },
    protect === undefined ? {} : { protect },
  );
  const ids = new Set(listed.map(({ instanceId }) => instanceId));
  return { count: ids.size, find: protectedFinder(ids) };
}

/** All texts in a value, names of fields included. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      yield name;
      yield* textsIn(inner);
    }
}
