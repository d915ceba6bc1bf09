// What the steps of a scenario compare with.

export function expectSame(
  what: string,
  pair: { readonly actual: unknown; readonly expected: unknown },
): void {
  const [actual, expected] = [JSON.stringify(pair.actual), JSON.stringify(pair.expected)];
  if (actual !== expected) throw new Error(`${what}: ${actual} instead of ${expected}`);
}

type ErrorClass<Wanted> = abstract new (...args: never[]) => Wanted;

/** What the promise was rejected with, if it is one of these. */
export async function rejection<Wanted>(
  promise: Promise<unknown>,
  wanted: ErrorClass<Wanted>,
): Promise<Wanted> {
  const outcome = await promise.then(
    () => 'nothing',
    (error: unknown) => error,
  );
  if (outcome instanceof wanted) return outcome;
  throw new Error(`${String(outcome)} instead of a ${wanted.name}`, { cause: outcome });
}
