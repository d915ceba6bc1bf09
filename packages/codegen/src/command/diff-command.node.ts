import { parseArgs } from 'node:util';
import { diff } from '../diff/diff.js';
import type { ServiceFiles } from '../read-service.js';
import { readSource } from './files.node.js';
import { report, reportOptions } from './report.node.js';
import { UsageError } from './streams.js';
import type { Streams } from './streams.js';

/** Says what has changed between two descriptions of a service; gives the exit code. */
export async function diffCommand(argv: readonly string[], streams: Streams): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { ...reportOptions, 'old-overlay': { type: 'string' }, 'new-overlay': { type: 'string' } },
  });
  const [before, after, ...rest] = positionals;
  if (before === undefined || after === undefined || rest.length > 0)
    throw new UsageError(`Give two descriptions, the old one first; there are ${positionals.length}.`);
  const files = async (path: string, overlay: string | undefined): Promise<ServiceFiles> => ({
    description: await readSource(path),
    overlay: overlay === undefined ? undefined : await readSource(overlay),
  });
  const found = diff(await files(before, values['old-overlay']), await files(after, values['new-overlay']));
  return report(found, values, streams);
}
