import { bottomOf, fieldsOf, itemTypeOf, namedIn, typesOf } from '@qcvm/codegen/toolkit';
import type { Cursor, Operation, Shape, Types } from '@qcvm/codegen/toolkit';
import { checkComplete, checkName, type Context } from './context.js';
import type { Carried } from './model.js';

/** An operation with its descriptions in both generations. */
export interface Both {
  readonly carried: Carried;
  readonly at: Cursor;
  readonly old: Operation;
  readonly now: Operation;
}

/** The types of each generation. */
const typesIn = ({ old, target }: Context): { readonly old: Types; readonly now: Types } => ({
  old: old ? typesOf(old) : new Map(),
  now: target ? typesOf(target) : new Map(),
});

/** The names of all fields of a type; those of an object in it by their way to them. */
const leaves = (types: Types, owner: string | undefined): string[] =>
  fieldsOf(types, owner).flatMap(({ name, shape }) =>
    shape.kind === 'named' && bottomOf(types, shape).kind === 'object'
      ? leaves(types, shape.type).map((each) => `${name}.${each}`)
      : [name],
  );

const fieldNames = (types: Types, owner: string | undefined): string[] =>
  fieldsOf(types, owner).map(({ name }) => name);

const typeName = (shape: Shape | undefined): string | undefined =>
  shape?.kind === 'named' ? shape.type : undefined;

/** Reports the first step of a way that leads nowhere. */
function checkWay(
  context: Context,
  at: Cursor | undefined,
  { types, from }: { types: Types; from: string },
): void {
  if (at === undefined) return;
  let owner: string | undefined = from;
  let shape: Shape | undefined;
  for (const step of String(at.value).split('.')) {
    if (shape?.kind === 'list' && /^\d+$/.test(step)) {
      shape = shape.items;
      owner = typeName(shape);
      continue;
    }
    const fields = fieldsOf(types, owner);
    const field = fields.find(({ name }) => name === step);
    if (field === undefined) {
      context.spec.report(at, {
        what: `${owner ?? 'a value'} has no "${step}"`,
        remedy: `name one of: ${fields.map(({ name }) => name).join(', ')}`,
      });
      return;
    }
    ({ shape } = field);
    owner = typeName(shape);
  }
}

function checkParameters(context: Context, both: Both): void {
  const { spec, root } = context;
  const { at, old, now } = both;
  const types = typesIn(context);
  const inputs = fieldsOf(types.now, now.input);
  const rows = at.get('parameters') ?? at;
  const names = fieldNames(types.old, old.input);
  checkComplete(context, rows, {
    names,
    of: `${old.action} in API 2.0`,
    remedy: 'add one, or say why it is dropped',
  });
  const tables = root.get('values')?.names() ?? [];
  for (const [name, row] of rows.entries()) {
    checkName(context, row, { names, of: `${old.action} in API 2.0`, part: 'key' });
    checkName(context, row.get('to'), {
      names: inputs.map((field) => field.name),
      of: `${now.action} in API 3.0`,
    });
    for (const filter of row.get('filters')?.items() ?? [])
      checkName(context, filter, {
        names: now.filters?.names.map((each) => each.name) ?? [],
        of: `the filters of ${now.action}`,
      });
    for (const field of row.get('field')?.items() ?? [])
      checkName(context, field, { names: at.get('items')?.names() ?? [], of: `the items of ${old.action}` });
    if (row.text('values') !== undefined)
      checkName(context, row.get('values'), { names: tables, of: 'the table of values' });
    const given = fieldsOf(types.old, old.input).find((field) => field.name === name)?.shape;
    checkPairs(context, row, given && bottomOf(types.old, given));
    const allowed = inputs.find((field) => field.name === row.text('to'))?.shape;
    const words = allowed?.kind === 'string' ? (allowed.values ?? []) : [];
    for (const pair of words.length === 0 ? [] : (row.get('values')?.items() ?? []))
      checkName(context, pair.get('new'), { names: words, of: row.text('to') ?? '' });
    if (row.text('as') === 'zone' && !at.has('lookup'))
      spec.report(row, { what: 'there is no list of zones', remedy: 'say under `lookup` where it is' });
  }
}

