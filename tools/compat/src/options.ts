import { parseArgs } from 'node:util';
import { cacheDirectory } from '@qcvm-tools/checks/cache';

export interface CompatOptions {
  /** Puts the table into docs/runtimes.md. */
  readonly write: boolean;
  /** What cannot be had counts as failed. */
  readonly requireAll: boolean;
  /** Parts of names, lower case; empty: everything. */
  readonly only: readonly string[];
  readonly cache: string;
}

export const usage = `npm run compat -- [options]

  --only NAME    only what has this in its name, such as deno or typescript; can be given several times
  --require-all  fail when something cannot be had on this machine
  --write        put the table into docs/runtimes.md
  --cache DIR    where to install; default: $QCVM_COMPAT_CACHE, or ~/.cache/qcvm-compat`;

/** @throws TypeError that says which option is wrong */
export function readOptions(args: readonly string[]): CompatOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      'require-all': { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      cache: { type: 'string', default: cacheDirectory() },
    },
  });
  if (values.write && values.only.length > 0)
    throw new TypeError(
      '--write is for a whole run: the table in docs/runtimes.md would lose what --only leaves out',
    );
  return {
    write: values.write,
    requireAll: values['require-all'],
    only: values.only.map((name) => name.toLowerCase()),
    cache: values.cache,
  };
}

export const isWanted = ({ only }: Pick<CompatOptions, 'only'>, name: string): boolean =>
  only.length === 0 || only.some((part) => name.toLowerCase().includes(part));
