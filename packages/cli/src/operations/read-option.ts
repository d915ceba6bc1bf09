import { InvalidArgumentError } from 'commander';

/** Collects what an option is given that may be repeated. */
export const repeated = (text: string, earlier: readonly string[] | undefined): readonly string[] => [
  ...(earlier ?? []),
  text,
];

/** Reads a number from `from` to `to`; `must` says what to give. */
export const numberIn =
  (from: number, to: number, must: string) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= from && value <= to)) throw new InvalidArgumentError(must);
    return value;
  };

/** Reads a whole number, written in digits alone. */
export const wholeNumberIn =
  (from: number, to: number, must: string) =>
  (text: string): number => {
    if (!/^\d+$/.test(text)) throw new InvalidArgumentError(must);
    return numberIn(from, to, must)(text);
  };
