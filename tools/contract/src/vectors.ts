import { readJson } from './repository.js';

/** A known answer of `specs/vectors`. */
export interface Vector<Input, Expected> {
  readonly id: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'acceptable' | 'invalid';
  readonly input: Input;
  readonly expected: Expected;
}

export interface VectorFile<Input, Expected> {
  readonly stage: string;
  readonly count: number;
  readonly vectors: readonly Vector<Input, Expected>[];
}

export type Pairs = readonly (readonly [name: string, value: string])[];

export const stages = [
  'flatten',
  'canonical-string',
  'signature',
  'url',
  'response',
  'replay',
  'scenarios',
] as const;

/** The types are those of `specs/vectors/schema.json`, which a test of its own holds the files to. */
export const readVectors = <Input, Expected>(stage: (typeof stages)[number]): VectorFile<Input, Expected> =>
  readJson(`specs/vectors/${stage}.json`) as VectorFile<Input, Expected>;

/** `[id, vector]` for `test.each`, so that a failure names the vector. */
export const byId = <Input, Expected>(
  vectors: readonly Vector<Input, Expected>[],
): (readonly [id: string, vector: Vector<Input, Expected>])[] =>
  vectors.map((vector) => [vector.id, vector] as const);
