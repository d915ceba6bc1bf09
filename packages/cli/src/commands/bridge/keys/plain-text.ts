/** How often a text may be encoded within itself. No service decodes as often. */
const mostLayers = 8;

const percents = /(?:%[0-9a-f]{2})+/gi;
const escapes = /\\+(?:u\{0*([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2}))|&#x0*([0-9a-f]{1,6});/gi;
const decimals = /&#0*(\d{1,7});/g;
const decoder = new TextDecoder();

const character = (code: number): string => (code <= 0x10_ffff ? String.fromCodePoint(code) : '');

/** Takes one layer of encoding off: of URLs, of JSON and of HTML. */
const decoded = (text: string): string =>
  text
    .replace(/%(?:25)+/g, '%')
    .replace(percents, (run) =>
      decoder.decode(Uint8Array.from(run.split('%').slice(1), (pair) => Number.parseInt(pair, 16))),
    )
    .replace(escapes, (...[, braced, unit, byte, entity]: readonly (string | undefined)[]) =>
      character(Number.parseInt(braced ?? unit ?? byte ?? entity ?? '', 16)),
    )
    .replace(decimals, (_all, digits: string) => character(Number(digits)));

/** Letters of any case and width as small ones of ASCII, and digits; nothing else is left. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/**
 * What may be read in a text: its letters and digits as they stand, and after each layer of encoding.
 * Two spellings of one id have the same letters and digits, regardless of what is between them.
 */
export function plainTexts(text: string): readonly string[] {
  const found = [folded(text)];
  for (let layer = 0, last = text; layer < mostLayers; layer++) {
    const next = decoded(last);
    if (next === last) break;
    found.push(folded(next));
    last = next;
  }
  return found;
}
