import { isJsonObject } from '../json.js';

/** Of any parameter that holds a secret, and of one that was meant as such: `Pasword` is sent with a password as well. */
const secretName =
  /signature$|(?<!client|next|page|pagination)tok|secr?et(?!id$)|^pas|\.pas|pas+w|pwd|privatekey|userdata/i;
const redacted = '[redacted]';

/** Whether a parameter of this name is never shown. SignatureMethod and SecretId are no secrets. */
export const isSecret = (name: string): boolean => secretName.test(name);

/** A value as it may be shown: no member with the name of a secret, however deep. */
function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  return isJsonObject(value) ? redactFields(value) : value;
}

/** Parameters as they may be shown, by their names on the wire or with their types. */
export const redactFields = <Value>(
  fields: Readonly<Record<string, Value>>,
): Record<string, Value | string> =>
  // A prototype's name is data here like any other.
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecret(name) ? redacted : (redact(value) as Value),
    ]),
  );

/** A value from outside, short enough for a message and without characters that would break a terminal. */
export function shown(value: string, longest = 60): string {
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7');
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
