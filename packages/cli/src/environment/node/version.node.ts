import { readFileSync } from 'node:fs';

/** The version of this package, from its own package.json: the one place where it is written. */
export function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const found = /"version"\s*:\s*"([^"]+)"/.exec(text);
  if (found?.[1] === undefined) throw new Error('package.json of @qcvm/cli has no version');
  return found[1];
}
