/** Levenshtein's distance, without regard to case. */
function distance(first: string, second: string): number {
  const from = first.toLowerCase();
  const to = second.toLowerCase();
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** The candidate that is most like a text, if any is near enough to be what was meant. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  // A text of a thousand characters is no misspelling, and comparing it takes long.
  if (text.length > 100) return undefined;
  let best: string | undefined;
  let least = Math.max(2, Math.ceil(text.length / 3)) + 1;
  for (const candidate of candidates) {
    const far = distance(text, candidate);
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

/** ` (did you mean X?)`, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const near = nearest(text, candidates);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}
