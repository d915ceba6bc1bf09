import { format } from 'oxfmt';
import { expect } from 'vitest';

/** Fails for code that the formatter would change. */
export async function expectFormatted(path: string, text: string): Promise<void> {
  expect((await format(path, text, { printWidth: 110, singleQuote: true })).code, path).toBe(text);
}
