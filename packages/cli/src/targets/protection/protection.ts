import type { Instance } from '@qcvm/client';
import { usageError } from '../../environment/cli-error.js';
import { refuseUnknownRegions, type RegionRules } from '../../configuration/refuse-unknown-regions.js';
import type { Settings } from '../../configuration/settings.js';
import type { Environment, Files } from '../../environment/environment.js';
import { resolvePath, shortPath } from '../../environment/paths.js';
import { idsOf, locate, type Lookup } from '../locate.js';
import { refuseOlderIds } from '../older-ids.js';
import { parseInstance, parseInstances, type NamedInstance, type Target } from '../target.js';

/** Where a protection list comes from: ids, and files of ids. */
interface ProtectionSources {
  /** `--protect` and `protect =` in the configuration: ids, or `@file`; several separated by commas. */
  readonly entries: readonly { readonly text: string; readonly source: string }[];
  readonly resolvePath: (path: string) => string;
  /** A file may name no instance. */
  readonly allowEmpty: boolean;
}

/** One instance of a protection list, and which list that is. */
export interface ProtectionEntry extends NamedInstance {
  readonly source: string;
}

/**
 * Reads the whole list, each instance once. Anything that cannot be read or understood is an error: a list that is
 * silently shorter than meant lets the wrong instance be stopped.
 */
async function readProtection(files: Files, sources: ProtectionSources): Promise<ProtectionEntry[]> {
  const entries = new Map<string, ProtectionEntry>();
  const add = (named: NamedInstance, source: string): void => {
    const key = `${named.region ?? ''}/${named.instanceId}`;
    if (!entries.has(key)) entries.set(key, { ...named, source });
  };
  for (const { text, source } of sources.entries) {
    const parts = text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    if (parts.length === 0) throw emptyList(source);
    for (const part of parts) {
      if (part.startsWith('@')) {
        const path = sources.resolvePath(part.slice(1));
        let isEmpty = true;
        for await (const named of parseInstances(files.readPieces(path), path)) {
          add(named, path);
          isEmpty = false;
        }
        if (isEmpty && !sources.allowEmpty) throw emptyList(path);
      } else add(parseInstance(part, source), source);
    }
  }
  return [...entries.values()];
}

const emptyList = (source: string): Error =>
  usageError(
    `${source} contains no instance ids`,
    'Name some, or leave it out. A file that may be empty needs --allow-unmatched-protect.',
  );

/**
 * The whole protection list: from the options of this command and from everywhere else.
 *
 * @throws CliError when any part of it cannot be understood, names nothing or a region that there is none of, or is not known to
 * the API that is asked.
 */
export async function protectionList(
  environment: Environment,
  { protect, api, endpoint, allowUnknownRegion }: Pick<Settings, 'protect'> & Partial<RegionRules>,
  options: { readonly protect?: readonly string[]; readonly allowUnmatchedProtect?: boolean } = {},
): Promise<ProtectionEntry[]> {
  const { protect: given = [], allowUnmatchedProtect = false } = options;
  const listed = await readProtection(environment.files, {
    entries: [...protect, ...given.map((text) => ({ text, source: '--protect' }))],
    resolvePath: (path) => resolvePath(environment, path),
    allowEmpty: allowUnmatchedProtect,
  });
  const shown = listed.map((entry) => ({ ...entry, source: shortPath(environment, entry.source) }));
  refuseOlderIds(api ?? '2.0', shown);
  if (api !== undefined && allowUnknownRegion !== undefined)
    refuseUnknownRegions(
      shown.flatMap(({ region, source }) => (region === undefined ? [] : { region, source })),
      { api, endpoint, allowUnknownRegion },
    );
  return listed;
}

/** A protection list, compared with what there is. */
export interface Protection {
  /** Each instance of the list by all of its ids. */
  readonly ids: ReadonlySet<string>;
  /** Entries that are no instance of any region that was looked at. */
  readonly unmatched: readonly ProtectionEntry[];
}

/**
 * Finds the instances of a list, in the regions of the run and in those that the entries name. An entry protects its
 * instance in every region: a wrong region before an id must not let it be stopped.
 *
 * @param seen - Instances that are known already: the service is asked only about others.
 */
export async function resolveProtection(
  lookup: Lookup,
  listed: readonly ProtectionEntry[],
  seen: Iterable<Instance>,
): Promise<Protection> {
  const ids = new Set(listed.map(({ instanceId }) => instanceId));
  const known = new Set<string>();
  const note = (instance: Instance): void => {
    const all = idsOf(instance);
    for (const id of all) known.add(id);
    if (all.some((id) => ids.has(id))) for (const id of all) ids.add(id);
  };
  for (const instance of seen) note(instance);
  const isOpen = ({ instanceId }: NamedInstance): boolean => !known.has(instanceId);
  const open = listed.filter(isOpen);
  if (open.length > 0) {
    const anywhere = open.map(({ instanceId }) => ({ instanceId }));
    for (const instance of (await locate(lookup, anywhere)).instances.values()) note(instance);
    const elsewhere = open.filter((entry) => isOpen(entry) && entry.region !== undefined);
    for (const instance of (await locate(lookup, elsewhere)).instances.values()) note(instance);
  }
  return { ids, unmatched: listed.filter(isOpen) };
}

/** Refuses a call that names protected instances. `otherwise`: what there is in addition to leaving them out. */
export const protectedError = (ids: readonly string[], otherwise = ''): Error => {
  const [are, them] = ids.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return usageError(`${ids.join(', ')} ${are} on the protection list`, `Leave ${them} out${otherwise}.`);
};

/** Whether a target is protected, by whichever id it was named. */
export const isProtected = ({ ids }: Protection, { instanceId }: Target): boolean => ids.has(instanceId);
