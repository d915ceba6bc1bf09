/** The name that was most likely meant, if one of them is close enough. */
export function didYouMean(wrong: string, names: readonly string[]): string | undefined {
  const word = wrong.toLowerCase();
  let best: string | undefined;
  let least = Math.ceil(word.length / 3) + 1;
  for (const name of names) {
    // As many characters would have to be added or left out: to compare long texts takes long.
    if (Math.abs(word.length - name.length) >= least) continue;
    const distance = editDistance(word, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** What to say of a name that is none of these. The longest names are cut, so that the comparison stays quick. */
export function hintAt(wrong: string, names: readonly string[]): string {
  const meant = didYouMean(wrong.slice(0, 64), names);
  return meant ? `did you mean ${meant}?` : `there are ${names.join(', ') || 'none'}`;
}

/** Levenshtein distance: insertions, deletions and replacements of one character. */
export function editDistance(from: string, to: string): number {
  let row = [...Array(to.length + 1).keys()];
  for (let i = 0; i < from.length; i++) {
    let last = i + 1;
    row = row.map((above, j) => {
      if (j > 0) last = Math.min(above + 1, last + 1, row[j - 1]! + (from[i] === to[j - 1] ? 0 : 1));
      return last;
    });
  }
  return row[to.length]!;
}
