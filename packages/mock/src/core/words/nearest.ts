import { didYouMean as mostLike } from '@qcvm/client/internal';

/** The candidate that is most like a text, if any is near enough to be what was meant. */
export const nearest = (text: string, candidates: Iterable<string>): string | undefined =>
  // A text of a thousand characters is no misspelling, and comparing it takes long.
  text.length > 100 ? undefined : mostLike(text, [...candidates]);

/** ` (did you mean X?)`, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const near = nearest(text, candidates);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}
