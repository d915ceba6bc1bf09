import { asItIs, byBytes, dottedName, type Plan } from './plan.js';
import type { Variation } from './variation.js';

const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
const form = (text: string): string => strict(text).replaceAll('%20', '+');
const lowerCaseHex = (text: string): string => strict(text).replace(/%../g, (hex) => hex.toLowerCase());

/** A text without its percent signs; as it is where that is impossible. */
export function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const encodedCause = {
  name: 'value-encoded-before-signing',
  explanation: 'Values were URL-encoded before they were signed.',
  advice: 'Sign the raw values; encode each of them once, when the request is sent.',
};

/** What people get wrong in values. */
const valueMistakes: readonly Variation[] = [
  ...[encodeURIComponent, form, strict, lowerCaseHex].map((encode): Variation => ({
    step: 'value',
    common: true,
    cause: encodedCause,
    apply: (plan) => ({ ...plan, writeValue: encode }),
  })),
  {
    step: 'value',
    cause: {
      ...encodedCause,
      explanation: 'The names and values were URL-encoded before they were signed.',
    },
    apply: (plan) => ({ ...plan, writeName: (name) => strict(plan.writeName(name)), writeValue: strict }),
  },
  {
    step: 'value',
    common: true,
    cause: {
      name: 'double-encoding',
      explanation:
        'Values were URL-encoded twice when they were sent: what arrived still has percent signs in it.',
      advice: 'Encode each value once; look for an HTTP library that encodes what is encoded already.',
    },
    apply: (plan) => ({ ...plan, writeValue: decodedOnce }),
  },
  {
    step: 'value',
    cause: {
      name: 'underscore-in-value',
      explanation: 'Underscores in values were written as dots.',
      advice: 'Only underscores in names become dots; values stay as they are.',
    },
    apply: (plan) => ({ ...plan, writeValue: (value) => value.replaceAll('_', '.') }),
  },
  {
    step: 'value',
    cause: {
      name: 'value-with-white-space',
      explanation: 'White space around values was sent, but not signed.',
      advice: 'Sign exactly what is sent.',
    },
    apply: (plan) => ({ ...plan, writeValue: (value) => value.trim() }),
  },
];

/** What people get wrong in names. */
const nameMistakes: readonly Variation[] = [
  {
    step: 'name',
    cause: {
      name: 'underscore-in-name',
      explanation: 'Underscores in names were signed as they are.',
      advice: 'Write an underscore in a name as a dot, unless the name begins with one.',
    },
    apply: (plan) => ({ ...plan, writeName: asItIs }),
  },
  {
    step: 'name',
    cause: {
      name: 'underscore-in-name',
      explanation: 'An underscore at the beginning of a name was written as a dot.',
      advice: 'A name that begins with an underscore stays as it is.',
    },
    apply: (plan) => ({ ...plan, writeName: (name) => name.replaceAll('_', '.') }),
  },
  {
    step: 'name',
    cause: {
      name: 'dot-in-name',
      explanation: 'Dots in names were signed as underscores.',
      advice: 'Sign instanceIds.0, not instanceIds_0.',
    },
    apply: (plan) => ({ ...plan, writeName: (name) => name.replaceAll('.', '_') }),
  },
  {
    step: 'name',
    cause: {
      name: 'brackets-in-name',
      explanation: 'Lists were signed with brackets.',
      advice: 'Sign instanceIds.0, not instanceIds[0].',
    },
    apply: (plan) => ({ ...plan, writeName: (name) => dottedName(name.replace(/\.(\w+)/g, '[$1]')) }),
  },
  {
    step: 'name',
    cause: {
      name: 'indexes-from-1',
      explanation: 'Lists were signed with numbers from 1, but sent with numbers from 0.',
      advice: 'Sign the names that are sent; lists count from 0.',
    },
    apply: (plan) => ({
      ...plan,
      pairs: plan.pairs.map((pair) => ({ ...pair, name: shifted(pair.name) })).sort(byBytes),
    }),
  },
];

const shifted = (name: string): string =>
  name.replace(/\.(\d+)/g, (_, index: string) => `.${Number(index) + 1}`);

/** What people get wrong at the end of the text. */
const endMistakes: readonly Variation[] = ['\n', '\r\n', '&', ' '].map((end) => ({
  step: 'end',
  ...(end === '\n' ? { common: true } : {}),
  cause: {
    name: end === '&' ? 'trailing-ampersand' : 'trailing-white-space',
    explanation:
      end === '&' ? 'The signed text ends with a "&".' : `The signed text ends with ${JSON.stringify(end)}.`,
    advice:
      end === '&'
        ? 'Put "&" between parameters only.'
        : 'Sign the text without anything after it: printf instead of echo.',
  },
  apply: (plan: Plan): Plan => ({ ...plan, end }),
}));

export const textMistakes: readonly Variation[] = [...valueMistakes, ...nameMistakes, ...endMistakes];
