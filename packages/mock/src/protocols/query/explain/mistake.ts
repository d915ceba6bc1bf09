import type { SignatureCause } from '../../../core/signature-explanation.js';

/** One mistake: what it is called, and what it does to the plan of a signature. */
export interface Mistake<Plan> {
  readonly cause: SignatureCause;
  /** Mistakes about the same step exclude each other. */
  readonly step: string;
  /** How many others it is looked for together with. */
  readonly beside: 0 | 1 | 2;
  readonly apply: (plan: Plan) => Plan;
}

/** What mistakes are called: what was done, and after an arrow what to do instead. `{name}` in a text stands for what is said of one. */
export type Causes = Readonly<Record<string, string>>;

type Said = Readonly<Record<string, string>>;

/** A mistake as a row of a table: its step, what it is called, what it changes in the plan, and what is said of it. */
export type Row<Plan, Name> = readonly [
  step: string,
  name: Name,
  change: Partial<Plan> | ((plan: Plan) => Partial<Plan>),
  said?: Said,
];

/** A cause in words. */
export function causeOf<Name extends string>(
  causes: Readonly<Record<Name, string>>,
  name: Name,
  said: Said = {},
): SignatureCause {
  const words = causes[name].replace(/\{(\w+)\}/g, (whole, place: string) => said[place] ?? whole);
  const [explanation = '', advice = ''] = words.split(' → ');
  // One mistake may have several explanations: `name/way`.
  return { name: name.replace(/\/.*/, ''), explanation, advice };
}

/** The mistakes of a table. */
export const mistakesIn = <Plan, Name extends string>(
  causes: Readonly<Record<Name, string>>,
  rows: readonly Row<Plan, Name>[],
  beside: Mistake<Plan>['beside'] = 1,
): readonly Mistake<Plan>[] =>
  rows.map(([step, name, change, said]) => ({
    step,
    cause: causeOf(causes, name, said),
    beside,
    apply: (plan) => ({ ...plan, ...(typeof change === 'function' ? change(plan) : change) }),
  }));

/** A text that was signed, and what leads to it. */
export interface Match {
  readonly text: string;
  readonly causes: readonly SignatureCause[];
}

/**
 * Carries a plan out with no mistake, with each, and with two or three at once, until one of them is what was done.
 *
 * @param options - `most`: so many plans are carried out. `attempt`: whether a plan is what was done.
 */
export async function search<Plan>(
  right: Plan,
  options: {
    readonly mistakes: readonly Mistake<Plan>[];
    readonly most: number;
    readonly attempt: (plan: Plan) => Promise<Match | undefined>;
    /** Tells plans that come to the same. */
    readonly identity?: (plan: Plan) => string;
  },
): Promise<Match | undefined> {
  const { mistakes, most, attempt, identity } = options;
  const tried = new Set<string>();
  let tries = 0;
  for (const made of combinations(mistakes)) {
    const plan = made.reduce((base, { apply }) => apply(base), right);
    if (identity && tried.size === tried.add(identity(plan)).size) continue;
    if ((tries += 1) > most) return undefined;
    const found = await attempt(plan);
    if (found) return { ...found, causes: [...found.causes, ...made.map(({ cause }) => cause)] };
  }
  return undefined;
}

/** No mistake, each one, each two, and each three; never two about the same step. */
function* combinations<Plan>(mistakes: readonly Mistake<Plan>[]): Generator<readonly Mistake<Plan>[]> {
  yield [];
  for (const one of mistakes) yield [one];
  for (const size of [2, 3])
    yield* grouped([], { mistakes: mistakes.filter(({ beside }) => beside >= size - 1), size });
}

function* grouped<Plan>(
  chosen: readonly Mistake<Plan>[],
  { mistakes, size }: { mistakes: readonly Mistake<Plan>[]; size: number },
): Generator<readonly Mistake<Plan>[]> {
  if (chosen.length === size) {
    yield chosen;
    return;
  }
  for (const [index, next] of mistakes.entries()) {
    if (chosen.some(({ step }) => step === next.step)) continue;
    yield* grouped([...chosen, next], { mistakes: mistakes.slice(index + 1), size });
  }
}