/** Pairs of values that stand in the row itself: each value of 2.0 once. */
function checkPairs({ spec }: Context, row: Cursor, shape: ReturnType<typeof bottomOf> | undefined): void {
  const pairs = row.get('values')?.items() ?? [];
  const values = shape?.kind === 'integer' ? (shape.values ?? []) : [];
  const seen = new Set<unknown>();
  for (const pair of pairs) {
    const old = pair.get('old') ?? pair;
    if (seen.has(old.value))
      spec.report(old, { what: `${String(old.value)} is there twice`, remedy: 'leave one of them out' });
    else if (!values.includes(Number(old.value)))
      spec.report(old, {
        what: `${String(old.value)} is not allowed in API 2.0`,
        remedy: `name one of: ${values.join(', ')}`,
      });
    seen.add(old.value);
  }
  const missing = pairs.length === 0 ? [] : values.filter((value) => !seen.has(value));
  if (missing.length > 0)
    spec.report(row.get('values') ?? row, {
      what: `there is no pair for ${missing.join(', ')}`,
      remedy: 'add it',
    });
}

function checkResults(context: Context, { at, old, now, carried }: Both): void {
  const types = typesIn(context);
  const tables = context.root.get('values')?.names() ?? [];
  const rows = at.get('results') ?? at;
  const names = fieldNames(types.old, old.output);
  const check = (row: Cursor, from: string): void => {
    checkWay(context, row.get('from'), { types: types.now, from });
    if (row.has('values'))
      checkName(context, row.get('values'), { names: tables, of: 'the table of values' });
  };
  checkComplete(context, rows, { names, of: `the answer of ${old.action}`, remedy: 'add one' });
  for (const [, row] of rows.entries()) {
    checkName(context, row, { names, of: `the answer of ${old.action}`, part: 'key' });
    check(row, now.output);
  }
  if (carried.kind !== 'list') return;
  const listed = (types: Types, { output, pagination }: Operation): string | undefined =>
    itemTypeOf(types, fieldsOf(types, output).find(({ name }) => name === pagination?.items)?.shape)?.name;
  const fields = leaves(types.old, listed(types.old, old));
  const item = listed(types.now, now) ?? '';
  const items = at.get('items') ?? at;
  checkComplete(context, items, {
    names: fields,
    of: `the items of ${old.action}`,
    remedy: 'add one, or say why it is absent',
  });
  checkWay(context, context.root.get('lastRequest'), { types: types.now, from: item });
  for (const [, row] of items.entries()) {
    checkName(context, row, { names: fields, of: `the items of ${old.action}`, part: 'key' });
    check(row, item);
  }
}

function checkLookup(context: Context, { at, carried }: Both): void {
  const where = at.get('lookup');
  if (where === undefined || context.target === undefined) return;
  const types = typesOf(context.target);
  const operation = context.target.operations.find(({ action }) => action === carried.lookup?.by);
  checkName(context, where.get('by'), {
    names: context.target.operations.map(({ action }) => action),
    of: `${context.target.name} ${context.target.version}`,
  });
  if (operation === undefined) return;
  const fields = fieldsOf(types, operation.output);
  checkName(context, where.get('items'), {
    names: fields.map(({ name }) => name),
    of: operation.output,
  });
  const shape = fields.find(({ name }) => name === carried.lookup?.items)?.shape;
  const item = namedIn(shape);
  for (const name of ['id', 'key', 'name'])
    checkName(context, where.get(name), {
      names: fieldNames(types, item),
      of: item ?? 'the list',
    });
}

/** Parameters and results of a carried operation against both generations. */
export function checkFields(context: Context, both: Both): void {
  checkParameters(context, both);
  checkResults(context, both);
  checkLookup(context, both);
}
