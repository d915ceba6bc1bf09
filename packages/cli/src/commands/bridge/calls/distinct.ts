/** More than a batch has. */
const most = 256;

/** Places of texts by what they end with, counted from 1: twice as many as there are texts. Its size is a power of two. */
const places = new Uint16Array(2 * most);

/** A number for the end of a text, which is where ids differ. */
function endOf(text: string): number {
  let end = text.length;
  for (let place = Math.max(0, text.length - 4); place < text.length; place++)
    end = Math.imul(end, 31) + text.charCodeAt(place);
  return end;
}

/** Whether no text of a list is there twice. A `Set` of texts that were just read takes several times as long: it looks at all of each. */
export function areDistinct(texts: readonly string[]): boolean {
  if (texts.length > most) return new Set(texts).size === texts.length;
  places.fill(0);
  for (const [index, text] of texts.entries()) {
    let at = endOf(text) & (places.length - 1);
    for (; places[at] !== 0; at = (at + 1) & (places.length - 1))
      if (texts[(places[at] ?? 0) - 1] === text) return false;
    places[at] = index + 1;
  }
  return true;
}
