/** Values that are numbers in API 2.0 and words in API 3.0. */
type Words = Readonly<Record<number, string>>;

/** The word for a number; that of another one where there is none. */
export const wordOf = (words: Words, { value, otherwise }: { value: number; otherwise: number }): string =>
  words[value] ?? words[otherwise] ?? '';

/** The number for a word; another one where API 2.0 has none for it. */
export const numberOf = (
  words: Words,
  { word, otherwise }: { word: string | undefined; otherwise: number },
): number => Number(Object.entries(words).find(([, each]) => each === word)?.[0] ?? otherwise);
