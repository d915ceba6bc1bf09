/**
 * What the specs of one service say, of either generation, as plain data, checked. Every list is sorted by name, unless its
 * order means something.
 */
import type { CodeNames } from './code-names.js';
import type { JsonObject, ServiceType } from './shapes.js';

/** What is to be thought of an error code; or, of one that ends in `*`, of all codes that begin alike. */
export interface ErrorRule {
  /** A dotted word, or a common code of API 2.0 in decimal. */
  readonly code: string;
  readonly category: string;
  readonly retry: string;
  readonly effect: string;
  readonly meaning: string;
  readonly advice: string;
  readonly source?: string;
  /** PascalCase name of a common code. */
  readonly name?: string;
  /** Which operations may answer with it without naming it. */
  readonly scope?: string;
  /** What answers have as `codeDesc` beside a common code, where it is not its name. */
  readonly codeDesc?: string;
}

/** A parameter with ids, and how many of them one call may have. */
export interface Batch {
  readonly ids: string;
  readonly maximum: number;
  /** The field with a result for each id, where there is one. */
  readonly results?: string;
}

/** By number of items to skip, or by a token that each page gives for the next one. */
export type Pagination = {
  readonly limit: string;
  readonly items: string;
  readonly id: string;
  readonly maxLimit: number;
} & (
  | { readonly kind: 'offset'; readonly offset: string; readonly total: string }
  | { readonly kind: 'token'; readonly token: string; readonly nextToken: string }
);

/** A word, or a number in API 2.0. */
export type State = string | number;

/** A change of state: from which, through which, to which. */
export interface Transition {
  readonly resource: string;
  readonly from: readonly State[];
  readonly via: State;
  readonly to: State;
  /** Parameters that make the change happen where an ordinary one fails. */
  readonly force?: Readonly<Record<string, string | number | boolean>>;
}

/** Waits until resources have a state: it calls an operation again and again. */
export interface Waiter {
  /** `InstancesStopped`. */
  readonly name: string;
  readonly description?: string;
  /** Its Action. */
  readonly operation: string;
  readonly ids: string;
  readonly itemIds: readonly string[];
  readonly state: string;
  /** The field of an item that tells when its state last changed, and the offset of its times from UTC. */
  readonly changed?: { readonly field: string; readonly offset: string };
  readonly success: readonly State[];
  readonly failure: readonly State[];
  readonly minDelay: number;
  readonly maxDelay: number;
}

export interface Filters {
  readonly parameter: string;
  readonly maxFilters?: number;
  readonly maxValues?: number;
  readonly names: readonly { readonly name: string; readonly description: string }[];
}

/** At most so many calls in so many seconds. */
export interface Quota {
  readonly calls: number;
  readonly seconds: number;
  readonly per: 'action' | 'service';
}

/** A documented call: its input, how it looks on the wire, and its answer. */
export interface Example {
  readonly name: string;
  readonly title: string;
  /** `vendor-doc`: taken from the vendor's page; `inferred`: made from what that page says. */
  readonly provenance: string;
  readonly source: string;
  /** The operation's own parameters. */
  readonly input: JsonObject;
  /** The whole request as one signed, encoded line. */
  readonly wire: string;
  /** The whole body of the answer, envelope included. */
  readonly body: JsonObject;
}

export type Repeatability = 'read' | 'idempotent' | 'once';

export interface Operation {
  /** As the vendor spells it: `StopInstances`. */
  readonly action: string;
  /** The client's method and the descriptor: `stopInstances`. */
  readonly method: string;
  /** What it is called on the command line, where that is not its Action. */
  readonly command?: string;
  /** The page that says what it does. */
  readonly source: string;
  readonly deprecated?: true;
  /** The vendor has taken it offline: calls are refused. */
  readonly offline?: true;
  readonly repeatability: Repeatability;
  /** One line, no full stop. */
  readonly summary?: string;
  /** Markdown paragraphs. */
  readonly description?: string;
  readonly tags: readonly string[];
  /** Names of object types. */
  readonly input: string;
  readonly output: string;
  /** The parameter that makes a repeated call safe. */
  readonly clientToken?: string;
  /** The parameter that makes a call a trial. */
  readonly dryRun?: string;
  readonly batch?: Batch;
  readonly pagination?: Pagination;
  readonly transition?: Transition;
  readonly quota?: Quota;
  readonly filters?: Filters;
  /** The codes that it may answer with; those that all services share are among them in API 2.0 only, and come first. */
  readonly errors: readonly string[];
  /** In the order of the spec. */
  readonly examples?: readonly Example[];
}

export interface Service {
  /** `cvm`. */
  readonly name: string;
  readonly title: string;
  /** `2.0`, or a date. */
  readonly version: string;
  readonly protocol: 'v2' | 'v3';
  /** The first is the default one. */
  readonly hosts: readonly string[];
  readonly path: string;
  /** What signatures call it, in API 3.0. */
  readonly signingName?: string;
  readonly quotas: readonly Quota[];
  /** What code calls it. */
  readonly code: CodeNames;
  /** The files that it was read from, as generated files cite them; what all services share comes first. */
  readonly specs: readonly string[];
  readonly operations: readonly Operation[];
  readonly types: readonly ServiceType[];
  readonly waiters: readonly Waiter[];
  /** Rules of this service; they hold before the common ones. */
  readonly errors: readonly ErrorRule[];
  readonly commonErrors: readonly ErrorRule[];
  /** The documented regions, in the order of the spec. In API 2.0 each has a short spelling as well. */
  readonly regions: readonly { readonly id: string; readonly name: string; readonly short?: string }[];
}
