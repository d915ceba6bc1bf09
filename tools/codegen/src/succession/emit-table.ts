import { Code, fieldsOf, importNames, literal, saidOf, typesOf } from '@qcvm/codegen/toolkit';
import { itemCode, type ItemCode } from './emit-item.js';
import { codeFile } from '../emit/text/files.js';
import type { GeneratedFile, Literal, LiteralObject, Service } from '@qcvm/codegen/toolkit';
import type { Common } from '../model/v2.js';
import type { Carried, ErrorRow, Parameter, Succession, ValueTable } from './model.js';

/** What the tables are made of in addition to the succession itself. */
export interface Described {
  readonly common: Common;
  readonly old: Service;
  readonly target: Service;
}

const methodOf = ({ target }: Described, action: string): Code =>
  new Code(target.operations.find((operation) => operation.action === action)?.method ?? action);

const tableName = (name: string): Code => new Code(`${name}Values`);

function valueTable({ rows, otherwise, none }: ValueTable): LiteralObject {
  return {
    words: Object.fromEntries(
      rows.filter(({ use }) => use !== 'results').map((row) => [String(row.old), row.new]),
    ),
    numbers: Object.fromEntries(
      rows.filter(({ use }) => use !== 'parameters').map((row) => [row.new, row.old]),
    ),
    otherwise,
    none: Object.fromEntries(none.map(({ old, instead }) => [String(old), instead])),
  };
}

function parameter({ to, filters, field = [], match, as, values, dropped }: Parameter): LiteralObject {
  if (dropped !== undefined) return { kind: 'dropped' };
  if (filters !== undefined)
    return {
      kind: 'filter',
      filters,
      fields: field,
      part: match === 'part' ? true : undefined,
      zone: as === 'zone' ? true : undefined,
      values: typeof values === 'string' ? tableName(values) : undefined,
    };
  const words =
    typeof values === 'object'
      ? Object.fromEntries(values.map((pair) => [String(pair.old), pair.new]))
      : undefined;
  return { kind: 'parameter', to: to ?? '', words };
}

const byName = <Named extends { readonly name: string }>(
  rows: readonly Named[],
  write: (row: Named) => Literal,
): LiteralObject => Object.fromEntries(rows.map((row) => [row.name, write(row)]));

/** The field of an answer that lists the items. */
function listedBy(described: Described, { action, results }: Carried): string {
  const old = described.old.operations.find((operation) => operation.action === action);
  return results.find(({ name }) => name === old?.pagination?.items)?.from ?? '';
}

function list(
  described: Described,
  { action, by, parameters, results }: Carried,
  { name: make, reads }: ItemCode,
): LiteralObject {
  const old = described.old.operations.find((operation) => operation.action === action);
  const now = described.target.operations.find((operation) => operation.action === by);
  const pagination = old?.pagination?.kind === 'offset' ? old.pagination : undefined;
  const paging = now?.pagination?.kind === 'offset' ? now.pagination : undefined;
  const ids = idsOf(described, by);
  const types = typesOf(described.old);
  const limit = fieldsOf(types, old?.input).find(({ name }) => name === pagination?.limit)?.shape;
  const from = (name: string): string => results.find((row) => row.name === name)?.from ?? '';
  const total = pagination?.total ?? '';
  const listed = pagination?.items ?? '';
  return {
    operation: methodOf(described, by),
    parameters: byName(parameters, parameter),
    ids: { name: parameters.find(({ to }) => to === ids)?.name ?? '', to: ids },
    total: { name: total, from: from(total) },
    items: { name: listed, from: from(listed) },
    make: new Code(make),
    reads,
    own: {
      offset: pagination?.offset ?? '',
      limit: pagination?.limit ?? '',
      defaultLimit: (limit && saidOf(types, limit).default) ?? pagination?.maxLimit ?? 0,
    },
    paging: paging && {
      offset: paging.offset,
      limit: paging.limit,
      id: paging.id,
      maxLimit: paging.maxLimit,
    },
    maxValues: now?.filters?.maxValues ?? 1,
  };
}

/** The parameter that takes the ids of resources, where they are waited for. */
const idsOf = ({ target }: Described, action: string): string =>
  target.waiters.find(({ operation }) => operation === action)?.ids ?? '';

/** The common code, and the words that come with it. */
function codeOf(common: Common, code: number): LiteralObject {
  const known = common.commonErrors.find((error) => error.code === String(code));
  return { code, codeDesc: known?.codeDesc ?? known?.name };
}

function errorRow(common: Common, { code, named, codeDesc, each }: ErrorRow): LiteralObject {
  return { ...(each === true ? { code } : codeOf(common, code)), ...(codeDesc && { codeDesc }), named, each };
}

