/** Where the code of a service goes, and what it imports from. */
export interface EmitTarget {
  /** The folder of its files. */
  readonly folder: string;
  /** Module with the types of descriptors. */
  readonly model: string;
  /** Module with the error codes that all services share. */
  readonly common: string;
}
