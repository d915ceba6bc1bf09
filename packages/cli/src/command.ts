/**
 * The contract between the generator and the command line: every operation as a command, as plain data.
 * Generated files import types from here and nothing else.
 */

/** How the text after an option is read: a list option is given once for each item, `json` takes JSON. */
export type OptionKind = 'string' | 'integer' | 'strings' | 'integers' | 'json';

/** One parameter of an operation as an option of its command. */
export interface CommandOption {
  /** The parameter's name on the wire, without `.n`: `instanceIds`. */
  readonly parameter: string;
  /** The option without dashes: `instance-ids`. */
  readonly option: string;
  readonly kind: OptionKind;
  readonly required?: true;
  /** No other value is accepted. */
  readonly values?: readonly (string | number)[];
  /** Values that have a documented name, such as the statuses of an instance; others are accepted too. */
  readonly known?: readonly { readonly value: string | number; readonly name: string }[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  /** What the service assumes when the option is absent. */
  readonly default?: string | number;
  /** Plain text, one or more sentences. */
  readonly description: string;
}

/** One operation as a command: `qcvm stop-instances --instance-ids ins-…`. */
export interface CommandDescriptor {
  /** `stop-instances`. */
  readonly name: string;
  /** The `Action` parameter, as the vendor spells it: `StopInstances`. */
  readonly action: string;
  /** The client's method: `stopInstances`. */
  readonly method: string;
  /** The module of the API: `cvm`. */
  readonly service: string;
  /** The default endpoint of its requests. */
  readonly endpoint: string;
  /** One line, no full stop. */
  readonly summary: string;
  readonly description: string;
  /** `read` looks only; `change` acts on resources, so that commands ask before it. */
  readonly effect: 'read' | 'change';
  /** The parameter with the ids of a batch operation. */
  readonly batchIds?: string;
  /** The output field that holds the items of a paged list. */
  readonly pageItems?: string;
  /** The documented fields of these items, those within objects by their whole way. */
  readonly itemFields?: readonly string[];
  /** Required ones first, then by name. */
  readonly options: readonly CommandOption[];
  /** Documented error codes: common ones as decimal text, the module's own as they are. Sorted. */
  readonly errors: readonly string[];
  /** The vendor's page about the operation. */
  readonly source: string;
}
