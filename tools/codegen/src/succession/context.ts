import { didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor, Service, Spec } from '@qcvm/codegen/toolkit';
import type { Common } from '../model/v2.js';
import type { Succession } from './model.js';

/** A file of succession beside what the specs of both generations say. */
export interface Context {
  readonly spec: Spec;
  readonly root: Cursor;
  readonly succession: Succession;
  readonly common: Common;
  /** The service of API 2.0, if it is described. */
  readonly old: Service | undefined;
  /** The described services of API 3.0. */
  readonly services: readonly Service[];
  /** The one that most Actions belong to, if it is described. */
  readonly target: Service | undefined;
}

/** Reports a name that is none of those that there are. */
export function checkName(
  { spec }: Pick<Context, 'spec'>,
  at: Cursor | undefined,
  known: { readonly names: readonly string[]; readonly of: string; readonly part?: 'key' | 'value' },
): void {
  if (at === undefined) return;
  const { names, of, part = 'value' } = known;
  const name = part === 'key' ? String(at.path.at(-1)) : String(at.value);
  if (names.includes(name)) return;
  const remedy = didYouMean(name, names, 'correct it, or leave it out');
  spec.report(at, { what: `${of} has no "${name}"`, remedy, part });
}

/** Reports what the table leaves out. */
export function checkComplete(
  { spec }: Pick<Context, 'spec'>,
  at: Cursor,
  missing: { readonly names: readonly string[]; readonly of: string; readonly remedy: string },
): void {
  const rows = at.names();
  for (const name of missing.names) {
    if (rows.includes(name)) continue;
    spec.report(at, {
      what: `there is no row for "${name}" of ${missing.of}`,
      remedy: missing.remedy,
      part: 'key',
    });
  }
}
