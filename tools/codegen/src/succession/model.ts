/** What the specs of succession say: rows as their schema has them, each with its name, checked against the specs of both generations. */
import { byCodeUnits } from '@qcvm/codegen/toolkit';

/** In the vendor's own table; evident from the pages of both; our judgement. */
export type Sure = 'vendor' | 'evident' | 'inferred';

interface Row {
  readonly sure: Sure;
  readonly note?: string;
}

/** Rows by their names. */
type Rows<Each> = Readonly<Record<string, Each>>;
type Named<Each> = Each & { readonly name: string };

export interface ValueRow extends Row {
  readonly old: number;
  readonly new: string;
  /** Where it holds; everywhere, unless said. */
  readonly use?: 'parameters' | 'results';
  readonly gone?: true;
}

interface TableRow {
  readonly rows: readonly ValueRow[];
  /** The value of 2.0 for every word without a row. */
  readonly otherwise?: number;
}

export interface ValueTable extends Named<TableRow> {
  /** Values of 2.0 that have none in 3.0, with what to do instead. */
  readonly none: readonly { readonly old: number; readonly instead: string }[];
}

export interface RegionRow extends Row {
  readonly short: string;
  readonly region: string;
}

export interface ErrorRow extends Row {
  readonly words: readonly string[];
  readonly code: number;
  readonly named?: number;
  readonly codeDesc?: string;
  readonly each?: true;
}

interface ParameterRow extends Row {
  readonly to?: string;
  readonly filters?: readonly string[];
  readonly field?: readonly string[];
  readonly match?: string;
  readonly as?: string;
  /** A table by its name, or pairs. */
  readonly values?: string | readonly { readonly old: number; readonly new: string }[];
  readonly dropped?: string;
}

interface ResultRow extends Partial<Row> {
  readonly from?: string;
  readonly as?: string;
  readonly values?: string;
  readonly none?: string | number;
  readonly absent?: string;
}

/** By its name in API 2.0. */
export type Parameter = Named<ParameterRow>;
/** By its name in API 2.0; a dot leads into an object. */
export type Result = Named<ResultRow>;

export interface Lookup {
  readonly by: string;
  readonly items: string;
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

interface CarriedRow extends Row {
  /** The Action of API 3.0. */
  readonly by: string;
  readonly lookup?: Lookup;
}

/** An operation that API 3.0 carries. */
export interface Carried extends CarriedRow {
  /** Its Action in API 2.0. */
  readonly action: string;
  /** A change of many resources, or a list. */
  readonly kind: 'change' | 'list';
  readonly parameters: readonly Parameter[];
  readonly results: readonly Result[];
  readonly items: readonly Result[];
}

/** An operation that is not carried. */
export interface Elsewhere extends Partial<Row> {
  readonly action: string;
  /** Where API 3.0 has it: nowhere, or by one call or several. */
  readonly to: readonly { readonly service: string; readonly version: string; readonly action: string }[];
}

/** What a file says as it is. */
interface Facts {
  readonly to: { readonly service: string; readonly version: string };
  readonly source: string;
  /** What an instance that is not asked again counts as. */
  readonly verdicts?: { readonly missing: string; readonly unfit: string; readonly oldId: string };
  /** How ids begin that only API 2.0 knows. */
  readonly olderIds?: string;
  /** The field of an item that has the request id of its last change. */
  readonly lastRequest?: string;
  /** The codes of a call that failed for all of its resources, or for some. */
  readonly batch?: { readonly all: number; readonly some: number };
}

/** A file, as its schema has it. */
export interface SuccessionFile extends Facts {
  readonly succession: { readonly service: string };
  readonly values?: Rows<TableRow & { readonly none?: Rows<string> }>;
  readonly regions?: readonly RegionRow[];
  readonly errors?: readonly ErrorRow[];
  readonly words?: Rows<string>;
  readonly carried?: Rows<
    CarriedRow & {
      readonly parameters: Rows<ParameterRow>;
      readonly results: Rows<ResultRow>;
      readonly items?: Rows<ResultRow>;
    }
  >;
  readonly elsewhere?: Rows<Partial<Row> & { readonly to?: readonly string[] }>;
}

/** What became of one service of API 2.0. */
export interface Succession extends Facts {
  readonly service: string;
  /** The file, as generated files cite it. */
  readonly spec: string;
  readonly values: readonly ValueTable[];
  readonly regions: readonly RegionRow[];
  readonly errors: readonly ErrorRow[];
  /** Words of API 3.0 by the common codes of API 2.0. */
  readonly words: Rows<string>;
  readonly carried: readonly Carried[];
  readonly elsewhere: readonly Elsewhere[];
}

/** The order in which a file has its rows never matters. */
const sorted = <Each>(rows: Rows<Each> = {}): [string, Each][] =>
  Object.entries(rows).sort(([left], [right]) => byCodeUnits(left, right));
const named = <Each extends object>(rows: Rows<Each> = {}): Named<Each>[] =>
  sorted(rows).map(([name, row]) => ({ ...row, name }));

/** An Action of API 3.0 as a row names it: of the file's own service, or `cbs/2017-03-12/DescribeDisks`. */
export function actionOf(text: string, own: Succession['to']): Elsewhere['to'][number] {
  const [action = '', version = own.version, service = own.service] = text.split('/').reverse();
  return { service, version, action };
}

/** What a file says that fits its schema. That it makes sense is checked elsewhere. */
export function successionOf(file: SuccessionFile, spec: string): Succession {
  const { succession, values, regions = [], errors = [], words = {}, carried, elsewhere, ...facts } = file;
  return {
    ...facts,
    ...{ service: succession.service, spec, regions, errors, words },
    values: named(values).map(({ none, ...table }) => ({
      ...table,
      none: sorted(none).map(([old, instead]) => ({ old: Number(old), instead })),
    })),
    carried: sorted(carried).map(([action, { parameters, results, items, ...row }]) => ({
      ...{ ...row, action, kind: items === undefined ? 'change' : 'list' },
      parameters: named(parameters),
      results: named(results),
      items: named(items),
    })),
    elsewhere: sorted(elsewhere).map(([action, { to = [], ...row }]) => ({
      ...{ ...row, action },
      to: to.map((text) => actionOf(text, facts.to)),
    })),
  };
}
