import type { Cursor } from './cursor.js';
import type { Spec } from './spec.js';

/** Whether a regular expression has an alternative outside of all its groups and classes. */
function hasOpenAlternative(source: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\\') index += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** Ends with a `$` that no backslash makes a character: an even number of them are characters of their own. */
const closed = /(?<!\\)(?:\\\\)*\$$/;

/**
 * The pattern of a string schema without its anchors. JSON Schema matches anywhere in a value and ours must match the
 * whole of it, so both say the same only when the pattern is anchored at both ends.
 */
export function readPattern(spec: Spec, schema: Cursor): string | undefined {
  const at = schema.get('pattern');
  const pattern = schema.text('pattern');
  if (at === undefined || pattern === undefined) return undefined;
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    spec.report(at, {
      what: `the pattern is not a valid regular expression: ${reason}`,
      remedy: 'correct it',
    });
    return undefined;
  }
  const inner = pattern.slice(1, -1);
  if (!pattern.startsWith('^') || !closed.test(pattern)) {
    const what = `the pattern ${pattern} would match in the middle of a value`;
    spec.report(at, { what, remedy: 'begin it with ^ and end it with $' });
    return undefined;
  }
  if (hasOpenAlternative(inner)) {
    const what = `the pattern ${pattern} binds ^ and $ to only one of its alternatives`;
    spec.report(at, { what, remedy: `write ^(?:${inner})$` });
    return undefined;
  }
  return inner;
}
