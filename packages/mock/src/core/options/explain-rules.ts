import { isJsonObject } from '../json.js';
import { checkThat } from './options-error.js';
import { anyText, list, map, object, oneOf, that, type Fields } from './option-rules.js';

const keyFields: Fields = { 'secretId!': anyText, 'secretKey!': anyText };

const shared: Fields = {
  'method!': anyText,
  'host!': anyText,
  'path!': anyText,
  'secretKey!': anyText,
  otherKeys: list(object(keyFields)),
};

const rules = {
  explainSignature: { ...shared, 'parameters!': map(anyText), signedText: anyText },
  explainTc3: {
    ...shared,
    query: anyText,
    'headers!': map(anyText),
    body: that('a text or bytes', (value) => typeof value === 'string' || value instanceof Uint8Array),
    signedPort: oneOf('optional', 'required'),
  },
} satisfies Readonly<Record<string, Fields>>;

/** The fields that there are rules for, if it is an object, and so for those of each in a list. */
function lookedAt(value: unknown, fields: Fields): unknown {
  if (!isJsonObject(value)) return value;
  const names = Object.keys(fields).map((name) => name.replace(/!$/, ''));
  return Object.fromEntries(
    names.map((name) => {
      const given = value[name];
      return [name, Array.isArray(given) ? given.map((key) => lookedAt(key, keyFields)) : given];
    }),
  );
}

/**
 * Checks what an explanation is made of. What else a request or a key has is not looked at: it is passed on as it was read.
 *
 * @throws OptionsError
 */
export function checkExplained(name: keyof typeof rules, options: unknown): void {
  const fields = rules[name];
  const looked = lookedAt(options, fields);
  checkThat(looked, { what: `${name} options`, rule: object(fields) });
}
