import type { ParameterTable } from '@qcvm/client/descriptors';

/** What an operation makes of its list of ids; overrides the table, as the documentation leaves it open. */
export interface BatchRules {
  readonly parameter: string;
  readonly maximum: number;
  readonly duplicates: 'once' | 'refuse';
}

export interface ReadOptions {
  readonly table: ParameterTable;
  readonly action: string;
  readonly unknown: 'refuse' | 'ignore';
  /** What an optional value that is an empty text is. */
  readonly empty: 'value' | 'leftOut';
  readonly batch?: BatchRules | undefined;
}
