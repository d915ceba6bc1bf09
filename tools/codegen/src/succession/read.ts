import { defined } from '@qcvm/codegen/toolkit';
import type { Cursor } from '@qcvm/codegen/toolkit';
import type {
  Carried,
  Elsewhere,
  ErrorRow,
  Lookup,
  Parameter,
  RegionRow,
  Result,
  Succession,
  Sure,
  ValueRow,
  ValueTable,
  Verdicts,
} from './model.js';

const said = (at: Cursor) => defined({ note: at.text('note') });
const row = (at: Cursor) => ({ sure: (at.text('sure') ?? 'inferred') as Sure, ...said(at) });
const maybe = (at: Cursor) => defined({ sure: at.text('sure') as Sure | undefined, note: at.text('note') });
const flagged = (at: Cursor, name: string): true | undefined => (at.flag(name) ? true : undefined);

const valueRow = (at: Cursor): ValueRow => ({
  old: at.number('old') ?? 0,
  new: at.text('new') ?? '',
  ...defined({
    use: at.text('use') as ValueRow['use'],
    gone: flagged(at, 'gone'),
  }),
  ...row(at),
});

const valueTable = (name: string, at: Cursor): ValueTable => ({
  name,
  rows: (at.get('rows')?.items() ?? []).map(valueRow),
  none: (at.get('none')?.entries() ?? []).map(([old, { value }]) => ({
    old: Number(old),
    instead: String(value),
  })),
  ...defined({ otherwise: at.number('otherwise') }),
});

const regionRow = (at: Cursor): RegionRow => ({
  short: at.text('short') ?? '',
  region: at.text('region') ?? '',
  ...row(at),
});

const errorRow = (at: Cursor): ErrorRow => ({
  words: at.texts('words'),
  code: at.number('code') ?? 0,
  ...defined({
    named: at.number('named'),
    codeDesc: at.text('codeDesc'),
    each: flagged(at, 'each'),
  }),
  ...row(at),
});

function parameter(name: string, at: Cursor): Parameter {
  const values = at.get('values');
  const pairs = values
    ?.items()
    .map((pair) => ({ old: pair.number('old') ?? 0, new: pair.text('new') ?? '' }));
  return {
    name,
    ...defined({
      to: at.text('to'),
      filters: at.has('filters') ? at.texts('filters') : undefined,
      fields: at.has('field') ? at.texts('field') : undefined,
      part: at.text('match') === 'part' ? (true as const) : undefined,
      zone: at.text('as') === 'zone' ? (true as const) : undefined,
      values: values === undefined ? undefined : (at.text('values') ?? pairs),
      dropped: at.text('dropped'),
    }),
    ...row(at),
  };
}

function result(name: string, at: Cursor): Result {
  const none = at.get('none')?.value;
  return {
    name,
    ...defined({
      from: at.text('from'),
      as: at.text('as'),
      values: at.text('values'),
      none: typeof none === 'string' || typeof none === 'number' ? none : undefined,
      absent: at.text('absent'),
    }),
    ...maybe(at),
  };
}

const all = <Read>(at: Cursor | undefined, read: (name: string, at: Cursor) => Read): Read[] =>
  (at?.entries() ?? []).map(([name, each]) => read(name, each));

const lookup = (at: Cursor): Lookup => ({
  by: at.text('by') ?? '',
  items: at.text('items') ?? '',
  id: at.text('id') ?? '',
  key: at.text('key') ?? '',
  name: at.text('name') ?? '',
});

function carried(action: string, at: Cursor): Carried {
  const zones = at.get('lookup');
  return {
    action,
    by: at.text('by') ?? '',
    kind: at.has('items') ? 'list' : 'change',
    ...(zones && { lookup: lookup(zones) }),
    parameters: all(at.get('parameters'), parameter),
    results: all(at.get('results'), result),
    items: all(at.get('items'), result),
    ...row(at),
  };
}

const verdicts = (at: Cursor): Verdicts => ({
  missing: at.text('missing') ?? '',
  unfit: at.text('unfit') ?? '',
  oldId: at.text('oldId') ?? '',
});

/** An Action of API 3.0 as a row names it: of the file's own service, or `cbs/2017-03-12/DescribeDisks`. */
export function actionOf(text: string, own: Succession['to']): Elsewhere['to'][number] {
  const [action = '', version = own.version, service = own.service] = text.split('/').reverse();
  return { service, version, action };
}

/** Reads one file. That it makes sense is checked elsewhere. */
export function readSuccession(root: Cursor, spec: string): Succession {
  const to = {
    service: root.at('to', 'service')?.value as string,
    version: root.at('to', 'version')?.value as string,
  };
  const judged = root.get('verdicts');
  const batch = root.get('batch');
  return {
    service: root.get('succession')?.text('service') ?? '',
    to,
    source: root.text('source') ?? '',
    spec,
    values: all(root.get('values'), valueTable),
    regions: (root.get('regions')?.items() ?? []).map(regionRow),
    errors: (root.get('errors')?.items() ?? []).map(errorRow),
    words: Object.fromEntries(all(root.get('words'), (code, { value }) => [code, String(value)])),
    ...defined({ olderIds: root.text('olderIds'), lastRequest: root.text('lastRequest') }),
    ...(judged && { verdicts: verdicts(judged) }),
    ...(batch && { batch: { all: batch.number('all') ?? 0, some: batch.number('some') ?? 0 } }),
    carried: all(root.get('carried'), carried),
    elsewhere: all(root.get('elsewhere'), (action, at) => ({
      action,
      to: at.texts('to').map((text) => actionOf(text, to)),
      ...maybe(at),
    })),
  };
}