/** How the list shows the state of a resource that a change is about. */
function look(described: Described, { carried, values, lastRequest }: Succession): LiteralObject {
  const listing = carried.find(({ kind }) => kind === 'list');
  const operation = described.target.operations.find(({ action }) => action === listing?.by);
  const paging = operation?.pagination?.kind === 'offset' ? operation.pagination : undefined;
  const waiter = described.target.waiters.find((each) => each.operation === listing?.by);
  return {
    list: methodOf(described, listing?.by ?? ''),
    ids: waiter?.ids ?? '',
    limit: operation?.pagination?.limit ?? '',
    maxLimit: operation?.pagination?.maxLimit ?? 0,
    items: operation?.pagination?.items ?? '',
    total: paging?.total ?? '',
    offset: paging?.offset ?? '',
    id: operation?.pagination?.id ?? '',
    state: waiter?.state ?? '',
    lastRequest: lastRequest ?? '',
    gone: values.flatMap(({ rows }) => rows.filter(({ gone }) => gone === true).map((row) => row.new)),
  };
}

/** What became of one service, as the client wants to know it. */
export function emitTable(succession: Succession, described: Described): GeneratedFile {
  const { common } = described;
  const { service, carried, values, regions, errors, verdicts, olderIds, batch, spec } = succession;
  const lookup = carried.find((each) => each.lookup !== undefined)?.lookup;
  const changes = carried.filter(({ kind }) => kind === 'change');
  const lists = carried
    .filter(({ kind }) => kind === 'list')
    .map((each) => ({ each, code: itemCode(each, listedBy(described, each)) }));
  const methods = [...carried.map(({ by }) => by), ...(lookup ? [lookup.by] : [])].map(
    (action) => methodOf(described, action).text,
  );
  const { name, version, specs } = described.target;
  const table: LiteralObject = {
    service,
    changes: Object.fromEntries(
      changes.map(({ action, by, parameters }) => [
        action,
        { operation: methodOf(described, by), parameters: byName(parameters, parameter) },
      ]),
    ),
    lists: Object.fromEntries(lists.map(({ each, code }) => [each.action, list(described, each, code)])),
    zones: lookup && {
      operation: methodOf(described, lookup.by),
      items: lookup.items,
      id: lookup.id,
      key: lookup.key,
      name: lookup.name,
    },
    look: look(described, succession),
    olderIds: olderIds ?? '',
    regions: Object.fromEntries([
      ...common.regions.map(({ short = '', id }) => [short, id] as const),
      ...regions.map(({ short, region }) => [short, region] as const),
    ]),
    errors: Object.fromEntries(
      errors.flatMap((row) => row.words.map((word) => [word, errorRow(common, row)] as const)),
    ),
    verdicts: verdicts && { ...verdicts },
    batch: batch && { all: codeOf(common, batch.all), some: codeOf(common, batch.some) },
  };
  const used = values.filter(({ name: each }) =>
    carried.some(({ parameters, items }) => [...parameters, ...items].some((row) => row.values === each)),
  );
  return codeFile(
    `packages/client/src/succession/${service}.gen.ts`,
    [spec, common.spec, ...specs],
    [
      [
        importNames(methods, `../services/${name}/${version}/operations.gen.js`, 'import'),
        `import type * as Types from '../services/${name}/${version}/types.gen.js';`,
        importNames(
          lists.flatMap(({ code }) => code.helpers),
          './item.js',
          'import',
        ),
        "import type { Fields, MakeItem, SuccessionTable, ValueTable } from './table.js';",
      ].join('\n'),
      ...used.map((each) =>
        literal(valueTable(each), { before: `const ${each.name}Values: ValueTable = `, after: ';' }),
      ),
      ...lists.flatMap(({ code }) => code.blocks),
      `/** What became of the operations of ${service} in API 2.0. */\n${literal(table, {
        before: `export const ${service}Succession: SuccessionTable = `,
        after: ';',
      })}`,
    ],
  );
}

/** Where API 3.0 has what is not carried, for every service of API 2.0. */
export function emitElsewhere(successions: readonly Succession[]): GeneratedFile {
  const table = Object.fromEntries(
    successions.map(({ service, elsewhere }) => [
      service,
      Object.fromEntries(
        elsewhere.map(({ action, to }) => [
          action,
          to.map((each) => `${each.action} of ${each.service} ${each.version}`).join(', '),
        ]),
      ),
    ]),
  );
  return codeFile(
    'packages/client/src/succession/elsewhere.gen.ts',
    successions.map(({ spec }) => spec),
    [
      "import type { ElsewhereTable } from './table.js';",
      `/** Where API 3.0 has what is not carried, by service and Action of API 2.0; empty where it has nothing. */\n${literal(
        table,
        { before: 'export const elsewhere: ElsewhereTable = ', after: ';' },
      )}`,
    ],
  );
}
