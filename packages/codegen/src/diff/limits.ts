import type { Shape } from '../model/shapes.js';

/** What a call is checked for before it is sent, beyond what the compiler checks. */
interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly unique?: true;
  readonly kind: string;
}

/** What limits have become: allowing less, allowing more, or something else. */
export type Tightening = 'narrowed' | 'widened' | 'changed';

const lower = ['minimum', 'minLength', 'minItems'] as const;
const upper = ['maximum', 'maxLength', 'maxItems'] as const;

/** In which ways one shape allows less than another of the same type. */
function narrower(before: Limits, after: Limits): string[] {
  const said: string[] = [];
  for (const name of lower) {
    const [was, is] = [before[name] ?? -Infinity, after[name] ?? -Infinity];
    if (is > was) said.push(`${name} ${is}`);
  }
  for (const name of upper) {
    const [was, is] = [before[name] ?? Infinity, after[name] ?? Infinity];
    if (is < was) said.push(`${name} ${is}`);
  }
  if (after.unique === true && before.unique !== true) said.push('no item twice');
  if (after.pattern !== undefined && after.pattern !== before.pattern) said.push(`pattern ${after.pattern}`);
  if (after.kind === 'integer' && before.kind === 'number') said.push('only integers');
  return said;
}

/** How the limits of values have changed, and in words what they are; nothing where they are the same. */
export function limitChange(
  before: Shape,
  after: Shape,
): { readonly become: Tightening; readonly words: string } | undefined {
  if (before.kind === 'list' && after.kind === 'list') {
    const inner = limitChange(before.items, after.items);
    if (inner !== undefined) return { ...inner, words: `each item: ${inner.words}` };
  }
  const tighter = narrower(before, after);
  const looser = narrower(after, before);
  if (tighter.length > 0) return { become: 'narrowed', words: tighter.join(', ') };
  return looser.length > 0 ? { become: 'widened', words: `no longer ${looser.join(', ')}` } : undefined;
}

/** Whether a number, or one of a list, was always an integer and is not any more. */
export const mayHaveFraction = (before: Shape, after: Shape): boolean =>
  before.kind === 'list' && after.kind === 'list'
    ? mayHaveFraction(before.items, after.items)
    : before.kind === 'integer' && after.kind === 'number';
