import { expect, it } from 'vitest';
import { shellWords } from './shell-words.js';

it.each([
  ["curl 'a b' c", ['curl', 'a b', 'c']],
  [`curl "a \\"b\\" $x" 'it'\\''s'`, ['curl', 'a "b" $x', "it's"]],
  ['curl -d a=1\\&b=2 \\\n  url', ['curl', '-d', 'a=1&b=2', 'url']],
  [`curl $'tab\\there'`, ['curl', 'tab\there']],
  [`curl ''`, ['curl', '']],
  [`curl $'it\\'s \\x26 \\u00e9\\101'`, ['curl', "it's & éA"]],
  ['curl a#b x&y ; rm z', ['curl', 'a#b', 'x&y']],
  ['curl a | jq . # all', ['curl', 'a']],
  ['curl a && b', ['curl', 'a']],
  ['curl a # all', ['curl', 'a']],
])('shellWords reads %s', (text, words) => expect(shellWords(text)).toEqual(words));

it('shellWords refuses a quote that is not closed', () =>
  expect(() => shellWords("curl 'a")).toThrow('not closed'));
