let dateSecond = NaN;
let dateText = '';

/** The Date header of a time. Formatting one costs more than all the other headers, and a second has many. */
function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}

/** The headers that every answer has. `now` in milliseconds. */
export const headersOf = (now: number, type: string): Record<string, string> => ({
  'content-type': type,
  date: httpDate(now),
  'cache-control': 'no-store',
});
