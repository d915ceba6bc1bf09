import type { Cursor } from '@qcvm/codegen/toolkit';
import { checkName, type Context } from './context.js';
import type { ValueRow } from './model.js';

/** The documented numbers of a schema of API 2.0. */
function numbersOf({ old, common }: Context, name: string): readonly number[] | undefined {
  const type = old?.types.find((each) => each.name === name) ?? common.types.get(name);
  return type?.kind === 'value' && type.shape.kind === 'integer'
    ? type.shape.known?.map(({ value }) => Number(value))
    : undefined;
}

/** The documented words of a type of API 3.0. */
function wordsOf({ target }: Context, name: string): readonly string[] | undefined {
  const type = target?.types.find((each) => each.name === name);
  if (type?.kind !== 'value' || type.shape.kind !== 'string') return undefined;
  return type.shape.values ?? type.shape.known?.map(({ value }) => String(value));
}

/** Rows of which two would be taken for one value. */
function checkCollisions({ spec }: Context, rows: readonly Cursor[]): void {
  const report = (at: Cursor, value: string | number, generation: string): void => {
    const what = `"${value}" of API ${generation} has two rows`;
    spec.report(at, { what, remedy: 'leave one out, or say with `use` where each of them holds' });
  };
  const seen = { old: new Set<number>(), new: new Set<string>() };
  for (const at of rows) {
    const row = at.value as ValueRow;
    if (row.use !== 'results') {
      if (seen.old.has(row.old)) report(at.get('old') ?? at, row.old, '2.0');
      seen.old.add(row.old);
    }
    if (row.use !== 'parameters') {
      if (seen.new.has(row.new)) report(at.get('new') ?? at, row.new, '3.0');
      seen.new.add(row.new);
    }
  }
}

function checkTable(context: Context, at: Cursor): void {
  const { spec, old, target } = context;
  const rows = at.get('rows')?.items() ?? [];
  checkCollisions(context, rows);
  const schema = at.text('old') ?? '';
  const numbers = old && numbersOf(context, schema);
  if (old && numbers === undefined)
    spec.report(at.get('old') ?? at, {
      what: `${old.name} has no schema "${schema}" with documented values`,
      remedy: 'name one that has x-qcloud-values',
    });
  for (const number of numbers ?? []) {
    const isThere = rows.some((row) => row.number('old') === number && row.text('use') !== 'results');
    if (isThere || at.get('none')?.has(String(number)) === true) continue;
    const what = `there is no row for ${number} of ${schema}`;
    spec.report(at, { what, remedy: 'add one, or say under `none` what to do instead', part: 'key' });
  }
  for (const row of rows) {
    const number = row.number('old') ?? 0;
    // A number of no documented value stands for all of these.
    if (numbers === undefined || numbers.includes(number) || row.text('use') === 'results') continue;
    spec.report(row.get('old') ?? row, {
      what: `${number} is no documented value of ${schema}`,
      remedy: `name one of: ${numbers.join(', ')}`,
    });
  }
  const type = at.get('new');
  const words = type && target && wordsOf(context, String(type.value));
  if (type && target && words === undefined)
    spec.report(type, {
      what: `${target.name} ${target.version} has no type "${String(type.value)}" with documented values`,
      remedy: 'name one that has x-qcloud-values',
    });
  if (words)
    for (const row of rows) checkName(context, row.get('new'), { names: words, of: String(type?.value) });
}

/** Value tables and regions against both generations. */
export function checkValues(context: Context): void {
  const { spec, root, common } = context;
  for (const [, at] of root.get('values')?.entries() ?? []) checkTable(context, at);
  const known = new Set(common.regions.map(({ short }) => short));
  for (const at of root.get('regions')?.items() ?? []) {
    const short = at.text('short') ?? '';
    if (known.has(short))
      spec.report(at.get('short') ?? at, { what: `"${short}" is there twice`, remedy: 'leave one out' });
    known.add(short);
  }
}
