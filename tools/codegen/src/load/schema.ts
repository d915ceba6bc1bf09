import { readSchema } from '@qcvm/codegen/toolkit';

export interface SchemaText {
  /** The texts of the specs, by their path below the specs directory. */
  readonly texts: ReadonlyMap<string, string>;
  readonly path: string;
  /** Turns a path below the specs directory into the one that problems name; `specs/…` unless given. */
  readonly shownAs?: ((path: string) => string) | undefined;
}

/** The JSON Schema that a folder of specs has; one that allows everything where there is none. */
export const schemaOf = ({ texts, path, shownAs = (path) => `specs/${path}` }: SchemaText): object =>
  readSchema({ name: shownAs(path), text: texts.get(path) ?? '{}' });
