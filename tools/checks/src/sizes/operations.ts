import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Spec {
  readonly paths?: object;
}

/** How many operations the specs of both generations describe: most of what is published is made from them. */
export function operationsIn(specs: string): number {
  const files = ['2.0', '3.0'].flatMap((generation) =>
    readdirSync(join(specs, generation)).map((name) => join(specs, generation, name)),
  );
  const counts = files.map((path): number => {
    if (!/\.(?:yaml|openapi\.json)$/.test(path)) return 0;
    const text = readFileSync(path, 'utf8');
    const { paths = {} } = (
      path.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: -1 })
    ) as Spec;
    return Object.keys(paths).length;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}
