import type { Instance } from '@qcvm/client';
import { refuseUnknownRegions } from '../configuration/refuse-unknown-regions.js';
import type { Context } from '../session/context.js';
import type { OptionValues } from '../operations/operation-options.js';
import { counted } from '../output/numbers.js';
import { resolvePath } from '../environment/paths.js';
import { checkSelection, filtersOf, hasFilters } from './selection/filters.js';
import { listInstances, type ListLookup } from './selection/list-instances.js';
import { locate, type Located } from './locate.js';
import { refuseOlderIds } from './older-ids.js';
import { parseInstance, parseInstances, targetKey, type NamedInstance, type Target } from './target.js';

/** What a command line is about. */
export interface Collected extends Located {
  /** Chosen by filters or `--all`: how many they are does not show in the command line. */
  readonly chosen: boolean;
}

export interface Selection {
  /** For messages: `stop`. */
  readonly command: string;
  /** Ids, and `-` for stdin. */
  readonly names: readonly string[];
  readonly values: OptionValues;
  readonly file?: string;
  readonly all: boolean;
}

/** Refuses what is no id among the arguments, before anything else is looked at. */
export function checkNames(names: readonly string[]): void {
  for (const name of names) if (name !== '-') parseInstance(name, 'argument');
}

/** Reads ids from the arguments, with stdin in place of `-`, and from a file. */
export async function readNames(
  context: Context,
  names: readonly string[],
  file?: string,
): Promise<NamedInstance[]> {
  const { environment, signal } = context;
  const named: NamedInstance[] = [];
  const regions = new Map<string, string>();
  const add = (each: NamedInstance, source: string): void => {
    named.push(each);
    if (each.region !== undefined && !regions.has(each.region)) regions.set(each.region, source);
  };
  for (const name of names) {
    if (name === '-') {
      for await (const each of parseInstances(environment.stdin.text(signal), 'stdin')) add(each, 'stdin');
    } else {
      add(parseInstance(name, 'argument'), 'argument');
    }
  }
  if (file !== undefined) {
    const path = resolvePath(environment, file);
    for await (const each of parseInstances(environment.files.readPieces(path), file)) add(each, file);
  }
  refuseUnknownRegions(
    [...regions].map(([region, source]) => ({ region, source })),
    await context.settings(),
  );
  return named;
}

/** From here on finding out where instances are takes more than a moment. */
const many = 100;

async function tellSearch(
  { environment, style }: Context,
  instances: number,
  regions: number,
): Promise<void> {
  if (!environment.stderr.isTerminal) return;
  const text = `Looking for ${counted(instances, 'instance')} in ${regions} regions…`;
  await environment.stderr.write(style.err.dim(`${text}\n`));
}

/** Refuses a command line that does not say in one way which instances it is about. */
export function checkChosen({ names, file, all, command, values }: Selection): void {
  checkNames(names);
  checkSelection({
    ...{ names: names.length > 0 || file !== undefined, filters: hasFilters(values, 'act'), all, command },
  });
}

/** All instances that a command line is about, each once. */
export async function collectTargets(
  context: Context,
  lookup: ListLookup,
  selection: Selection,
): Promise<Collected> {
  checkChosen(selection);
  const { names, file, command, values } = selection;
  const { api } = await context.settings();
  const filters = filtersOf(values, { command, use: 'act', api });
  if (names.length === 0 && file === undefined) {
    const targets: Target[] = [];
    const instances = new Map<string, Instance>();
    for await (const { region, instance } of listInstances(lookup, filters)) {
      const target = { region, instanceId: instance.unInstanceId };
      targets.push(target);
      instances.set(targetKey(target), instance);
    }
    return { targets, missing: [], instances, chosen: true };
  }
  const named = await readNames(context, names, file);
  refuseOlderIds(api, named);
  if (named.length > many && lookup.regions.length > 1)
    await tellSearch(context, named.length, lookup.regions.length);
  return { ...(await locate(lookup, named)), chosen: false };
}
