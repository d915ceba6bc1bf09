import { Unavailable, type Row, type Sampler } from '../row.js';
import { figureOf, spreadOf, type Spread } from './statistics.js';

/** What was measured of one candidate. */
export interface CandidateResult {
  readonly candidate: string;
  /** In the terms of the row's goal: a multiple, or the value itself. */
  readonly figure?: Spread;
  /** What was sampled, in the unit of the row. */
  readonly sampled?: Spread;
  /** Why it was not measured. */
  readonly unavailable?: string;
}

export interface Measurement {
  readonly rounds: number;
  readonly candidates: readonly CandidateResult[];
}

const firstLine = (error: Error): string => error.message.split('\n')[0] ?? '';

/** Measures the candidates of a row in turn, A B C A B C …, and compares them round by round. */
export async function measure(
  { candidates, goal, rounds: fixed }: Pick<Row, 'candidates' | 'goal' | 'rounds'>,
  wanted: number,
): Promise<Measurement> {
  const rounds = fixed ?? wanted;
  const open = new Map<string, Sampler>();
  const absent = new Map<string, string>();
  try {
    for (const candidate of candidates)
      try {
        open.set(candidate.name, await candidate.open());
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        absent.set(candidate.name, firstLine(error));
      }
    const samples = new Map([...open.keys()].map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++)
      for (const [name, { sample }] of open) samples.get(name)?.push(await sample());

    return {
      rounds,
      candidates: candidates.map(({ name }): CandidateResult => {
        const unavailable = absent.get(name);
        if (unavailable !== undefined) return { candidate: name, unavailable };
        const figure = figureOf(name, goal, samples);
        return { candidate: name, ...(figure && { figure }), sampled: spreadOf(samples.get(name) ?? []) };
      }),
    };
  } finally {
    for (const { close } of open.values()) await close?.();
  }
}
