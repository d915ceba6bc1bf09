/** What the specs of succession say, as plain data, checked against the specs of both generations. */

/** In the vendor's own table; evident from the pages of both; our judgement. */
export type Sure = 'vendor' | 'evident' | 'inferred';

interface Row {
  readonly sure: Sure;
  readonly note?: string;
}

/** Everything that a row of a result or a parameter may have to say. */
type Said = Partial<Row>;

export interface ValueRow extends Row {
  readonly old: number;
  readonly new: string;
  /** Where it holds; everywhere, unless said. */
  readonly use?: 'parameters' | 'results';
  readonly gone?: true;
}

export interface ValueTable {
  readonly name: string;
  readonly rows: readonly ValueRow[];
  /** The value of 2.0 for every word without a row. */
  readonly otherwise?: number;
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

export interface Parameter extends Row {
  /** As API 2.0 spells it. */
  readonly name: string;
  readonly to?: string;
  readonly filters?: readonly string[];
  readonly fields?: readonly string[];
  readonly part?: true;
  readonly zone?: true;
  /** A table by its name, or pairs. */
  readonly values?: string | readonly { readonly old: number; readonly new: string }[];
  readonly dropped?: string;
}

export interface Result extends Said {
  /** As API 2.0 spells it; a dot leads into an object. */
  readonly name: string;
  readonly from?: string;
  readonly as?: string;
  readonly values?: string;
  readonly none?: string | number;
  readonly absent?: string;
}

export interface Lookup {
  readonly by: string;
  readonly items: string;
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** An operation that API 3.0 carries. */
export interface Carried extends Row {
  /** Its Action in API 2.0. */
  readonly action: string;
  /** The Action of API 3.0. */
  readonly by: string;
  /** A change of many resources, or a list. */
  readonly kind: 'change' | 'list';
  readonly lookup?: Lookup;
  readonly parameters: readonly Parameter[];
  readonly results: readonly Result[];
  readonly items: readonly Result[];
}

/** An operation that is not carried. */
export interface Elsewhere extends Said {
  readonly action: string;
  /** Where API 3.0 has it: nowhere, or by one call or several. */
  readonly to: readonly { readonly service: string; readonly version: string; readonly action: string }[];
}

/** What an instance that is not asked again counts as. */
export interface Verdicts {
  readonly missing: string;
  readonly unfit: string;
  readonly oldId: string;
}

/** What became of one service of API 2.0. */
export interface Succession {
  readonly service: string;
  readonly to: { readonly service: string; readonly version: string };
  readonly source: string;
  /** The file, as generated files cite it. */
  readonly spec: string;
  readonly values: readonly ValueTable[];
  readonly regions: readonly RegionRow[];
  readonly errors: readonly ErrorRow[];
  /** Words of API 3.0 by the common codes of API 2.0. */
  readonly words: Readonly<Record<string, string>>;
  readonly verdicts?: Verdicts;
  /** How ids begin that only API 2.0 knows. */
  readonly olderIds?: string;
  /** The field of an item that has the request id of its last change. */
  readonly lastRequest?: string;
  /** The codes of a call that failed for all of its resources, or for some. */
  readonly batch?: { readonly all: number; readonly some: number };
  readonly carried: readonly Carried[];
  readonly elsewhere: readonly Elsewhere[];
}
