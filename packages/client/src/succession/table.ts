import type { OperationDescriptor } from '../model/descriptor.js';

/** Values of API 2.0 and of API 3.0, each by the other. */
export interface ValueTable {
  /** Words by the number that asks for them. */
  readonly words: Readonly<Record<string, string>>;
  /** Numbers by the word that is answered. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The number for every other word. */
  readonly otherwise?: number;
  /** Numbers that have no word, each with what to do instead. */
  readonly none: Readonly<Record<string, string>>;
}

/** What becomes of a parameter of API 2.0. */
export type CarriedParameter =
  /** Another name, and perhaps another value. */
  | { readonly kind: 'parameter'; readonly to: string; readonly words?: Readonly<Record<string, string>> }
  /** A filter, each of several being a query of its own; or, where no filter can be sent, a choice from what comes. */
  | {
      readonly kind: 'filter';
      readonly filters: readonly string[];
      /** The fields of an item, as API 2.0 spells them, that it is compared with. */
      readonly fields: readonly string[];
      readonly part?: true;
      readonly zone?: true;
      readonly values?: ValueTable;
    }
  /** Nothing is lost without it. */
  | { readonly kind: 'dropped' };

/** Fields by name. */
export type Fields = Record<string, unknown>;

/** The zones of a region: their numbers in API 2.0, their keys in API 3.0, and their names for people. */
export interface Zones {
  readonly keys: ReadonlyMap<number, string>;
  readonly byKey: ReadonlyMap<unknown, { readonly id: number; readonly name: unknown }>;
}

/** What an item of API 2.0 can be made of in addition to that of API 3.0. */
export interface Surroundings {
  /** As the caller wrote it. */
  readonly region: string;
  readonly zones: Zones | undefined;
}

/** Makes an item of API 2.0 of one of API 3.0. What there is no source for is absent. */
export type MakeItem = (item: never, surroundings: Surroundings) => Fields;

type Parameters = Readonly<Record<string, CarriedParameter>>;

/** A change of many resources, which API 3.0 accepts or refuses as a whole. */
export interface CarriedChange {
  readonly operation: OperationDescriptor;
  readonly parameters: Parameters;
}

/** A list of resources. */
export interface CarriedList {
  readonly operation: OperationDescriptor;
  readonly parameters: Parameters;
  /** The ids that may be asked for: in API 2.0, and in API 3.0. */
  readonly ids: { readonly name: string; readonly to: string };
  readonly total: { readonly name: string; readonly from: string };
  readonly items: { readonly name: string; readonly from: string };
  readonly make: MakeItem;
  /** The names of all that `make` reads. */
  readonly reads: readonly string[];
  /** How API 2.0 pages. */
  readonly own: { readonly offset: string; readonly limit: string; readonly defaultLimit: number };
  /** How API 3.0 pages. */
  readonly paging: {
    readonly offset: string;
    readonly limit: string;
    readonly id: string;
    readonly maxLimit: number;
  };
  /** Most values of one filter. */
  readonly maxValues: number;
}

/** The list of zones: numbers of API 2.0, and names. */
export interface ZoneList {
  readonly operation: OperationDescriptor;
  readonly items: string;
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** What a code of API 3.0 is in API 2.0. */
export interface CarriedCode {
  readonly code: number;
  /** In place of it where the service names resources of the call. */
  readonly named?: number;
  readonly codeDesc?: string;
  /** It is about some of the resources of a call. */
  readonly each?: true;
}

/** What became of one service of API 2.0, as data. */
export interface SuccessionTable {
  readonly service: string;
  readonly changes: Readonly<Record<string, CarriedChange>>;
  readonly lists: Readonly<Record<string, CarriedList>>;
  readonly zones?: ZoneList;
  /** How the state of a resource is seen: by the list with this Action. */
  readonly look: {
    readonly list: OperationDescriptor;
    readonly ids: string;
    readonly limit: string;
    readonly maxLimit: number;
    readonly items: string;
    readonly total: string;
    readonly offset: string;
    readonly id: string;
    readonly state: string;
    /** The field with the request id of the last change. */
    readonly lastRequest: string;
    /** States of resources that count as ones that do not exist. */
    readonly gone: readonly string[];
  };
  /** How ids begin that API 3.0 does not know. */
  readonly olderIds: string;
  /** Short regions. */
  readonly regions: Readonly<Record<string, string>>;
  /** By code; one that ends with `*` stands for all that begin so. */
  readonly errors: Readonly<Record<string, CarriedCode>>;
  /** What a resource that is not asked again counts as, by a code of API 3.0. */
  readonly verdicts: { readonly missing: string; readonly unfit: string; readonly oldId: string };
  /** The codes of a call that failed for all of its resources, or for some. */
  readonly batch: {
    readonly all: Omit<CarriedCode, 'each'>;
    readonly some: Omit<CarriedCode, 'each'>;
  };
}

/** Where API 3.0 has what is not carried: by service and Action of API 2.0; empty where there is nothing. */
export type ElsewhereTable = Readonly<Record<string, Readonly<Record<string, string>>>>;
