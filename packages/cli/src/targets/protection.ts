import type { Cvm } from '@qcvm/client';
import type { Files } from '../environment.js';
import { describeIds } from './locate.js';
import { isOldId, parseInstance, parseInstances, type Target } from './target.js';

/** Where a protection list comes from: ids, and files of ids. */
export interface ProtectionSources {
  /** `--protect` and `protect =` in the configuration: ids, or `@file`; several separated by commas. */
  readonly entries: readonly { readonly text: string; readonly source: string }[];
  readonly resolvePath: (path: string) => string;
}

/**
 * Reads the whole list. Anything that cannot be read or understood is an error: a list that is silently
 * shorter than meant would let somebody's machine be stopped. A region before an id is ignored, for the same reason.
 */
export async function readProtection(files: Files, sources: ProtectionSources): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { text, source } of sources.entries) {
    for (const part of text.split(',').map((each) => each.trim())) {
      if (part === '') continue;
      if (part.startsWith('@')) {
        const path = sources.resolvePath(part.slice(1));
        for await (const { instanceId } of parseInstances(files.readPieces(path), path)) ids.add(instanceId);
      } else {
        ids.add(parseInstance(part, source).instanceId);
      }
    }
  }
  return ids;
}

/** Whether two lists may name one instance by its two different ids. */
export function mixesIds(one: Iterable<string>, other: Iterable<string>): boolean {
  let old = false;
  let modern = false;
  for (const list of [one, other]) {
    for (const id of list) {
      if (isOldId(id)) old = true;
      else modern = true;
      if (old && modern) return true;
    }
  }
  return false;
}

/**
 * Whether a target is on the list, also when the list has its other id. Asks the service only when both kinds of
 * ids occur, as only then one instance can be named in two ways.
 */
export async function resolveProtection(
  lookup: { readonly cvm: Cvm; readonly regions: readonly string[]; readonly signal: AbortSignal },
  listed: ReadonlySet<string>,
  targets: readonly Target[],
): Promise<(target: Target) => boolean> {
  const all = new Set(listed);
  if (
    listed.size > 0 &&
    mixesIds(
      listed,
      targets.map(({ instanceId }) => instanceId),
    )
  ) {
    for (const region of new Set(targets.map((target) => target.region))) {
      const named = [...listed].map((instanceId) => ({ region, instanceId }));
      for (const instance of (await describeIds(lookup, named)).values()) {
        all.add(instance.unInstanceId);
        if (instance.instanceId !== undefined) all.add(instance.instanceId);
      }
    }
  }
  return ({ instanceId }) => all.has(instanceId);
}
