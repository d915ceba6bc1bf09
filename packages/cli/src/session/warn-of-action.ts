import { warn, type Context } from './context.js';

/** An Action, and what the tables have. */
export interface AskedAction {
  readonly action: string;
  /** For messages: `cvm 2017-03-12`. */
  readonly api: string;
  /** The Actions of the tables. */
  readonly known: readonly string[];
}

/** `Describe` and `Instances` of DescribeInstances. */
const partsOf = (action: string): readonly [verb: string, noun: string] => {
  const [, verb = action, noun = ''] = /^([A-Z]?[a-z0-9]+)([A-Z].*)$/.exec(action) ?? [];
  return [verb, noun];
};

/** Warns of an Action that is like one of the tables. Of others nothing is said: the tables do not have all that there are. */
export async function warnOfAction(context: Context, { action, api, known }: AskedAction): Promise<void> {
  if (known.includes(action)) return;
  const { didYouMean } = await import('@qcvm/client/internal');
  const [verb, noun] = partsOf(action.slice(0, 64));
  const isLike = (one: string): boolean => {
    const [itsVerb, itsNoun] = partsOf(one);
    const isNear = (text: string, other: string): boolean =>
      text === other || didYouMean(text, [other]) !== undefined;
    return one.toLowerCase() === action.toLowerCase() || (isNear(verb, itsVerb) && isNear(noun, itsNoun));
  };
  const meant = didYouMean(action.slice(0, 64), known.filter(isLike));
  if (meant !== undefined)
    await warn(context, `${api} has no Action ${action} that qcvm knows: did you mean ${meant}?`);
}
