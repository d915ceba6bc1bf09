import { Unavailable, type Row, type Sampler } from '../row.js';
import { figureOf, spreadOf, type Spread } from './statistics.js';

/** What was measured of one contender. */
export interface ContenderResult {
  readonly contender: string;
  /** In the terms of the row's goal: a multiple, or the value itself. */
  readonly figure?: Spread;
  /** What was sampled, in the unit of the row. */
  readonly sampled?: Spread;
  /** Why it was not measured. */
  readonly unavailable?: string;
}

export interface Measurement {
  readonly rounds: number;
  readonly contenders: readonly ContenderResult[];
}

const firstLine = (error: Error): string => error.message.split('\n')[0] ?? '';

/** Measures the contenders of a row in turn, A B C A B C …, and compares them round by round. */
export async function measure(
  { contenders, goal, rounds: fixed }: Pick<Row, 'contenders' | 'goal' | 'rounds'>,
  wanted: number,
): Promise<Measurement> {
  const rounds = fixed ?? wanted;
  const open = new Map<string, Sampler>();
  const absent = new Map<string, string>();
  try {
    for (const contender of contenders)
      try {
        open.set(contender.name, await contender.open());
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        absent.set(contender.name, firstLine(error));
      }
    const samples = new Map([...open.keys()].map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++)
      for (const [name, { sample }] of open) samples.get(name)?.push(await sample());

    return {
      rounds,
      contenders: contenders.map(({ name }): ContenderResult => {
        const unavailable = absent.get(name);
        if (unavailable !== undefined) return { contender: name, unavailable };
        const figure = figureOf(name, goal, samples);
        return { contender: name, ...(figure && { figure }), sampled: spreadOf(samples.get(name) ?? []) };
      }),
    };
  } finally {
    for (const { close } of open.values()) await close?.();
  }
}
