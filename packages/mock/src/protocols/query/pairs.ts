import { longestName, mostParameters, tooLong, tooMany } from './bounds.js';

/** Parameters that are the items of a list, in any order: `name.0=…&name.1=…`. */
interface List {
  readonly name: string;
  /** `name.` */
  readonly prefix: string;
  readonly values: string[];
  /** Where each pair begins in the text. */
  readonly starts: number[];
  /** How many there are: as many as `values` is long, if none is missing. */
  count: number;
  isEncoded: boolean;
}

/** Adds an item to its list; of two items of one number only the first. */
function addItem(
  list: List,
  index: number,
  { value, start }: { readonly value: string; readonly start: number },
): boolean {
  if (index === -1 || list.values[index] !== undefined) return false;
  list.values[index] = value;
  list.starts[index] = start;
  list.count += 1;
  return true;
}

interface Single {
  readonly name: string;
  readonly value: string;
}

const isList = (entry: List | Single): entry is List => 'values' in entry;

/** Parameters with each list as one. */
export interface Plain {
  readonly texts: ReadonlyMap<string, string>;
  /** By their names, without the numbers. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** The digits of numbers that are the places of items: a list with longer ones is none that is worth keeping as one. */
const mostDigits = 4;

/** The number that a part of a text is, in plain decimal; -1 for anything else. */
function numberIn(text: string, from: number, to: number): number {
  if (to === from || to - from > mostDigits) return -1;
  let number = 0;
  for (let place = from; place < to; place++) {
    const digit = text.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9 || (place > from && number === 0)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Takes form text apart, up to where it is more than any request needs. Lists are most of a long form, and are kept as such. */
export class PairReader {
  /** Names whose name or value is not percent-encoded UTF-8. */
  readonly malformed: readonly string[];
  /** Why the text is not read to its end. */
  readonly excess: string | undefined;
  readonly #text: string;
  /** Each list at the place of its first item. */
  readonly #entries: (List | Single)[] = [];
  readonly #lists = new Map<string, List>();

  constructor(text: string) {
    this.#text = text;
    const malformed: string[] = [];
    const encodedFrom = Math.min(find('%', text), find('+', text));
    let list: List | undefined;
    let count = 0;
    for (let start = 0, end = 0; start < text.length; start = end + 1) {
      end = find('&', text, start);
      if (end === start) continue;
      const equals = Math.min(find('=', text, start), end);
      count += 1;
      if (count > mostParameters || equals - start > longestName) {
        this.excess = count > mostParameters ? tooMany : tooLong;
        break;
      }
      let value = text.slice(equals + 1, end);
      const mayBeEncoded = encodedFrom < end;
      // The items of a list mostly stand one behind another.
      if (list && text.startsWith(list.prefix, start) && !(mayBeEncoded && isEncoded(value))) {
        const index = numberIn(text, start + list.prefix.length, equals);
        if (addItem(list, index, { value, start })) continue;
      }
      let name = text.slice(start, equals);
      const wasEncoded = mayBeEncoded && (isEncoded(name) || isEncoded(value));
      if (wasEncoded) {
        const [decodedName, decodedValue] = [decode(name), decode(value)];
        name = decodedName ?? spaced(name);
        value = decodedValue ?? spaced(value);
        if (decodedName === undefined || decodedValue === undefined) malformed.push(name);
      }
      const dot = name.lastIndexOf('.');
      const index = dot < 1 ? -1 : numberIn(name, dot + 1, name.length);
      list = index === -1 ? undefined : this.#listOf(name.slice(0, dot));
      if (list && addItem(list, index, { value, start })) list.isEncoded ||= wasEncoded;
      else this.#entries.push({ name, value });
    }
    this.malformed = malformed;
  }

  #listOf(name: string): List {
    let list = this.#lists.get(name);
    if (!list) {
      list = { name, prefix: `${name}.`, values: [], starts: [], count: 0, isEncoded: false };
      this.#lists.set(name, list);
      this.#entries.push(list);
    }
    return list;
  }

  /** Every pair. Of those with one name, the order is that of the text. */
  *all(): Generator<readonly [name: string, value: string]> {
    for (const entry of this.#entries)
      if (isList(entry)) {
        // Where a number is missing, there is nothing.
        const values: readonly (string | undefined)[] = entry.values;
        for (const [index, value] of values.entries())
          if (value !== undefined) yield [`${entry.prefix}${index}`, value];
      } else yield [entry.name, entry.value];
  }

  /** The lists as one; nothing where a name occurs twice, or is that of an item of a list, too, or a list has a gap. */
  plain(): Plain | undefined {
    const texts = new Map<string, string>();
    const lists = new Map<string, readonly string[]>();
    for (const entry of this.#entries)
      if (isList(entry)) {
        if (entry.count !== entry.values.length) return undefined;
        lists.set(entry.name, entry.values);
      } else {
        if (texts.has(entry.name)) return undefined;
        texts.set(entry.name, entry.value);
      }
    return this.#lists.size > 0 && this.#hasNamesBelow() ? undefined : { texts, lists };
  }

  /** Whether a name is below that of a list. */
  #hasNamesBelow(): boolean {
    for (const { name } of this.#entries)
      for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1))
        if (this.#lists.has(name.slice(0, dot))) return true;
    return false;
  }

  /** What the canonical string has after its `?`; nothing where that is not simply all pairs in their order: see `canonicalString`. */
  signed(): string | undefined {
    const sorted = this.#entries
      .filter(({ name }) => name !== 'Signature')
      .map((entry) => ({ entry, from: isList(entry) ? entry.prefix : entry.name }))
      .sort((one, other) => (one.from < other.from ? -1 : 1));
    const pairs: string[] = [];
    for (const { entry } of sorted) {
      if (/[_\ud800-\uffff]/.test(entry.name)) return undefined;
      if (!isList(entry)) pairs.push(`${entry.name}=${entry.value}`);
      else if (entry.isEncoded)
        for (const index of orderOf(entry.values.length))
          pairs.push(`${entry.prefix}${index}=${entry.values[index]}`);
      else this.#addPairs(entry, pairs);
    }
    const signed = pairs.join('&');
    // A value may have it within, too: then it takes longer, and is right as well. One character is found faster than two.
    return signed.includes('@') && signed.includes('=@') ? undefined : signed;
  }

  /** Adds the items of a list as they stand in the text. Those that stand one behind another are one part of it. */
  #addPairs({ prefix, values, starts }: List, pairs: string[]): void {
    let start = 0;
    let end = -1;
    for (const index of orderOf(values.length)) {
      const from = starts[index] ?? 0;
      if (from !== end + 1) {
        if (end !== -1) pairs.push(this.#text.slice(start, end));
        start = from;
      }
      end = from + prefix.length + digitsOf(index) + 1 + (values[index]?.length ?? 0);
    }
    pairs.push(this.#text.slice(start, end));
  }
}

/** How many digits the number of an item has. */
const digitsOf = (index: number): number => (index < 10 ? 1 : index < 100 ? 2 : `${index}`.length);

const orders = new Map<number, readonly number[]>();
/** As many as a batch has. */
const mostKept = 100;

/** The numbers below another as their texts are sorted: 0, 1, 10, 11, … */
function orderOf(count: number): readonly number[] {
  const kept = orders.get(count);
  if (kept) return kept;
  const order = Array.from({ length: count }, (_, index) => `${index}`)
    .sort()
    .map(Number);
  if (count <= mostKept) orders.set(count, order);
  return order;
}

/** Where a mark stands; the end of the text if it does not. */
function find(mark: string, text: string, from = 0): number {
  const index = text.indexOf(mark, from);
  return index === -1 ? text.length : index;
}

const isEncoded = (text: string): boolean => text.includes('%') || text.includes('+');

const spaced = (encoded: string): string => encoded.replaceAll('+', ' ');

/** Nothing for what is not percent-encoded UTF-8. */
function decode(encoded: string): string | undefined {
  if (!isEncoded(encoded)) return encoded;
  try {
    return decodeURIComponent(spaced(encoded));
  } catch {
    return undefined;
  }
}
