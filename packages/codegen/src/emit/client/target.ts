/** Where the code of a service goes, and what it imports from. */
export interface EmitTarget {
  /** The folder of its files; `.` for the one that everything is written to. */
  readonly folder: string;
  /** What every file says of itself, in lines. */
  readonly header: readonly string[];
  /** What is added to files of plain data. */
  readonly note?: string;
  /** Module with the types of descriptors. */
  readonly model: string;
  /** Module with the error codes that all services share. */
  readonly common: string;
  /**
   * Whether the files themselves are what users compile, perhaps with thousands of operations; ours reach them as declarations. Then
   * `common` has `plainOperation` as well.
   */
  readonly isSource?: true;
}

/** The path of a file of the service. */
export const pathIn = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);
