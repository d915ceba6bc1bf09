const secretName = /signature$|token|secret(?!id$)|password|private/i;
const redacted = '[redacted]';

/** Whether a parameter of this name is never shown. SignatureMethod and SecretId are no secrets. */
export const isSecret = (name: string): boolean => secretName.test(name);

/** Parameters as they may be shown. */
export function redactParameters(parameters: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    // A prototype's name is data here like any other.
    Object.defineProperty(shown, name, {
      value: isSecret(name) ? redacted : value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return shown;
}

/** A value from outside, short enough for a message and without characters that would break a terminal. */
export function shown(value: string, longest = 60): string {
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7');
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
