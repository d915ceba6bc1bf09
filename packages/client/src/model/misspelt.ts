import { editDistance } from './did-you-mean.js';
import type { Problem } from './errors/errors.js';
import { own } from './own.js';
import { isPlainObject, printable } from './shape.js';

/** What others call an option. Beside the option itself, it is a column of a row like any other. */
const others: Readonly<Record<string, string>> = { payload: 'body', pathname: 'path', querystring: 'query' };

const letters = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');
const sorted = (word: string): string => [...word].sort().join('');

/**
 * The option that a name stands for which is none itself: in another spelling (`secretID`, `content-type`), with a typing error, or
 * by another word. A row of test vectors has further columns, such as `name` or `expected`: they are no options, and stand for none.
 */
export function misspelt(name: string, options: readonly string[]): string | undefined {
  const word = letters(name.slice(0, 64));
  const other = Object.hasOwn(others, word) ? others[word] : undefined;
  if (other !== undefined && options.includes(other)) return other;
  return options.find((option) => {
    const right = letters(option);
    return sorted(word) === sorted(right) || editDistance(word, right) <= Math.max(1, right.length / 5);
  });
}

/** What is wrong with a Token beside credentials that have none: left out in silence, the service would refuse the request. */
export const lostToken = (given: object): Problem[] => {
  const { token, credentials } = own(given as { token?: unknown; credentials?: unknown });
  const isLost =
    typeof token === 'string' && token !== '' && isPlainObject(credentials) && !own(credentials)['token'];
  const message = 'token is not known (did you mean credentials.token?)';
  return isLost ? [{ parameter: 'token', rule: 'unknown', received: 'string', message }] : [];
};

/** What is wrong with the fields of an object that are no options: some are misspelt, others not looked at. */
export const misspeltOptions = (given: object, options: readonly string[]): Problem[] =>
  Object.entries<unknown>({ ...given }).flatMap(([name, value]) => {
    const meant = options.includes(name) ? undefined : misspelt(name, options);
    const isColumn = Object.hasOwn(others, letters(name)) && Object.hasOwn(given, meant ?? '');
    if (meant === undefined || isColumn) return [];
    const parameter = printable(name);
    // Nothing of its value: it may be a key in the wrong place.
    return [
      {
        ...{ parameter, rule: 'unknown', received: typeof value },
        message: `${parameter} is not known (did you mean ${meant}?)`,
      },
    ];
  });
