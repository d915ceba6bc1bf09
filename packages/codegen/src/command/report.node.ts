import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Effect } from '../diff/facts/change.js';
import { changesetText, reportText } from '../diff/report.js';
import type { Diff } from '../diff/report.js';
import { makeFolder, onDisk } from './disk.node.js';
import { textOf } from './files.node.js';
import { UsageError } from './streams.js';
import type { Streams } from './streams.js';

const effects: readonly Effect[] = ['patch', 'minor', 'major'];
const isEffect = (value: string): value is Effect => (effects as readonly string[]).includes(value);

/** Options that every command for diffs has. */
export const reportOptions = {
  json: { type: 'boolean', default: false },
  changeset: { type: 'string' },
  package: { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
} as const;

export interface ReportValues {
  readonly json: boolean;
  readonly changeset?: string | undefined;
  readonly package?: readonly string[] | undefined;
  readonly 'fail-on'?: string | undefined;
  /** The version of the packages; default: that of the one in the folder. */
  readonly version?: string | undefined;
}

/** The package in the folder, which changes with its services. */
async function ownPackage(): Promise<{ readonly name?: string; readonly version?: string }> {
  const text = await readFile('package.json', 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as { readonly name?: string; readonly version?: string };
  } catch {
    throw new UsageError('The package.json in this folder is no JSON: correct it.');
  }
}

async function writeChangeset(found: Diff, values: ReportValues, path: string): Promise<string> {
  const own = await ownPackage();
  const packages = values.package ?? (own.name === undefined ? [] : [own.name]);
  if (packages.length === 0)
    throw new UsageError(
      'Give --package, the package that the changeset is for: there is no package.json here.',
    );
  const isStable = !/^0\./.test(values.version ?? own.version ?? '0.0.0');
  const text = changesetText(found, { packages, isStable });
  if (text === undefined) return 'No changeset is needed.\n';
  const present = await textOf(path);
  if (present !== undefined && present !== text)
    throw new UsageError(
      `${path} exists and says something else: it would be lost. Give another --changeset.`,
    );
  await onDisk(path, async () => {
    await makeFolder(dirname(path));
    await writeFile(path, text);
  });
  return `The changeset is in ${path}.\n`;
}

/** Shows a diff, and writes its changeset; gives the exit code. */
export async function report(found: Diff, values: ReportValues, streams: Streams): Promise<number> {
  const limit = values['fail-on'];
  if (limit !== undefined && !isEffect(limit))
    throw new UsageError(`--fail-on ${limit}: give one of ${effects.join(', ')}.`);
  const note = values.changeset === undefined ? '' : await writeChangeset(found, values, values.changeset);
  streams.out(values.json ? `${JSON.stringify(found, null, 2)}\n` : reportText(found));
  streams.error(note);
  const { effect } = found;
  return limit !== undefined && effect !== undefined && effects.indexOf(effect) >= effects.indexOf(limit)
    ? 3
    : 0;
}
